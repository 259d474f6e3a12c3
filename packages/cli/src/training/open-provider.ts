import { join } from "node:path";
import type { TrainingProvider } from "@tunewright/job-launcher";
import { type CliContext, note } from "../context.ts";
import { type ProviderChoice } from "./choose-provider.ts";
import { needSetting, setting, settingsOf } from "./provider-settings.ts";
import { startEmbedded } from "./start-embedded.ts";

/** A provider that is ready for calls. */
export interface OpenProvider extends AsyncDisposable {
  readonly provider: TrainingProvider;
  /** Base URL that was given; absent where the provider's own, or the embedded one, is used. */
  readonly baseUrl: string | undefined;
  /** Base URL of the embedded service, where that is the one. */
  readonly embeddedUrl: string | undefined;
  /** Whether a job goes on when this process ends. */
  readonly outlives: boolean;
}

/** The variable of the key that a provider lacks; a server of one's own often takes any. */
function missingKey({ name, baseUrl }: ProviderChoice, env: CliContext["env"]): string | undefined {
  const key = settingsOf(name)?.key;
  if (key === undefined || setting(env, key) !== undefined) return undefined;
  return name === "openai" && baseUrl !== undefined ? undefined : key;
}

function setOnly(env: CliContext["env"]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(env).flatMap((name) => {
      const value = setting(env, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/**
 * Opens a provider with the keys of the environment; starts the embedded service where that is the one.
 *
 * @param options `keyless`: open a provider whose key is missing all the same, for a look that asks nobody.
 * @throws {PipelineError} `USAGE` when a key is missing; `SERVER_REFUSED` when another process runs the embedded service.
 */
export async function openProvider(
  context: CliContext,
  options: { readonly choice: ProviderChoice; readonly data: string; readonly keyless?: boolean },
): Promise<OpenProvider> {
  const { choice, data, keyless = false } = options;
  const { env } = context;
  const launcher = await import("@tunewright/job-launcher");
  const missing = keyless ? missingKey(choice, env) : undefined;
  if (missing !== undefined) {
    await note(context, `${missing} is not set: nobody is asked whether ${choice.name} has the model.`);
    const settings: Readonly<Record<string, string>> = { [missing]: "none", ...settingsOf(choice.name)?.needs };
    const open = await openProvider({ ...context, env: { ...settings, ...setOnly(env) } }, { choice, data });
    return { ...open, provider: { ...open.provider, modelInfo: async () => null } };
  }
  const ready = (provider: TrainingProvider): OpenProvider => ({
    provider,
    baseUrl: choice.baseUrl,
    embeddedUrl: undefined,
    outlives: true,
    [Symbol.asyncDispose]: async () => {},
  });
  switch (choice.name) {
    case "openai": {
      // A server of one's own often takes any key.
      const apiKey =
        choice.baseUrl === undefined
          ? needSetting(env, "OPENAI_API_KEY", "openai")
          : setting(env, "OPENAI_API_KEY") === undefined
            ? "none"
            : needSetting(env, "OPENAI_API_KEY", "openai");
      return ready(
        launcher.createOpenAIProvider({
          apiKey,
          baseUrl: choice.baseUrl,
          organization: setting(env, "OPENAI_ORG_ID"),
          project: setting(env, "OPENAI_PROJECT_ID"),
        }),
      );
    }
    case "azure":
      return ready(
        launcher.createAzureProvider({
          apiKey: needSetting(env, "AZURE_OPENAI_API_KEY", "azure"),
          endpoint: choice.baseUrl ?? needSetting(env, "AZURE_OPENAI_ENDPOINT", "azure"),
          apiVersion: needSetting(env, "OPENAI_API_VERSION", "azure"),
        }),
      );
    case "together":
      return ready(
        launcher.createTogetherProvider({
          apiKey: needSetting(env, "TOGETHER_API_KEY", "together"),
          baseUrl: choice.baseUrl ?? setting(env, "TOGETHER_BASE_URL"),
        }),
      );
    case "fireworks":
      return ready(
        launcher.createFireworksProvider({
          apiKey: needSetting(env, "FIREWORKS_API_KEY", "fireworks"),
          account: needSetting(env, "FIREWORKS_ACCOUNT_ID", "fireworks"),
          baseUrl: choice.baseUrl ?? setting(env, "FIREWORKS_BASE_URL"),
        }),
      );
    case "export":
      return ready(launcher.createExportProvider({ data }));
    case "local": {
      if (choice.baseUrl !== undefined) return ready(launcher.createLocalProvider({ baseUrl: choice.baseUrl }));
      const service = await startEmbedded(join(data, ".tunewright", "local-provider"));
      return {
        provider: launcher.createLocalProvider({ baseUrl: service.baseUrl, fetch: service.fetch }),
        baseUrl: undefined,
        get embeddedUrl() {
          return service.baseUrl;
        },
        get outlives() {
          return service.shared;
        },
        [Symbol.asyncDispose]: () => service.close(),
      };
    }
  }
}
