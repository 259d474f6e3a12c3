import type { ProviderName } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import type { CliContext } from "../context.ts";

/** A provider that is asked over the network and wants a key. */
export type RemoteProvider = Exclude<ProviderName, "local" | "export">;

/** What the environment says of a provider. */
export interface ProviderSettings {
  /** The variable that holds its key. */
  readonly key: string;
  /** Variables that it needs beside the key, each with what stands in for it in a look that asks nobody. */
  readonly needs: Readonly<Record<string, string>>;
  /** Where it serves chat in OpenAI's shapes. */
  readonly chatUrl: (env: CliContext["env"]) => string;
  /** A request that costs nothing and that only a service that takes the key answers; nothing where an address is missing. */
  readonly probe: (env: CliContext["env"]) => string | undefined;
  /** The header that carries the key. */
  readonly keyHeader: (key: string) => Readonly<Record<string, string>>;
}

const bearer = (key: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${key}` });

/** Every remote provider with the variables of its own client, so that a machine that is set up for that needs nothing else. */
export const providerSettings: Readonly<Record<RemoteProvider, ProviderSettings>> = {
  openai: {
    key: "OPENAI_API_KEY",
    needs: {},
    chatUrl: () => "https://api.openai.com/v1",
    probe: (env) => `${addressOf(env, "OPENAI_BASE_URL") ?? "https://api.openai.com/v1"}/models`,
    keyHeader: bearer,
  },
  azure: {
    key: "AZURE_OPENAI_API_KEY",
    needs: { AZURE_OPENAI_ENDPOINT: "https://unset.invalid", OPENAI_API_VERSION: "unset" },
    chatUrl: (env) => `${withoutEnd(needSetting(env, "AZURE_OPENAI_ENDPOINT", "azure"))}/openai/v1`,
    probe: (env) => {
      const endpoint = addressOf(env, "AZURE_OPENAI_ENDPOINT");
      const version = encodeURIComponent(setting(env, "OPENAI_API_VERSION") ?? "2024-10-21");
      return endpoint === undefined ? undefined : `${endpoint}/openai/models?api-version=${version}`;
    },
    keyHeader: (key) => ({ "api-key": key }),
  },
  together: {
    key: "TOGETHER_API_KEY",
    needs: {},
    chatUrl: togetherUrl,
    probe: (env) => `${togetherUrl(env)}/models`,
    keyHeader: bearer,
  },
  fireworks: {
    key: "FIREWORKS_API_KEY",
    needs: { FIREWORKS_ACCOUNT_ID: "unset" },
    chatUrl: (env) => `${fireworksUrl(env)}/inference/v1`,
    probe: (env) => {
      const account = setting(env, "FIREWORKS_ACCOUNT_ID");
      return account === undefined
        ? undefined
        : `${fireworksUrl(env)}/v1/accounts/${encodeURIComponent(account)}/models?pageSize=1`;
    },
    keyHeader: bearer,
  },
};

/** The settings of a provider; nothing for one that wants no key. */
export function settingsOf(provider: ProviderName): ProviderSettings | undefined {
  return provider === "local" || provider === "export" ? undefined : providerSettings[provider];
}

function togetherUrl(env: CliContext["env"]): string {
  return addressOf(env, "TOGETHER_BASE_URL") ?? "https://api.together.xyz/v1";
}

function fireworksUrl(env: CliContext["env"]): string {
  return addressOf(env, "FIREWORKS_BASE_URL") ?? "https://api.fireworks.ai";
}

function addressOf(env: CliContext["env"], name: string): string | undefined {
  const url = setting(env, name);
  return url === undefined ? undefined : withoutEnd(url);
}

function withoutEnd(url: string): string {
  return url.replace(/\/+$/, "");
}

/** A variable of the environment, without blanks around it; `undefined` when it is not set or empty. */
export function setting(env: CliContext["env"], name: string): string | undefined {
  // A line break at the end comes from `$(cat key)` written in another way, and no setting wants it.
  const value = env[name]?.trim();
  return value === undefined || value === "" ? undefined : value;
}

/** {@link setting}, or a clear error. */
export function needSetting(
  env: CliContext["env"],
  name: string,
  user: string,
  hint = "Set it, or choose another --provider; local and export need no key.",
): string {
  const value = setting(env, name);
  if (value !== undefined && !/^[\x20-\x7e]+$/.test(value)) {
    throw new PipelineError("USAGE", `Cannot use ${user}: ${name} holds a line break or a character that no key has.`, {
      details: { user, variable: name },
      hint: "Set it again, without quotes or other text around it.",
    });
  }
  if (value !== undefined) return value;
  throw new PipelineError("USAGE", `Cannot use ${user}: ${name} is not set.`, {
    details: { user, variable: name },
    hint,
  });
}
