import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parseMetrics } from "../../metrics/parse-metrics.ts";
import { type ProviderStand, standProvider } from "../../testing/provider-stand.ts";
import type { CreateJobRequest, RemoteEvent, RemoteJob } from "../../training-provider.ts";
import { readTogetherJob, toRemoteEvents, toRemoteJob } from "./wire.ts";

const request: CreateJobRequest = {
  version: "v8",
  fingerprint: "a".repeat(64),
  model: "Qwen/Qwen3-8B",
  method: "supervised",
  trainingFile: "file-1",
  suffix: "x".repeat(45),
  seed: 42,
  hyperparameters: { epochs: 3 },
  options: {},
};

describe("createTogetherProvider()", () => {
  let stand: ProviderStand;
  let job: RemoteJob;
  beforeEach(async () => {
    stand = await standProvider("together");
    job = await stand.provider.createJob(request);
  });
  afterEach(async () => stand[Symbol.asyncDispose]());

  it("takes the longest suffix that leaves room for the fingerprint, and chooses no kind of LoRA", () => {
    expect(stand.provider.capabilities.maxSuffixLength).toBe(45);
    const body = JSON.parse(stand.service?.requests.at(-1)?.body.toString() ?? "{}") as Record<string, unknown>;
    expect(body).toMatchObject({ suffix: `${"x".repeat(45)}-twaaaaaaaaaaaaaaaa`, n_epochs: 3, random_seed: 42 });
    expect(body).not.toHaveProperty("training_type");
  });

  it("tells the curve of a running job, as far as it is", async () => {
    const curve = async (fromStep?: number) => parseMetrics((await stand.provider.metrics(job, { fromStep })) ?? "");
    expect(await curve()).toMatchObject([
      { step: 4, train_loss: 0.5, valid_loss: null },
      { step: 8, train_loss: 0.25, valid_loss: 0.75 },
    ]);
    expect((await curve(5)).map(({ step }) => step)).toEqual([8]);
  });

  it("tells how far it is: steps by its events, the time that is left by the job itself", async () => {
    await stand.provider.retrieveJob(job.id);
    const running = await stand.provider.retrieveJob(job.id);
    expect(running.status).toBe("running");
    expect(running.progress).toEqual({ step: 4, totalSteps: 12, epoch: 1, share: null, secondsLeft: 90 });
  });

  it("lists its checkpoints, by their name in the registry or else by their place", async () => {
    const path = `s3://together/${job.id}/4`;
    const createdAt = Date.UTC(2026, 10, 24);
    expect(await stand.provider.checkpoints(job.id)).toEqual([
      { id: path, step: 4, model: "acme/step-4", createdAt, metrics: {} },
      { id: `${path}-files`, step: 4, model: `${path}-files`, createdAt, metrics: {} },
    ]);
  });

  it("tells each event under an id that stays when others come", async () => {
    const collect = async (): Promise<RemoteEvent[]> => {
      const events: RemoteEvent[] = [];
      for await (const event of stand.provider.events(job.id)) events.push(event);
      return events;
    };
    const [first] = await collect();
    await stand.provider.retrieveJob(job.id);
    const later = await collect();
    expect(later.map(({ type }) => type)).toEqual(["epoch_complete", "epoch_complete", "training_start", "job_start"]);
    expect(new Set(later.map(({ id }) => id)).size).toBe(4);
    expect(later.at(-1)).toEqual(first);
  });
});

it("gives an event the same id whatever the order in which the service lists it", () => {
  const told = [1, 2, 3].map((step) => ({
    created_at: "2026-11-24T00:00:00Z",
    type: "checkpoint_save",
    message: "Saved",
    step,
  }));
  const ids = (events: readonly object[]): Set<string> => new Set(toRemoteEvents(events).map(({ id }) => id));
  expect(ids(told)).toEqual(ids(told.toReversed()));
  expect(ids(told).size).toBe(3);
});

it.each([
  [{ progress: { estimate_available: false, seconds_remaining: 90 } }, null],
  [{ progress: { estimate_available: true, seconds_remaining: "90" } }, null],
  [{ progress: "much" }, null],
  [{ progress: { estimate_available: true, seconds_remaining: 0 } }, 0],
])("believes %j to be left: %s", (fields, secondsLeft) => {
  const job = toRemoteJob(readTogetherJob({ id: "ft-1", status: "running", ...fields }), null);
  expect(job.progress).toEqual({ step: null, totalSteps: null, epoch: null, share: null, secondsLeft });
});
