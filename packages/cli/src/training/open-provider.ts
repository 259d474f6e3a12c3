import { join } from "node:path";
import type { TrainingProvider } from "@tunewright/job-launcher";
import type { ProviderName } from "@tunewright/schema";
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
  const missing = keyless ? missingKey(choice, env) : undefined;
  if (missing !== undefined) {
    await note(context, `${missing} is not set: nobody is asked whether ${choice.name} has the model.`);
    const settings: Readonly<Record<string, string>> = { [missing]: "none", ...settingsOf(choice.name)?.needs };
    const open = await openProvider({ ...context, env: { ...settings, ...setOnly(env) } }, { choice, data });
    return { ...open, provider: { ...open.provider, modelInfo: async () => null } };
  }
  const launcher = await import("@tunewright/job-launcher");
  const { name, baseUrl } = choice;
  const ready = (provider: TrainingProvider): OpenProvider => ({
    provider,
    baseUrl,
    embeddedUrl: undefined,
    outlives: true,
    [Symbol.asyncDispose]: async () => {},
  });
  if (name !== "local") return ready(createRemote(launcher, name, { baseUrl, data, env }));
  return baseUrl === undefined ? openEmbedded(launcher, data) : ready(launcher.createLocalProvider({ baseUrl }));
}

type Launcher = typeof import("@tunewright/job-launcher");

/** The service that runs in this process, or that of another process on the same data. */
async function openEmbedded(launcher: Launcher, data: string): Promise<OpenProvider> {
  const service = await startEmbedded(join(data, ".tunewright", "local-provider"));
  return {
    provider: launcher.createLocalProvider({ baseUrl: service.baseUrl, fetch: service.fetch }),
    baseUrl: undefined,
    // Both change when the process that runs the service ends and this one takes over.
    get embeddedUrl() {
      return service.baseUrl;
    },
    get outlives() {
      return service.shared;
    },
    [Symbol.asyncDispose]: () => service.close(),
  };
}

function createRemote(
  launcher: Launcher,
  name: Exclude<ProviderName, "local">,
  from: { readonly baseUrl: string | undefined; readonly data: string; readonly env: CliContext["env"] },
): TrainingProvider {
  const { baseUrl, data, env } = from;
  const need = (variable: string): string => needSetting(env, variable, name);
  switch (name) {
    case "openai":
      return launcher.createOpenAIProvider({
        // A server of one's own often takes any key.
        apiKey: baseUrl !== undefined && setting(env, "OPENAI_API_KEY") === undefined ? "none" : need("OPENAI_API_KEY"),
        baseUrl,
        organization: setting(env, "OPENAI_ORG_ID"),
        project: setting(env, "OPENAI_PROJECT_ID"),
      });
    case "azure":
      return launcher.createAzureProvider({
        apiKey: need("AZURE_OPENAI_API_KEY"),
        endpoint: baseUrl ?? need("AZURE_OPENAI_ENDPOINT"),
        apiVersion: need("OPENAI_API_VERSION"),
      });
    case "together":
      return launcher.createTogetherProvider({
        apiKey: need("TOGETHER_API_KEY"),
        baseUrl: baseUrl ?? setting(env, "TOGETHER_BASE_URL"),
      });
    case "fireworks":
      return launcher.createFireworksProvider({
        apiKey: need("FIREWORKS_API_KEY"),
        account: need("FIREWORKS_ACCOUNT_ID"),
        baseUrl: baseUrl ?? setting(env, "FIREWORKS_BASE_URL"),
      });
    case "export":
      return launcher.createExportProvider({ data });
  }
}
