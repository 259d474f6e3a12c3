import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { systemClock } from "../clock.ts";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import {
  createTestClock,
  type FakeOpenAI,
  type FakeOpenAIOptions,
  startFakeOpenAI,
  writeSamplePlan,
} from "../testing/index.ts";
import { launchJob, type LaunchJobOptions } from "./launch-job.ts";

let folder: string;
let service: FakeOpenAI | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "launch-"));
});
afterEach(async () => {
  await service?.close();
  await rm(folder, { recursive: true });
});

async function stand(
  fake: FakeOpenAIOptions,
  changes: Partial<LaunchJobOptions> = {},
): Promise<{ service: FakeOpenAI; options: LaunchJobOptions; notices: string[] }> {
  service = await startFakeOpenAI(fake);
  const notices: string[] = [];
  const options: LaunchJobOptions = {
    provider: createOpenAIProvider({ apiKey: "none", baseUrl: service.baseUrl }),
    data: folder,
    plan: await writeSamplePlan(folder),
    toolVersion: "0.1.0",
    confirm: async () => true,
    clock: createTestClock(),
    onNotice: (notice) => notices.push(notice.type),
    ...changes,
  };
  return { service, options, notices };
}

describe("launchJob() at a service that is not ready", () => {
  it("waits for a file that is still being read before it makes a job of it", async () => {
    const { service: at, options, notices } = await stand({ fileStatuses: ["pending", "processing", "processed"] });
    const beforeCreate: string[] = [];
    at.onEffect = ({ method, path }) => {
      if (at.jobs.size === 0) beforeCreate.push(`${method} ${path.replace(/file-\d+/, "ID")}`);
    };
    await launchJob(options);
    expect(beforeCreate.filter((call) => call === "GET /v1/files/ID")).toHaveLength(4);
    expect(notices.filter((type) => type === "file-pending")).toHaveLength(2);
    expect(at.jobs.size).toBe(1);
  });

  it("makes no job of a file in which the service finds a fault while it reads", async () => {
    const { service: at, options } = await stand({ fileStatuses: ["processing", "error"] });
    await expect(launchJob(options)).rejects.toMatchObject({
      code: "PROVIDER_REFUSED",
      message: "The provider rejects the train file: its status is error.",
    });
    expect(at.jobs.size).toBe(0);
  });

  it("leaves it to the service whether it makes a job of a file that it never says it has read", async () => {
    const clock = createTestClock();
    const { service: at, options } = await stand({ fileStatuses: ["processing"] }, { clock });
    await launchJob(options);
    expect(at.jobs.size).toBe(1);
    // Ten minutes for each of the two files.
    expect(clock.monotonic()).toBe(1_200_000);
  });

  it("asks again where a create is refused because a file is still being read", async () => {
    const { service: at, options } = await stand({});
    const message = "File 'file-1' is still being processed and is not ready to be used for fine-tuning.";
    const fault = { kind: "status", status: 400, message } as const;
    at.faults.push({ method: "POST", path: /\/jobs$/, fault }, { method: "POST", path: /\/jobs$/, fault });
    expect((await launchJob(options)).outcome).toBe("created");
    expect(at.jobs.size).toBe(1);
  });

  it("says where a create is redirected to, which makes nothing, and asks for no second one", async () => {
    const { options } = await stand({});
    const creates: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (init?.method !== "POST" || !url.endsWith("/jobs")) return globalThis.fetch(input, init);
      creates.push(url);
      return new Response(null, { status: 302, headers: { location: "https://login.test/in?next=jobs" } });
    };
    const provider = createOpenAIProvider({ apiKey: "none", baseUrl: service?.baseUrl, fetch });
    await expect(launchJob({ ...options, provider })).rejects.toMatchObject({
      code: "JOB_SUBMIT_FAILED",
      message: expect.stringContaining("(HTTP 302): it redirects to https://login.test/in."),
    });
    expect(creates).toHaveLength(1);
  });
});

describe("launchJob() after a launch that died with its create", () => {
  it("waits once for the list to show the job, not once more before its own create", async () => {
    const died = new Error("power cut");
    const hook = (point: string): void => {
      if (point === "create: before the request") throw died;
    };
    const { service: at, options } = await stand({}, { hook });
    await expect(launchJob(options)).rejects.toBe(died);
    const clock = createTestClock();
    await launchJob({ ...options, clock, hook: () => {} });
    expect(clock.waits).toEqual([2000, 5000, 15_000]);
    expect(at.jobs.size).toBe(1);
  });

  it("records the whole of a job that has ended meanwhile", async () => {
    const died = new Error("power cut");
    const hook = (point: string): void => {
      if (point === "record: before it is written") throw died;
    };
    const { service: at, options } = await stand({ statuses: ["running", "succeeded"] }, { hook });
    await expect(launchJob(options)).rejects.toBe(died);
    for (const job of at.jobs.values()) job.polls = 1;
    const { outcome, record } = await launchJob({ ...options, hook: () => {} });
    expect([
      outcome,
      record.status,
      record.events.length,
      record.checkpoints.length,
      record.result_metrics.length,
    ]).toEqual(["found", "succeeded", 3, 1, 3]);
  });

  it("waits no longer than that for an answer which stays out, and finds the job the next time", async () => {
    const stop = new AbortController();
    const reason = new Error("Ctrl-C");
    const { service: at, options } = await stand({}, { signal: stop.signal });
    at.onEffect = ({ method, path }) => {
      if (method !== "POST" || !path.endsWith("/jobs")) return;
      stop.abort(reason);
      at.onEffect = undefined;
      return new Promise<void>(() => {});
    };
    await expect(launchJob(options)).rejects.toBe(reason);
    expect((await launchJob({ ...options, signal: undefined })).outcome).toBe("found");
    expect(at.jobs.size).toBe(1);
  });

  it("says that it waits for the answer when somebody gives up in the middle of it, and keeps the job", async () => {
    const stop = new AbortController();
    // Its waits take their time, so that the answer comes first.
    const clock = { ...createTestClock(), sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal) };
    const { service: at, options, notices } = await stand({}, { signal: stop.signal, clock });
    at.onEffect = ({ method, path }) => {
      if (method === "POST" && path.endsWith("/jobs")) stop.abort(new Error("Ctrl-C"));
    };
    await launchJob(options).catch((error: unknown) => expect(error).toBe(stop.signal.reason));
    expect(notices.slice(-2)).toEqual(["answer-awaited", "job-created"]);
    const { outcome } = await launchJob({ ...options, signal: undefined });
    expect(outcome).toBe("found");
    expect(at.jobs.size).toBe(1);
  });
});
