import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createExportProvider } from "../providers/export/export-provider.ts";
import { createFireworksProvider } from "../providers/fireworks/fireworks-provider.ts";
import { createAzureProvider } from "../providers/openai/azure-provider.ts";
import { createLocalProvider } from "../providers/openai/local-provider.ts";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { createTogetherProvider } from "../providers/together/together-provider.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { startFakeFireworks } from "./fake-fireworks.ts";
import { startFakeOpenAI } from "./fake-openai.ts";
import type { FakeService } from "./fake-service.ts";
import { startFakeTogether } from "./fake-together.ts";

/** A provider with the service that it talks to, and a data folder. */
export interface ProviderStand extends AsyncDisposable {
  readonly data: string;
  readonly provider: TrainingProvider;
  /** Absent for the provider that talks to nobody. */
  readonly service:
    | (FakeService & { readonly jobs: { readonly size: number }; readonly files: { readonly size: number } })
    | undefined;
  /** Requests that make a job. */
  readonly createPath: RegExp;
}

/** A key that must turn up nowhere. */
export const plantedKey = "sk-proj-Pl4ntedKeyThatMustNeverBeSeenAnywhere00";

/** Names of all providers, for tables of tests. */
export const providerNames = ["openai", "azure", "local", "together", "fireworks", "export"] as const;

/** Starts a provider of this name against its fake service on loopback. */
export async function standProvider(name: (typeof providerNames)[number]): Promise<ProviderStand> {
  const data = await mkdtemp(join(tmpdir(), "tunewright-stand-"));
  const build = (
    provider: TrainingProvider,
    service: ProviderStand["service"],
    createPath = /\/fine_tuning\/jobs$/,
  ): ProviderStand => ({
    data,
    provider,
    service,
    createPath,
    [Symbol.asyncDispose]: async () => {
      await service?.close();
      await rm(data, { recursive: true, force: true });
    },
  });
  const apiKey = plantedKey;
  switch (name) {
    case "openai": {
      const service = await startFakeOpenAI();
      return build(createOpenAIProvider({ apiKey, baseUrl: service.baseUrl }), service);
    }
    case "azure": {
      const service = await startFakeOpenAI({ prefix: "/openai", refuseMetadata: true, keepMetadata: false });
      return build(createAzureProvider({ apiKey, endpoint: service.url, apiVersion: "2025-04-01-preview" }), service);
    }
    case "local": {
      const service = await startFakeOpenAI();
      return build(createLocalProvider({ apiKey, baseUrl: service.baseUrl }), service);
    }
    case "together": {
      const service = await startFakeTogether();
      return build(createTogetherProvider({ apiKey, baseUrl: service.baseUrl }), service, /\/fine-tunes$/);
    }
    case "fireworks": {
      const service = await startFakeFireworks();
      const { baseUrl, account } = service;
      const provider = createFireworksProvider({ apiKey, baseUrl, account, datasetPollMs: 1 });
      return build(provider, service, /\/supervisedFineTuningJobs$/);
    }
    case "export":
      return build(createExportProvider({ data }), undefined);
  }
}
