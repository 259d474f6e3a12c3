import { join } from "node:path";
import type { TrainingProvider } from "@tunewright/job-launcher";
import type { CliContext } from "../context.ts";
import { needSetting, type ProviderChoice, setting } from "./choose-provider.ts";
import { startEmbedded } from "./start-embedded.ts";

/** A provider that is ready for calls. */
export interface OpenProvider extends AsyncDisposable {
  readonly provider: TrainingProvider;
  /** Base URL of the embedded service, where it runs in this process. */
  readonly embeddedUrl: string | undefined;
}

/**
 * Opens a provider with the keys of the environment; starts the embedded service where that is the one.
 *
 * @throws {PipelineError} `USAGE` when a key is missing; `SERVER_REFUSED` when another process runs the embedded service.
 */
export async function openProvider(
  context: CliContext,
  options: { readonly choice: ProviderChoice; readonly data: string },
): Promise<OpenProvider> {
  const { choice, data } = options;
  const { env } = context;
  const launcher = await import("@tunewright/job-launcher");
  const ready = (provider: TrainingProvider): OpenProvider => ({
    provider,
    embeddedUrl: undefined,
    [Symbol.asyncDispose]: async () => {},
  });
  switch (choice.name) {
    case "openai": {
      // A server of one's own often takes any key.
      const apiKey =
        choice.baseUrl === undefined
          ? needSetting(env, "OPENAI_API_KEY", "openai")
          : (setting(env, "OPENAI_API_KEY") ?? "none");
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
        provider: launcher.createLocalProvider({ baseUrl: service.baseUrl }),
        embeddedUrl: service.baseUrl,
        [Symbol.asyncDispose]: () => service.close(),
      };
    }
  }
}
