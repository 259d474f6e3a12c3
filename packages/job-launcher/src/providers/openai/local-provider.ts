import type { ProviderCapabilities, TrainingProvider } from "../../training-provider.ts";
import { hideSecrets } from "../hide-secrets.ts";
import { createOpenAIClient, createSdkProvider } from "./openai-provider.ts";

/** Options for {@link createLocalProvider}. */
export interface LocalProviderOptions {
  /** Base URL of a running embedded service, as `http://127.0.0.1:4310/v1`. */
  readonly baseUrl: string;
  /** @default "local" */
  readonly apiKey?: string | undefined;
  /** Takes the place of the platform's `fetch`, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const mebibyte = 1024 * 1024;
const capabilities: ProviderCapabilities = {
  // Its baseline has nothing that a grader could reward.
  methods: ["supervised", "dpo"],
  pause: true,
  paid: false,
  maxSuffixLength: 64,
  minExamples: 10,
  maxFileBytes: 512 * mebibyte,
  liveMetrics: false,
  liveTested: true,
};

/** The embedded service: the same API over real HTTP, a small baseline model, and no charge. */
export function createLocalProvider(options: LocalProviderOptions): TrainingProvider {
  const { baseUrl, apiKey = "local", fetch } = options;
  const provider = createSdkProvider(createOpenAIClient({ baseUrl, apiKey, fetch }), {
    name: "local",
    capabilities,
    partThresholdBytes: 512 * mebibyte,
    partBytes: 64 * mebibyte,
    metadataOptional: false,
  });
  return hideSecrets(provider, [apiKey]);
}
