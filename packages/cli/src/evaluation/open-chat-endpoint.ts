import { join } from "node:path";
import type { ProviderName } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext, note } from "../context.ts";
import type { LoadedConfig } from "../input/load-config.ts";
import { chooseProvider } from "../training/choose-provider.ts";
import { needSetting, providerSettings, setting } from "../training/provider-settings.ts";

/** A chat endpoint that answers. */
export interface ChatEndpoint {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Name of the service in the log of answers: its URL, or a word where its port is another one each time. */
  readonly service: string;
  /** It charges nothing. */
  readonly isFree: boolean;
  /** Stops a service that was started for this endpoint. */
  close(): Promise<void>;
}

/** Options for {@link openChatEndpoint}. */
export interface ChatEndpointOptions {
  readonly config: LoadedConfig;
  /** A flag beats the environment, and the environment beats the file. */
  readonly baseUrl?: string | undefined;
  /** Provider that trained the model, where it is known. */
  readonly provider?: ProviderName | undefined;
}

/**
 * Opens the endpoint that serves a model; starts the embedded service where that is the one.
 *
 * @throws {PipelineError} `USAGE` when a remote endpoint needs a key and none is set, `PROVIDER_UNSUPPORTED` for a model
 *   that was exported and is served by nobody, or as the embedded service throws.
 */
export async function openChatEndpoint(context: CliContext, options: ChatEndpointOptions): Promise<ChatEndpoint> {
  const { env } = context;
  const { train } = options.config.config;
  const configured = { provider: train.provider, baseUrl: train.baseUrl };
  const choice = chooseProvider({ provider: options.provider, baseUrl: options.baseUrl, configured }, env);
  const baseUrl = choice.baseUrl;
  if (choice.name === "local" && baseUrl === undefined)
    return await openEmbedded(context, options.config, choice.reason);
  if (choice.name === "export") {
    throw new PipelineError("PROVIDER_UNSUPPORTED", "Cannot ask the model: it was exported, and nobody serves it.", {
      hint: "Serve it, and name the service with --base-url.",
    });
  }
  const { key, chatUrl } = providerSettings[choice.name === "local" ? "openai" : choice.name];
  return {
    baseUrl: baseUrl ?? chatUrl(env),
    // A server of one's own often takes any key.
    apiKey: baseUrl === undefined ? needSetting(env, key, choice.name) : (setting(env, key) ?? "none"),
    service: baseUrl ?? choice.name,
    isFree: choice.name === "local",
    close: async () => {},
  };
}

async function openEmbedded(context: CliContext, config: LoadedConfig, reason: string): Promise<ChatEndpoint> {
  const { startEmbedded } = await import("../training/start-embedded.ts");
  if (reason !== "") await note(context, `Asking the embedded local provider: ${reason}.`);
  const embedded = await startEmbedded(join(config.data, ".tunewright", "local-provider"));
  const { baseUrl } = embedded;
  return { baseUrl, apiKey: "local", service: "embedded", isFree: true, close: () => embedded.close() };
}
