import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { describeDataset } from "../launch/describe-dataset.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { plantedKey, providerNames, type ProviderStand, standProvider } from "../testing/provider-stand.ts";
import { writeSamplePlan } from "../testing/sample-dataset.ts";
import { type CreateJobRequest, type RemoteJob, terminalPhases } from "../training-provider.ts";

/** What every provider owes to the launcher, whoever stands behind it. */
describe.each(providerNames)("%s, as a provider", (name) => {
  let stand: ProviderStand;
  let request: CreateJobRequest;

  beforeEach(async () => {
    stand = await standProvider(name);
    const plan = await writeSamplePlan(stand.data);
    const train = await describeDataset(plan.trainFile);
    const { id } = await stand.provider.upload(train);
    request = {
      version: "v8",
      fingerprint: createHash("sha256").update(name).digest("hex"),
      model: "gpt-4o-mini-2024-07-18",
      method: "supervised",
      trainingFile: id,
      suffix: "l4d2-v8",
      seed: 7,
      hyperparameters: { epochs: 3 },
      options: {},
    };
  });
  afterEach(async () => stand[Symbol.asyncDispose]());

  const search = (changes: Partial<CreateJobRequest> = {}) => ({
    request: { ...request, ...changes },
    askedAt: Date.now(),
    exclude: new Set<string>(),
  });

  it("finds an uploaded file by its hash, and knows it by its id", async () => {
    const plan = await writeSamplePlan(stand.data);
    const train = await describeDataset(plan.trainFile);
    expect(await stand.provider.findFile(train)).toMatchObject({ id: request.trainingFile });
    expect(await stand.provider.retrieveFile(request.trainingFile)).toMatchObject({ id: request.trainingFile });
    expect(await stand.provider.retrieveFile(`${request.trainingFile}-gone`)).toBeUndefined();
  });

  it("finds a job by its fingerprint, and no other", async () => {
    expect(await stand.provider.findJob(search())).toBeUndefined();
    const created = await stand.provider.createJob(request);
    expect(await stand.provider.findJob(search())).toMatchObject({ id: created.id });
    const other = search({ fingerprint: "f".repeat(64), seed: 8 });
    expect(await stand.provider.findJob(other)).toBeUndefined();
    expect(await stand.provider.findJob({ ...search(), exclude: new Set([created.id]) })).toEqual(
      // Where the id itself is the fingerprint there is nothing to leave out.
      name === "fireworks" || name === "export" ? expect.objectContaining({ id: created.id }) : undefined,
    );
  });

  it("follows a job to its end", async () => {
    let job: RemoteJob = await stand.provider.createJob(request);
    for (let polls = 0; polls < 10 && !terminalPhases.has(job.phase); polls += 1) {
      job = await stand.provider.retrieveJob(job.id);
    }
    expect(job.phase).toBe(name === "export" ? "exported" : "succeeded");
    expect(job.fineTunedModel === null).toBe(name === "export");
    expect(job.finishedAt).not.toBeNull();
    expect(job.error).toBeNull();
  });

  it("tells each event once, newest first", async () => {
    const { id } = await stand.provider.createJob(request);
    const events = [];
    for await (const event of stand.provider.events(id)) events.push(event);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    const times = events.map((event) => event.createdAt ?? 0);
    expect(times).toEqual(times.toSorted((left, right) => right - left));
  });

  it("cancels a job, or says that it cannot", async () => {
    const { id } = await stand.provider.createJob(request);
    const cancelled = stand.provider.cancel(id);
    if (name === "export") await expect(cancelled).rejects.toMatchObject({ code: "PROVIDER_UNSUPPORTED" });
    else expect(await cancelled).toMatchObject({ id, phase: "cancelled" });
  });

  it("pauses a job where it claims to, and says so where it cannot", async () => {
    const { id } = await stand.provider.createJob(request);
    const paused = stand.provider.pause(id);
    if (stand.provider.capabilities.pause) expect(await paused).toMatchObject({ id, phase: "paused" });
    else await expect(paused).rejects.toMatchObject({ code: "PROVIDER_UNSUPPORTED" });
  });

  it("knows which models there are", async () => {
    const { provider } = stand;
    expect(await provider.modelInfo("gpt-4o-mini-2024-07-18")).toMatchObject({ id: expect.any(String) });
    const missing = await provider.modelInfo("a-missing-model");
    if (name === "export") expect(missing).toMatchObject({ id: "Qwen/Qwen2.5-Coder-7B-Instruct" });
    else expect(missing).toBeUndefined();
  });

  describe("when its service fails", () => {
    const faults = [
      {
        what: "a rate limit",
        fault: { kind: "status", status: 429, retryAfter: "120" },
        expected: { kind: "busy", retryAfterMs: 120_000 },
      },
      {
        what: "an error of the service",
        fault: { kind: "status", status: 500 },
        expected: { kind: "uncertain", status: 500 },
      },
      { what: "a time-out on the way", fault: { kind: "status", status: 408 }, expected: { kind: "uncertain" } },
      { what: "a conflict", fault: { kind: "status", status: 409 }, expected: { kind: "uncertain" } },
      { what: "a connection cut before it was heard", fault: { kind: "cut-before" }, expected: { kind: "uncertain" } },
      { what: "a connection cut after it was heard", fault: { kind: "cut-after" }, expected: { kind: "uncertain" } },
      { what: "an answer that is not JSON", fault: { kind: "garbage" }, expected: { kind: "uncertain" } },
      { what: "a refused key", fault: { kind: "status", status: 401 }, expected: { kind: "refused", status: 401 } },
      {
        what: "a closed account",
        fault: { kind: "status", status: 403, code: "training_not_available" },
        expected: { kind: "refused", code: "training_not_available" },
      },
    ] as const;

    it.each(faults)("calls $what by its name, and sends the create once", async ({ fault, expected }) => {
      const { service, provider, createPath } = stand;
      if (service === undefined) return;
      const before = service.requests.length;
      service.faults.push({ method: "POST", path: createPath, fault });
      const failure = await provider.createJob(request).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ProviderFailure);
      expect(failure).toMatchObject(expected);
      expect(service.requests.slice(before).filter(({ method }) => method === "POST")).toHaveLength(1);
      expect(String(failure)).not.toContain(plantedKey);
    });

    it("stops with the caller's own reason when the caller gives up", async () => {
      if (stand.service === undefined) return;
      const reason = new Error("the caller's reason");
      await expect(stand.provider.retrieveJob("any", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });
  });
});
