import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runPreflight } from "../../preflight/run-preflight.ts";
import { describeDataset } from "../../launch/describe-dataset.ts";
import { parseMetrics } from "../../metrics/parse-metrics.ts";
import { createTestClock, type FakeAnswer, startFakeService, writeSamplePlan } from "../../testing/index.ts";
import { plantedKey, type ProviderStand, standProvider } from "../../testing/provider-stand.ts";
import type { CreateJobRequest, TrainingProvider } from "../../training-provider.ts";
import { createBody } from "./create-body.ts";
import { createFireworksProvider } from "./fireworks-provider.ts";
import { eventsOfJob, readFireworksJob, toRemoteJob } from "./wire.ts";

const request: CreateJobRequest = {
  version: "v8",
  fingerprint: "a".repeat(64),
  model: "qwen3-8b",
  method: "supervised",
  trainingFile: "accounts/acme/datasets/tw-1",
  validationFile: "accounts/acme/datasets/tw-2",
  suffix: "L4D2.v8",
  seed: 42,
  hyperparameters: { epochs: 3, batchSize: 16, beta: 0.2 },
  options: {},
};
const training = {
  baseModel: "accounts/fireworks/models/qwen3-8b",
  outputModel: "accounts/acme/models/l4d2-v8-aaaaaaaaaaaa",
  epochs: 3,
  batchSizeSamples: 16,
};
const shared = { dataset: "accounts/acme/datasets/tw-1", displayName: "tunewright v8 aaaaaaaaaaaaaaaa" };

describe("createBody()", () => {
  it("has the settings of a supervised job at its top", () => {
    const options = { loraRank: 8, wandbConfig: { enabled: false }, dataset: "accounts/acme/datasets/other" };
    expect(createBody("accounts/acme", { ...request, options })).toEqual({
      ...shared,
      ...training,
      loraRank: 8,
      wandbConfig: { enabled: false },
      evaluationDataset: "accounts/acme/datasets/tw-2",
    });
  });

  it("has those of a DPO job in their own place, with its loss", () => {
    const options = { loraRank: 8, displayName: "mine", wandbConfig: { enabled: false } };
    expect(createBody("accounts/acme", { ...request, method: "dpo", options })).toEqual({
      ...shared,
      wandbConfig: { enabled: false },
      lossConfig: { method: "DPO", klBeta: 0.2 },
      trainingConfig: { ...training, loraRank: 8 },
    });
  });

  it.each([
    ["grades", "accounts/acme/evaluators/grades"],
    ["accounts/other/evaluators/grades", "accounts/other/evaluators/grades"],
  ])("names the evaluator %s of a reinforcement job", (evaluator, expected) => {
    const options = { evaluator, chunkSize: 100, learningRate: 0.0001, inferenceParameters: { temperature: 1 } };
    expect(createBody("accounts/acme", { ...request, method: "reinforcement", options })).toEqual({
      ...shared,
      evaluationDataset: "accounts/acme/datasets/tw-2",
      evaluator: expected,
      chunkSize: 100,
      inferenceParameters: { temperature: 1 },
      trainingConfig: { ...training, learningRate: 0.0001 },
    });
  });
});

describe("a job on the wire", () => {
  const job = { name: "accounts/acme/supervisedFineTuningJobs/tw-1", state: "JOB_STATE_RUNNING" };
  const read = (fields: object) => toRemoteJob(readFireworksJob({ ...job, ...fields }), null);

  it.each([
    // The reference: the percentage is that of the epoch that is named, which is counted from 0.
    { jobProgress: { percent: 50, epoch: 1 }, epochs: 4, epoch: 1.5, share: null },
    { jobProgress: { percent: 50, epoch: 0 }, epochs: undefined, epoch: 0.5, share: null },
    { jobProgress: { percent: 100, epoch: 4 }, epochs: 4, epoch: 4, share: null },
    { jobProgress: { percent: 25 }, epochs: 4, epoch: null, share: 0.25 },
    { jobProgress: { percent: 250 }, epochs: 4, epoch: null, share: 1 },
    { jobProgress: {}, epochs: 4, epoch: null, share: null },
  ])("is at epoch $epoch and share $share with $jobProgress", ({ jobProgress, epochs, epoch, share }) => {
    const none = { step: null, totalSteps: null, secondsLeft: null };
    expect(read({ jobProgress, epochs }).progress).toEqual({ ...none, epoch, share });
  });

  it("tells no progress once it has ended, or where the service tells none", () => {
    expect(read({ state: "JOB_STATE_COMPLETED", jobProgress: { percent: 100 } }).progress).toBeUndefined();
    expect(read({ jobProgress: null }).progress).toBeUndefined();
    expect(read({ jobProgress: "soon" }).progress).toBeUndefined();
  });

  it.each([
    // The example of the reference is -1.75 as units -1 and nanos -750,000,000; a price is its opposite.
    [{ currencyCode: "USD", units: "1", nanos: 750_000_000 }, 1.75],
    [{ currencyCode: "USD", nanos: 500_000_000 }, 0.5],
    [{ currencyCode: "EUR", units: "1" }, undefined],
    [{ currencyCode: "USD", units: "much" }, undefined],
    [null, undefined],
  ])("expects %j to cost %s dollars", (estimatedCost, dollars) => {
    expect(read({ estimatedCost }).estimatedCost).toBe(dollars);
  });

  it("is its own list of events, each state under an id of its own", () => {
    const events = (fields: object) =>
      eventsOfJob(readFireworksJob({ ...job, createTime: "2026-11-24T00:00:00Z", ...fields }));
    expect(events({ updateTime: "2026-11-24T00:05:00Z" })).toEqual([
      expect.objectContaining({ id: `${job.name}#JOB_STATE_RUNNING`, createdAt: Date.UTC(2026, 10, 24, 0, 5) }),
      expect.objectContaining({ id: `${job.name}#created`, createdAt: Date.UTC(2026, 10, 24) }),
    ]);
    const failed = { state: "JOB_STATE_FAILED", status: { code: "INVALID_ARGUMENT", message: "Line 3 is empty." } };
    expect(events(failed)[0]).toMatchObject({ level: "error", message: "JOB_STATE_FAILED: Line 3 is empty." });
  });
});

describe("createFireworksProvider()", () => {
  let stand: ProviderStand;
  let provider: TrainingProvider;
  beforeEach(async () => {
    stand = await standProvider("fireworks");
    ({ provider } = stand);
  });
  afterEach(async () => stand[Symbol.asyncDispose]());

  it.each(["supervised", "dpo"] as const)(
    "reads the curve of a %s job from the storage, without the key",
    async (method) => {
      const { id } = await provider.createJob({ ...request, method });
      const job = await provider.retrieveJob(id);
      expect(parseMetrics((await provider.metrics(job)) ?? "")).toMatchObject([
        { step: 1, train_loss: 0.5, valid_loss: null },
        { step: 2, train_loss: 0.25, valid_loss: 0.75 },
      ]);
      // The address opens the file for whoever has it, so nothing that is recorded may hold it.
      expect(JSON.stringify(job)).not.toContain("signature");
    },
  );

  it("makes a reinforcement job, once, and has no curve of it", async () => {
    const asked = { ...request, method: "reinforcement", options: { evaluator: "grades" } } as const;
    const job = await provider.createJob(asked);
    expect(job.id).toBe(`accounts/acme/reinforcementFineTuningJobs/tw-v8-${"a".repeat(32)}`);
    await expect(provider.createJob(asked)).rejects.toMatchObject({ kind: "uncertain", status: 409 });
    const search = { request: asked, exclude: new Set<string>() };
    expect(await provider.findJob(search)).toMatchObject({ id: job.id, model: training.baseModel });
    expect(await provider.metrics(job)).toBeUndefined();
  });

  it("waits until a dataset that was sent has been read", async () => {
    const plan = await writeSamplePlan(stand.data);
    const train = await describeDataset(plan.trainFile);
    const { id } = await provider.upload(train);
    const looks = stand.service?.requests.filter(({ method, path }) => method === "GET" && path.endsWith(id));
    expect(looks).toHaveLength(2);
  });

  it("takes a file for sent that the service has from a try whose answer was lost", async () => {
    const train = await describeDataset((await writeSamplePlan(stand.data)).trainFile);
    const { id } = await provider.upload(train);
    stand.service?.faults.push({ path: /:upload$/, fault: { kind: "status", status: 400 } });
    expect(await provider.upload(train)).toMatchObject({ id });
  });

  it("refuses a reinforcement job without an evaluator before anything is sent", async () => {
    const plan = await writeSamplePlan(stand.data, { method: "reinforcement", suffix: undefined });
    const codes = async (options: Record<string, unknown>): Promise<string[]> => {
      const report = await runPreflight({
        provider,
        plan: { ...plan, options },
        train: await describeDataset(plan.trainFile),
        validation: undefined,
        tools: undefined,
        clock: createTestClock(),
        signal: undefined,
      });
      return report.findings.map(({ code }) => code).filter((code) => code === "grader-missing");
    };
    expect(await codes({})).toEqual(["grader-missing"]);
    expect(await codes({ evaluator: 5 })).toEqual(["grader-missing"]);
    expect(await codes({ evaluator: "grades" })).toEqual([]);
  });
});

describe("a storage that fails", () => {
  it.each<{ what: string; answer: FakeAnswer; expected: object | undefined }>([
    { what: "is empty", answer: { status: 404, text: "none" }, expected: undefined },
    { what: "is down", answer: { status: 503, text: "later" }, expected: { kind: "uncertain", status: 503 } },
    { what: "has let the address expire", answer: { status: 403, text: "expired" }, expected: { kind: "refused" } },
  ])("and $what costs the curve only, and its address stands in no message", async ({ answer, expected }) => {
    await using storage = await startFakeService(() => answer);
    const metricsFileSignedUrl = `${storage.url}/m?signature=topsecret`;
    await using service = await startFakeService(() => ({
      json: { name: "j", state: "JOB_STATE_RUNNING", metricsFileSignedUrl },
    }));
    const provider = createFireworksProvider({ apiKey: plantedKey, baseUrl: service.url, account: "acme" });
    const outcome: unknown = await provider.metrics(await provider.retrieveJob("j")).catch((error: unknown) => error);
    if (expected === undefined) expect(outcome).toBeUndefined();
    else expect(outcome).toMatchObject(expected);
    expect(String(outcome)).not.toContain("topsecret");
    expect(storage.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("reads no address that is not one of the web", async () => {
    const json = { name: "j", state: "JOB_STATE_RUNNING", metricsFileSignedUrl: "file:///etc/passwd" };
    await using service = await startFakeService(() => ({ json }));
    const provider = createFireworksProvider({ apiKey: plantedKey, baseUrl: service.url, account: "acme" });
    expect(await provider.metrics(await provider.retrieveJob("j"))).toBeUndefined();
  });
});
