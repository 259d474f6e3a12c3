import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { launchJob } from "../launch/launch-job.ts";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { readJobRecord } from "../record/job-record-file.ts";
import { createTestClock, type FakeOpenAI, startFakeOpenAI, writeSamplePlan } from "../testing/index.ts";
import type { RemoteEvent, TrainingProvider } from "../training-provider.ts";
import { changeJob, listEvents, refreshJob } from "./refresh-job.ts";

let data: string;
let service: FakeOpenAI;
let provider: TrainingProvider;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "tunewright-refresh-"));
  service = await startFakeOpenAI({ statuses: ["running"] });
  provider = createOpenAIProvider({ apiKey: "none", baseUrl: service.baseUrl });
  const plan = await writeSamplePlan(data);
  await launchJob({ provider, data, plan, toolVersion: "1", confirm: async () => true, clock: createTestClock() });
});
afterEach(async () => {
  await service.close();
  await rm(data, { recursive: true });
});

const options = () => ({ provider, data, version: "v8", clock: createTestClock() });
const refuse = { kind: "status", status: 400, code: "invalid_job_state", message: "Its status forbids it" } as const;

describe("changeJob()", () => {
  it("takes a cancel for done whose first answer was lost and whose second try is refused", async () => {
    service.faults.push(
      { method: "POST", path: /cancel$/, fault: { kind: "cut-after" } },
      { method: "POST", path: /cancel$/, fault: refuse },
    );
    expect(await changeJob({ ...options(), change: "cancel" })).toMatchObject({ status: "cancelled" });
  });

  it("reports a refusal where the job is not as it should be", async () => {
    service.faults.push({ method: "POST", path: /pause$/, fault: refuse });
    await expect(changeJob({ ...options(), change: "pause" })).rejects.toMatchObject({
      code: "PROVIDER_REFUSED",
      message: expect.stringContaining("Its status forbids it"),
    });
  });
});

describe("refreshJob()", () => {
  it("brings the record up to date", async () => {
    await changeJob({ ...options(), change: "pause" });
    expect(await refreshJob(options())).toMatchObject({ status: "paused" });
  });
});

describe("refreshJob() of a job that has succeeded", () => {
  it("writes nothing of the end while its metrics cannot be had, so that they are asked for again", async () => {
    await using ended = await startFakeOpenAI({ statuses: ["running", "succeeded"] });
    const at = createOpenAIProvider({ apiKey: "none", baseUrl: ended.baseUrl });
    const own = { ...options(), provider: at };
    const plan = await writeSamplePlan(data, { suffix: "another" });
    await changeJob({ ...options(), change: "cancel" });
    await launchJob({ ...own, plan, toolVersion: "1", confirm: async () => true, again: true });
    await refreshJob(own);
    const metrics = { method: "GET", path: /content$/, fault: { kind: "status", status: 503 } } as const;
    ended.faults.push(...Array.from({ length: 5 }, () => metrics));
    expect(await refreshJob(own)).toMatchObject({ status: "succeeded" });
    expect(await readJobRecord(data, "v8")).toMatchObject({ status: "running", finished_at: null });
    expect((await refreshJob(own)).result_metrics).toHaveLength(3);
    expect((await readJobRecord(data, "v8")).result_metrics).toHaveLength(3);
  });
});

describe("listEvents()", () => {
  const told = (id: string, seconds: number | null): RemoteEvent => ({
    id,
    createdAt: seconds === null ? null : seconds * 1000,
    level: "info",
    type: "message",
    message: id,
    data: {},
  });
  const recorded = [
    { id: "gone", created_at: "1970-01-01T00:00:02Z", level: "info", type: "message", message: "gone" },
  ];
  const ids = async (events: readonly RemoteEvent[]): Promise<string[]> => {
    async function* newestFirst() {
      yield* events;
    }
    const list = await listEvents({ ...provider, events: newestFirst }, "job-1", {
      recorded,
      clock: createTestClock(),
    });
    return list.map(({ id }) => id);
  };

  it("puts events in the order of their times, with those that only the record still has", async () => {
    expect(await ids([told("d", 3), told("b", 1), told("c", 3), told("a", 1)])).toEqual(["a", "b", "gone", "c", "d"]);
    expect(await ids([told("gone", 2), told("a", 1)])).toEqual(["a", "gone"]);
  });

  it("keeps the order in which they were seen where times are missing", async () => {
    expect(await ids([told("new", null), told("gone", null), told("newer", 0)])).toEqual(["gone", "newer", "new"]);
    expect(await ids([told("c", null), told("b", 9), told("a", 1)])).toEqual(["gone", "a", "b", "c"]);
  });
});
