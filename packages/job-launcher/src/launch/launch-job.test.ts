// Over 300 lines: each test is one way in which a launch can go, on the same fake service.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
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

  it("asks for no job when the disk is full, and makes one when it is not", async () => {
    const options = await optionsOf();
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    const failing = launchJob({
      ...options,
      hook: (point) => {
        if (point === "create-intent: before it is synced") throw full;
      },
    });
    await expect(failing).rejects.toMatchObject({ code: "NO_SPACE" });
    expect(service.jobs.size).toBe(0);
    await launchJob(options);
    expect(service.jobs.size).toBe(1);
  });

  it("finds a job that the list shows late, rather than making a second", async () => {
    await using slow = await startFakeOpenAI({ listLag: 3 });
    slow.faults.push({ method: "POST", path: /jobs$/, fault: { kind: "cut-after" } });
    const provider = createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: slow.baseUrl });
    const { record } = await launchJob(await optionsOf({ provider }));
    expect([...slow.jobs.keys()]).toEqual([record.job_id]);
  });

  it("tells the job of a server that keeps no metadata by everything else", async () => {
    await using bare = await startFakeOpenAI({ keepMetadata: false });
    bare.faults.push({ method: "POST", path: /jobs$/, fault: { kind: "cut-after" } });
    const provider = createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: bare.baseUrl });
    const { record } = await launchJob(await optionsOf({ provider }));
    expect([...bare.jobs.keys()]).toEqual([record.job_id]);
  });

  it.each([
    { what: "refuses to filter lists", server: { refuseFilter: true } },
    { what: "lists no files", server: { missingRoutes: ["GET /files"] } },
    { what: "describes no models", server: { missingRoutes: ["GET /models"] } },
  ])("makes one job on a server that $what, also when the answer is lost", async ({ server }) => {
    await using partial = await startFakeOpenAI(server);
    partial.faults.push({ method: "POST", path: /jobs$/, fault: { kind: "cut-after" } });
    const provider = createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: partial.baseUrl });
    const { record } = await launchJob(await optionsOf({ provider }));
    expect([...partial.jobs.keys()]).toEqual([record.job_id]);
  });

  it("makes a job on a server that lists none, and gives up rather than guess when an answer is lost there", async () => {
    await using mute = await startFakeOpenAI({ missingRoutes: ["GET /fine_tuning/jobs?", "GET /fine_tuning/jobs"] });
    mute.faults.push({ method: "POST", path: /jobs$/, fault: { kind: "cut-after" } });
    const provider = createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: mute.baseUrl });
    const options = await optionsOf({ provider });
    for (let count = 0; count < 2; count += 1) {
      await expect(launchJob(options)).rejects.toMatchObject({ code: "PROVIDER_REFUSED" });
    }
    expect(mute.jobs.size).toBe(1);
  });

  it.each([
    { what: "a budget that is used up", code: "insufficient_quota", hint: "budget" },
    { what: "a day that is used up", code: "daily_rate_limit_exceeded", hint: "tomorrow" },
    { what: "a wait of two hours", retryAfter: "7200", hint: "120 minutes" },
  ])("gives up at once on $what", async ({ code = "rate_limit", retryAfter = "1", hint }) => {
    const clock = createTestClock();
    service.faults.push({
      method: "POST",
      path: /jobs$/,
      fault: { kind: "status", status: 429, code, retryAfter, message: "Not now" },
    });
    const options = await optionsOf({ clock });
    await expect(launchJob(options)).rejects.toMatchObject({
      code: "JOB_SUBMIT_FAILED",
      hint: expect.stringContaining(hint),
    });
    expect(clock.waits).toEqual([]);
    await launchJob(options);
    expect(service.jobs.size).toBe(1);
  });

  it("pays for no second job when the service does not know the first, unless told to", async () => {
    const options = await optionsOf();
    await launchJob(options);
    await using elsewhere = await startFakeOpenAI();
    const provider = createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: elsewhere.baseUrl });
    await expect(launchJob({ ...options, provider })).rejects.toMatchObject({
      code: "JOB_NOT_FOUND",
      hint: expect.stringContaining("--again"),
    });
    expect(elsewhere.jobs.size).toBe(0);
    await launchJob({ ...options, provider, again: true });
    expect(elsewhere.jobs.size).toBe(1);
  });

  it("sends a big file in parts, and goes on with the next part after an interruption", async () => {
    const parts = (): number => service.requests.filter(({ path }) => path.endsWith("/parts")).length;
    const provider = createOpenAIProvider({
      apiKey: "sk-test-key-of-nobody",
      baseUrl: service.baseUrl,
      partThresholdBytes: 500,
      partBytes: 400,
    });
    const options = await optionsOf({ provider, clock: createTestClock(Date.now()) });
    const { length } = await readFile(options.plan.trainFile);
    const whole = Math.ceil(length / 400);
    let sent = 0;
    const stopped = launchJob({
      ...options,
      hook: (point) => {
        if (point === "upload-progress: on disk") sent += 1;
        // The upload itself, then two parts.
        if (sent === 3) throw new Error("the power is gone");
      },
    });
    await expect(stopped).rejects.toThrow("the power is gone");
    expect(parts()).toBe(2);
    await launchJob(options);
    expect(parts()).toBe(whole);
    const [stored] = [...service.files.values()];
    expect(stored?.content).toEqual(await readFile(options.plan.trainFile));
  });

  it("begins an upload anew when the service has dropped the one that was interrupted", async () => {
    const provider = createOpenAIProvider({
      apiKey: "sk-test-key-of-nobody",
      baseUrl: service.baseUrl,
      partThresholdBytes: 500,
      partBytes: 400,
    });
    const options = await optionsOf({ provider, clock: createTestClock(Date.now()) });
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    let lines = 0;
    const stopped = launchJob({
      ...options,
      hook: (point) => {
        // The upload itself is on disk, its first part is not.
        if (point === "upload-progress: before it is synced" && (lines += 1) === 2) throw full;
      },
    });
    // The disk is at fault, not the service: it is not tried again.
    await expect(stopped).rejects.toMatchObject({ code: "NO_SPACE" });
    const gone = { kind: "status", status: 404, code: "not_found", message: "No such upload" } as const;
    service.faults.push({ method: "POST", path: /\/parts$/, fault: gone });
    await launchJob(options);
    expect([...service.files.values()][0]?.content).toEqual(await readFile(options.plan.trainFile));
  });

  it("finds the job of a create that the service never answered", async () => {
    service.onEffect = ({ method, path }) => {
      if (method !== "POST" || !path.endsWith("/jobs")) return;
      service.onEffect = undefined;
      return new Promise<void>(() => {});
    };
    const provider = createOpenAIProvider({ apiKey: "none", baseUrl: service.baseUrl, timeoutMs: 500 });
    const { record } = await launchJob(await optionsOf({ provider }));
    expect([...service.jobs.keys()]).toEqual([record.job_id]);
  });

  it("refuses what the preflight finds wrong, before anything is sent", async () => {
    const options = await optionsOf();
    await writeFile(options.plan.trainFile, chatDataset(3));
    await expect(launchJob(options)).rejects.toMatchObject({
      code: "PREFLIGHT_FAILED",
      message: expect.stringContaining("3 examples"),
    });
    expect(service.requests.filter(({ method }) => method === "POST")).toEqual([]);
  });

  it("makes a new job for a version whose job failed, and keeps the old one in the record", async () => {
    await using failing = await startFakeOpenAI({ statuses: ["failed"] });
    const provider = createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: failing.baseUrl });
    const options = await optionsOf({ provider });
    const first = await launchJob(options);
    const second = await launchJob(options);
    expect(second.outcome).toBe("created");
    expect(second.record).toMatchObject({ run: 2, previous_jobs: [{ job_id: first.record.job_id, status: "failed" }] });
    expect(failing.jobs.size).toBe(2);
  });

  it.each([
    { looks: "as OpenAI's keys do", key: "sk-proj-Pl4ntedKeyThatMustNeverBeSeenAnywhere00" },
    { looks: "like nothing in particular", key: "team.Pl4ntedKey.of+a/gateway" },
  ])("writes no key that looks $looks anywhere: not into journal, record, error or notice", async ({ key }) => {
    const notices: unknown[] = [];
    const provider = createOpenAIProvider({ apiKey: key, baseUrl: service.baseUrl });
    for (const status of [500, 429, 401]) {
      const message = `Incorrect API key provided: ${key}`;
      service.faults.push({ path: /jobs$/, method: "POST", fault: { kind: "status", status, message } });
    }
    service.events.push({ id: "ev-0", created_at: 5, level: "error", message: key, type: "message", data: { key } });
    const options = await optionsOf({ provider, onNotice: (notice) => notices.push(notice) });
    const errors = [];
    for (let count = 0; count < 3; count += 1) errors.push(await launchJob(options).catch((error: unknown) => error));
    for await (const event of watchJob({ ...options, version: "v8" })) notices.push(event);
    const seen = [JSON.stringify(notices), ...errors.map((error) => inspect(error, { depth: 8 }))];
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) seen.push(await readFile(join(entry.parentPath, entry.name), "utf8"));
    }
    expect(seen.length).toBeGreaterThan(6);
    // A stack or a cause may quote the service; what we print are the message and the details.
    for (const text of seen) expect(text).not.toContain("Pl4ntedKey");
    const record = await readFile(join(folder, "finetune_job_v8.json"), "utf8");
    for (const secret of [service.url, "127.0.0.1", folder, tmpdir()]) expect(record).not.toContain(secret);
  });
});
