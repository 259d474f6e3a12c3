import { AzureOpenAI } from "openai";
import type { ProviderCapabilities, TrainingProvider } from "../../training-provider.ts";
import { hideSecrets } from "../hide-secrets.ts";
import { createSdkProvider, timing } from "./openai-provider.ts";

/** Options for {@link createAzureProvider}. */
export interface AzureProviderOptions {
  readonly apiKey: string;
  /** As `https://example-resource.openai.azure.com`. */
  readonly endpoint: string;
  /** As `2025-04-01-preview`. */
  readonly apiVersion: string;
  /** Longest wait for a whole answer. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** The same for a request that carries a file. @default 600_000 */
  readonly uploadTimeoutMs?: number | undefined;
  /** Takes the place of the platform's `fetch`, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const mebibyte = 1024 * 1024;
const capabilities: ProviderCapabilities = {
  methods: ["supervised", "dpo", "reinforcement"],
  pause: true,
  paid: true,
  maxSuffixLength: 18,
  minExamples: 10,
  maxFileBytes: 512 * mebibyte,
  liveMetrics: false,
  liveTested: false,
};

/**
 * Azure OpenAI, with the SDK's own client. Not run against the live service.
 *
 * Versions of its API that do not know `metadata` refuse it, which creates nothing; the create is then made without, and the
 * job is told by its files, model, suffix and a seed that follows from the fingerprint. A trained model still needs a deployment there.
 */
export function createAzureProvider(options: AzureProviderOptions): TrainingProvider {
  const client = new AzureOpenAI({
    apiKey: options.apiKey,
    endpoint: options.endpoint,
    apiVersion: options.apiVersion,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    ...timing(options),
    logLevel: "off",
  });
  const provider = createSdkProvider(client, {
    name: "azure",
    capabilities,
    partThresholdBytes: 100 * mebibyte,
    partBytes: 64 * mebibyte,
    metadataOptional: true,
  });
  return hideSecrets(provider, [options.apiKey]);
}
