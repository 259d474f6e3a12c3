import { PipelineError, type ProviderName } from "@tunewright/schema";
import { type CliContext } from "../context.ts";
import type { LoadedConfig } from "../load-config.ts";

/** A chat endpoint that answers. */
export interface ChatEndpoint {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Name of the service that stays the same where its port does not. */
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

const openAI = "https://api.openai.com/v1";

/**
 * Opens the endpoint that serves a model.
 *
 * @throws {PipelineError} `USAGE` when a remote endpoint needs a key and none is set.
 */
export async function openChatEndpoint(context: CliContext, options: ChatEndpointOptions): Promise<ChatEndpoint> {
  const key = context.env["OPENAI_API_KEY"] ?? "";
  const named = options.baseUrl ?? (context.env["OPENAI_BASE_URL"] || undefined);
  const isLocal = options.provider === "local" || (options.provider === undefined && key === "");
  if (named === undefined && isLocal) return await openLocalEndpoint(context, options.config);
  const baseUrl = named ?? options.config.config.train.baseUrl ?? openAI;
  if (key === "" && !isLoopback(baseUrl)) {
    throw new PipelineError("USAGE", "Cannot ask the model: no key is set.", {
      hint: "Set OPENAI_API_KEY, or name a local service with --base-url.",
    });
  }
  return {
    baseUrl,
    apiKey: key === "" ? "local" : key,
    service: isLoopback(baseUrl) ? `loopback${new URL(baseUrl).pathname}` : baseUrl,
    isFree: false,
    close: async () => {},
  };
}

function isLoopback(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}

async function openLocalEndpoint(context: CliContext, config: LoadedConfig): Promise<ChatEndpoint> {
  throw new PipelineError("PROVIDER_UNSUPPORTED", `No local service for ${config.path} in ${context.cwd}.`);
}
