import type { ProviderName } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import type { CliContext } from "../context.ts";
import { setting } from "./provider-settings.ts";

/** Where a job is to run, before anything is opened. */
export interface ProviderChoice {
  readonly name: ProviderName;
  readonly baseUrl: string | undefined;
  /** Why this one, for a person; empty where it was asked for by name. */
  readonly reason: string;
}

/** What was asked for, by flag and by config. */
export interface ProviderWish {
  readonly provider?: ProviderName | undefined;
  readonly baseUrl?: string | undefined;
  readonly configured?:
    | { readonly provider?: ProviderName | undefined; readonly baseUrl?: string | undefined }
    | undefined;
}

/**
 * Chooses a provider: a flag beats the environment, the environment beats the config, and without any key it is the embedded one.
 */
export function chooseProvider(wish: ProviderWish, env: CliContext["env"]): ProviderChoice {
  // Blanks around it, as setting() takes them from a variable, would become a part of every path.
  const flag = wish.baseUrl?.trim();
  const configured = wish.configured?.baseUrl?.trim();
  const baseUrl = flag ?? setting(env, "OPENAI_BASE_URL") ?? configured;
  const named = wish.provider ?? wish.configured?.provider;
  if (named !== undefined) {
    // OPENAI_BASE_URL is meant for OpenAI's client; another provider takes only a base URL that was given for it.
    const given = named === "openai" ? baseUrl : (flag ?? configured);
    checkBaseUrl(given);
    return { name: named, baseUrl: given, reason: "" };
  }
  checkBaseUrl(baseUrl);
  if (baseUrl !== undefined) return { name: "openai", baseUrl, reason: "a base URL is set" };
  if (setting(env, "OPENAI_API_KEY") !== undefined) {
    return { name: "openai", baseUrl: undefined, reason: "OPENAI_API_KEY is set" };
  }
  return {
    name: "local",
    baseUrl: undefined,
    reason: "no key is set: this is a rehearsal on the embedded local provider",
  };
}

function checkBaseUrl(text: string | undefined): void {
  if (text === undefined) return;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new PipelineError("USAGE", "Cannot use the base URL: it must begin with http:// or https://.", {
      hint: "Correct --base-url, OPENAI_BASE_URL or train.baseUrl, whichever gave it.",
    });
  }
  if (url.hash !== "") {
    throw new PipelineError("USAGE", "Cannot use the base URL: nothing behind its # would reach the service.", {
      hint: "Leave out the # and what stands behind it.",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new PipelineError("USAGE", "Cannot use the base URL: it holds a user name or a password.", {
      hint: "Put the key into the environment, as OPENAI_API_KEY.",
    });
  }
}
