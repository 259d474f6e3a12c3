import { afterEach, describe, expect, it } from "@jest/globals";
import type { JobRecord } from "@tunewright/schema";
import { launchJob } from "../launch/launch-job.ts";
import { type ProviderStand, standProvider } from "../testing/provider-stand.ts";
import { readJobRecord } from "../record/job-record-file.ts";
import { createTestClock, type TestClock, writeSamplePlan } from "../testing/index.ts";
import type { TrainingProvider } from "../training-provider.ts";
import { listEvents } from "./refresh-job.ts";
import type { TrainingProgress } from "./training-pace.ts";
import { watchJob } from "./watch-job.ts";

let stand: ProviderStand;
afterEach(async () => stand[Symbol.asyncDispose]());

async function watch(name: "together" | "fireworks"): Promise<{ progress: TrainingProgress[]; record: JobRecord }> {
  stand = await standProvider(name);
  const { provider, data } = stand;
  const clock = createTestClock();
  const tools = { trainingPrice: () => ({ usdPerMillionTokens: 10, source: "a price page", date: "2026-11-27" }) };
  const countTokens = async () => ({ total: 100_000, limit: null, overLong: [] });
  await launchJob({
    provider,
    data,
    plan: await writeSamplePlan(data),
    toolVersion: "0.1.0",
    confirm: async () => true,
    tools: { ...tools, countTokens },
    clock,
  });
  const progress: TrainingProgress[] = [];
  let record: JobRecord | undefined;
  for await (const event of watchJob({ provider, data, version: "v8", clock })) {
    if (event.type === "progress") progress.push(event);
    if (event.type === "record-written") ({ record } = event);
  }
  if (record === undefined) throw new Error("No record was written.");
  return { progress, record };
}

describe("watchJob()", () => {
  const launched = async (): Promise<{ provider: TrainingProvider; data: string; clock: TestClock }> => {
    stand = await standProvider("openai");
    const { provider, data } = stand;
    const clock = createTestClock();
    const plan = await writeSamplePlan(data);
    await launchJob({ provider, data, plan, toolVersion: "0.1.0", confirm: async () => true, clock });
    return { provider, data, clock };
  };

  it("writes that a job has ended only together with what it left, so that a watch that dies there loses nothing", async () => {
    const { provider, data, clock } = await launched();
    const died = new Error("power cut");
    const dying: TrainingProvider = {
      ...provider,
      metrics: async () => {
        throw died;
      },
    };
    const events = watchJob({ provider: dying, data, version: "v8", clock });
    await expect(Array.fromAsync(events)).rejects.toBe(died);
    expect(await readJobRecord(data, "v8")).toMatchObject({ status: "running", finished_at: null });
    await Array.fromAsync(watchJob({ provider, data, version: "v8", clock }));
    const { status, result_metrics } = await readJobRecord(data, "v8");
    expect([status, result_metrics.length]).toEqual(["succeeded", 3]);
  });

  it("says which results cannot be had, and records the rest", async () => {
    const { provider, data, clock } = await launched();
    const metrics = { method: "GET", path: /content$/, fault: { kind: "status", status: 503 } } as const;
    stand.service?.faults.push(...Array.from({ length: 5 }, () => metrics));
    const events = await Array.fromAsync(watchJob({ provider, data, version: "v8", clock }));
    expect(events).toContainEqual({ type: "results-missing", results: ["metrics"] });
    expect(await readJobRecord(data, "v8")).toMatchObject({ status: "succeeded", checkpoints: [{ id: "ckpt-1" }] });
  });

  it("tells steps, losses, time and cost of a job at Together, and records its curve and checkpoints", async () => {
    const { progress, record } = await watch("together");
    // 4 of 12 steps of 300,000 tokens at 10 dollars a million.
    expect(progress[0]).toMatchObject({
      step: 8,
      totalSteps: 12,
      epoch: 1,
      epochs: 3,
      point: { step: 8, train_loss: 0.25, valid_loss: 0.75 },
      etaMs: 90_000,
      costSoFar: 2,
    });
    expect(record.result_metrics).toMatchObject([
      { step: 4, train_loss: 0.5, epoch: 1.5 },
      { step: 8, train_loss: 0.25, valid_loss: 0.75, epoch: 3 },
    ]);
    expect(record.checkpoints.map(({ model }) => model)).toContain("acme/step-4");
    expect(record.events.map(({ type }) => type)).toEqual([
      "job_start",
      "training_start",
      "epoch_complete",
      "epoch_complete",
    ]);
  });

  it("tells epochs, losses and cost of a job at Fireworks, and records every state that it saw", async () => {
    const { progress, record } = await watch("fireworks");
    // 10 % of the second of 3 epochs.
    expect(progress[0]).toMatchObject({ step: null, epoch: 1.1, epochs: 3, point: null });
    expect(progress[0]?.share).toBeCloseTo(1.1 / 3, 6);
    expect(progress[0]?.costSoFar).toBeCloseTo(1.1, 6);
    expect(record.result_metrics).toMatchObject([
      { step: 1, train_loss: 0.5, epoch: 1.5 },
      { step: 2, train_loss: 0.25, valid_loss: 0.75, epoch: 3 },
    ]);
    expect(JSON.stringify(record)).not.toContain("signature");
    const messages = (await listEvents(stand.provider, record.job_id, { recorded: record.events })).map(
      ({ message }) => message,
    );
    expect(messages).toEqual(["The job was created.", "JOB_STATE_RUNNING", "JOB_STATE_COMPLETED"]);
  });
});
