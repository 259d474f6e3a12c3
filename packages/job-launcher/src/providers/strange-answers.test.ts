import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { describeDataset } from "../launch/describe-dataset.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { type FakeService, startFakeService } from "../testing/fake-service.ts";
import { type ProviderStand, standProvider } from "../testing/provider-stand.ts";
import { writeSamplePlan } from "../testing/sample-dataset.ts";
import type { CreateJobRequest, LocalFile, RemoteJob, TrainingProvider } from "../training-provider.ts";
import { createFireworksProvider } from "./fireworks/fireworks-provider.ts";
import { createAzureProvider } from "./openai/azure-provider.ts";
import { createOpenAIProvider } from "./openai/openai-provider.ts";
import { createTogetherProvider } from "./together/together-provider.ts";

/** What proxies, gateways and half-written servers send with status 200. */
const bodies = ["", "null", "[]", "5", '"ok"', "{}", '{"id":null}', "<html>Sign in</html>", '{"id":"file-'];
const apiKey = "none";
const providers: Readonly<Record<string, (url: string) => TrainingProvider>> = {
  openai: (url) => createOpenAIProvider({ apiKey, baseUrl: url }),
  azure: (url) => createAzureProvider({ apiKey, endpoint: url, apiVersion: "2025-04-01-preview" }),
  together: (url) => createTogetherProvider({ apiKey, baseUrl: url }),
  fireworks: (url) => createFireworksProvider({ apiKey, baseUrl: url, account: "a", datasetPollMs: 1 }),
};

let stand: ProviderStand;
let file: LocalFile;
beforeAll(async () => {
  stand = await standProvider("export");
  file = await describeDataset((await writeSamplePlan(stand.data)).trainFile);
});
afterAll(async () => stand[Symbol.asyncDispose]());

describe.each(Object.keys(providers))("%s, where the service answers nonsense", (name) => {
  let body: string;
  let service: FakeService;
  beforeEach(async () => {
    service = await startFakeService(() => ({ text: body }));
  });
  afterEach(() => service.close());

  it.each(bodies)("fails as a provider does on %j, or takes it for nothing", async (text) => {
    body = text;
    const provider = providers[name]?.(service.url) as TrainingProvider;
    const request: CreateJobRequest = {
      version: "v1",
      fingerprint: "f".repeat(64),
      model: "m",
      method: "supervised",
      trainingFile: "file-1",
      suffix: "s",
      seed: 7,
      hyperparameters: { epochs: 3 },
      options: {},
    };
    const calls: Record<string, () => Promise<unknown>> = {
      findFile: () => provider.findFile(file),
      upload: () => provider.upload(file),
      retrieveFile: () => provider.retrieveFile("file-1"),
      findJob: () => provider.findJob({ request, askedAt: 0, exclude: new Set() }),
      createJob: () => provider.createJob(request),
      retrieveJob: () => provider.retrieveJob("job-1"),
      events: () => Array.fromAsync(provider.events("job-1")),
      checkpoints: () => provider.checkpoints("job-1"),
      metrics: () => provider.metrics({ id: "job-1", resultFiles: ["file-2"] } as unknown as RemoteJob),
      cancel: () => provider.cancel("job-1"),
      modelInfo: () => provider.modelInfo("m"),
    };
    const strange: string[] = [];
    for (const [call, make] of Object.entries(calls)) {
      await make().catch((error: unknown) => {
        if (!(error instanceof ProviderFailure)) strange.push(`${call}: ${String(error)}`);
      });
    }
    expect(strange).toEqual([]);
    // What costs money or decides about it is never made up.
    for (const call of ["createJob", "retrieveJob", "findJob", "upload"]) {
      await expect(calls[call]?.()).rejects.toBeInstanceOf(ProviderFailure);
    }
  });
});
