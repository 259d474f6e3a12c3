import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { chatDataset, createTestClock, type FakeOpenAI, startFakeOpenAI, writeSamplePlan } from "../testing/index.ts";
import { watchJob } from "../watch/watch-job.ts";
import { launchJob, type LaunchJobOptions } from "./launch-job.ts";

let folder: string;
let service: FakeOpenAI;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "launch-"));
  service = await startFakeOpenAI();
});
afterEach(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

async function optionsOf(changes: Partial<LaunchJobOptions> = {}): Promise<LaunchJobOptions> {
  return {
    provider: createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: service.baseUrl }),
    data: folder,
    plan: await writeSamplePlan(folder),
    toolVersion: "0.1.0",
    confirm: async () => true,
    clock: createTestClock(),
    ...changes,
  };
}

describe("launchJob()", () => {
  it("uploads, creates and records, and the watch brings the record to its end", async () => {
    const options = await optionsOf();
    const launched = await launchJob(options);
    expect(launched.outcome).toBe("created");
    expect(launched.record).toMatchObject({
      version: "v8",
      status: "validating_files",
      train_examples: 12,
      validation_examples: 3,
    });

    const types: string[] = [];
    for await (const event of watchJob({
      provider: options.provider,
      data: folder,
      version: "v8",
      clock: createTestClock(),
    })) {
      types.push(event.type === "job-status" ? event.job.status : event.type);
    }
    expect(types.join(" ")).toBe(
      "job-event job-event job-event progress validating_files queued running succeeded job-finished record-written",
    );
    const record: unknown = JSON.parse(await readFile(join(folder, "finetune_job_v8.json"), "utf8"));
    expect(record).toMatchObject({
      job_id: [...service.jobs.keys()][0],
      status: "succeeded",
      trained_tokens: 703_947,
      epochs: 3,
      dataset: { train: "versions/v8/train.jsonl", validation: "versions/v8/validation.jsonl" },
      hyperparameters: { n_epochs: 3, batch_size: 1, learning_rate_multiplier: 1.8 },
      events: [{ id: "ev-1" }, { id: "ev-2" }, { id: "ev-3" }],
      checkpoints: [{ id: "ckpt-1", step: 2, metrics: { step: 2, train_loss: 1.75 } }],
      result_metrics: [
        { step: 1, epoch: 1, train_loss: 2.5, valid_loss: 2.6 },
        { step: 2, epoch: 2, train_loss: 1.75, valid_loss: null },
        { step: 3, epoch: 3, train_loss: 1.25, valid_loss: 1.9 },
      ],
    });
  });

  it("does nothing when nothing has changed since a job that succeeded, and makes a second one only when asked to", async () => {
    const options = await optionsOf();
    await launchJob(options);
    for await (const _ of watchJob({ ...options, version: "v8" })) void _;
    expect(await launchJob(options)).toMatchObject({ outcome: "up-to-date" });
    expect(service.jobs.size).toBe(1);

    const again = await launchJob({ ...options, again: true });
    expect(again.outcome).toBe("created");
    expect(again.record).toMatchObject({ run: 2, previous_jobs: [{ status: "succeeded" }] });
    expect(service.jobs.size).toBe(2);
    expect(service.files.size).toBe(2);
  });

  it("takes up the job that runs already, and refuses to start one on other data beside it", async () => {
    const options = await optionsOf();
    const first = await launchJob(options);
    const second = await launchJob(options);
    expect(second).toMatchObject({ outcome: "found", record: { job_id: first.record.job_id } });

    await writeFile(options.plan.trainFile, chatDataset(13));
    await expect(launchJob(options)).rejects.toMatchObject({
      code: "JOB_LOCKED",
      details: { jobId: first.record.job_id },
    });
    expect(service.jobs.size).toBe(1);
  });

  it("finds the job again when journal and record are lost", async () => {
    const options = await optionsOf();
    const first = await launchJob(options);
    await rm(join(folder, ".tunewright"), { recursive: true });
    expect(await launchJob(options)).toMatchObject({ record: { job_id: first.record.job_id } });
    await rm(join(folder, ".tunewright"), { recursive: true });
    await rm(join(folder, "finetune_job_v8.json"));
    expect(await launchJob(options)).toMatchObject({ record: { job_id: first.record.job_id } });
    expect(service.jobs.size).toBe(1);
    expect(service.files.size).toBe(2);
  });

  it("refuses to pay when nobody agrees, and when it would cost too much", async () => {
    const options = await optionsOf();
    const { confirm: _, ...unasked } = options;
    await expect(launchJob(unasked)).rejects.toMatchObject({ code: "CONFIRMATION_NEEDED" });
    const tools = {
      countTokens: async () => ({ total: 1_000_000, limit: 65_536, overLong: [] }),
      trainingPrice: () => ({ usdPerMillionTokens: 3, source: "a table", date: "2026-11-23" }),
    };
    await expect(launchJob({ ...options, tools, maxCost: 8.99 })).rejects.toMatchObject({
      code: "COST_LIMIT",
      details: { estimated: 9, limit: 8.99 },
    });
    expect(service.requests.filter(({ method }) => method === "POST")).toEqual([]);
    const { record } = await launchJob({ ...options, tools, maxCost: 9 });
    expect(record.cost).toMatchObject({ estimated: 9, price_per_million_tokens: 3, price_date: "2026-11-23" });
  });

  it("names the process that launches the same version", async () => {
    const options = await optionsOf();
    const blocked: unknown[] = [];
    await launchJob({
      ...options,
      confirm: async () => {
        blocked.push(await launchJob(options).catch((error: unknown) => error));
        return true;
      },
    });
    expect(blocked).toMatchObject([{ code: "JOB_LOCKED", details: { pid: process.pid } }]);
    expect(service.jobs.size).toBe(1);
  });
});
