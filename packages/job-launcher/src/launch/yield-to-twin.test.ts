import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { createTestClock, type FakeOpenAI, startFakeOpenAI, writeSamplePlan } from "../testing/index.ts";
import type { TrainingProvider } from "../training-provider.ts";
import type { LaunchNotice } from "./launch-context.ts";
import { launchJob, type LaunchResult } from "./launch-job.ts";

let service: FakeOpenAI;
let machines: string[];

beforeEach(async () => {
  service = await startFakeOpenAI();
  machines = [];
});
afterEach(async () => {
  await service.close();
  for (const folder of machines) await rm(folder, { recursive: true });
});

/** A machine of its own: another folder, so another lock and another journal. */
async function machine(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tunewright-twin-"));
  machines.push(folder);
  return folder;
}

/** Lets everybody go on when so many have come. */
function gate(count: number): () => Promise<void> {
  let waiting = count;
  let open: () => void;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    if ((waiting -= 1) === 0) open();
    await isOpen;
  };
}

function openProvider(): TrainingProvider {
  return createOpenAIProvider({ apiKey: "sk-test-key-of-nobody", baseUrl: service.baseUrl });
}

interface Launch {
  readonly provider?: TrainingProvider;
  readonly notices?: LaunchNotice[];
  readonly hook?: (point: string) => void | Promise<void>;
}

async function launch(
  data: string,
  { provider = openProvider(), notices = [], hook }: Launch = {},
): Promise<LaunchResult> {
  return launchJob({
    provider,
    data,
    plan: await writeSamplePlan(data),
    toolVersion: "0.1.0",
    confirm: async () => true,
    clock: createTestClock(),
    onNotice: (notice) => notices.push(notice),
    ...(hook === undefined ? {} : { hook }),
  });
}

/** Makes so many launches look before any of them creates, and create before any of them looks again. */
function atOnce(count: number): (point: string) => Promise<void> {
  const looked = gate(count);
  const created = gate(count);
  return async (point) => {
    if (point === "create: before the request") await looked();
    if (point === "create: after the answer") await created();
  };
}

const ended = (): (string | undefined)[] => [...service.jobs.values()].map(({ fixed }) => fixed);
const journalOf = (data: string): Promise<string> => readFile(join(data, ".tunewright", "journal-v8.jsonl"), "utf8");

describe("two machines that launch one version at the same moment", () => {
  it.each([2, 3, 5])("%i of them keep one job, and all record it", async (count) => {
    const hook = atOnce(count);
    const folders = await Promise.all(Array.from({ length: count }, machine));
    const launched = await Promise.all(folders.map((folder) => launch(folder, { hook })));
    expect(service.jobs.size).toBe(count);
    expect(new Set(launched.map(({ record }) => record.job_id)).size).toBe(1);
    const [kept] = launched.map(({ record }) => record.job_id);
    for (const [id, { fixed }] of service.jobs)
      expect([id, fixed]).toEqual([id, id === kept ? undefined : "cancelled"]);
    // The service's first.
    expect(kept).toBe([...service.jobs.keys()].sort()[0]);
  });

  it("say so, and find the same job when they are run again", async () => {
    const [first, second] = [await machine(), await machine()];
    const hook = atOnce(2);
    const notices: LaunchNotice[] = [];
    const [one] = await Promise.all([launch(first, { hook, notices }), launch(second, { hook, notices })]);
    const [kept, yielded] = [...service.jobs.keys()].sort();
    expect(notices.filter(({ type }) => type === "twin-found")).toEqual([
      { type: "twin-found", jobId: kept, yieldedId: yielded },
    ]);
    expect(one.record.job_id).toBe(kept);
    for (const folder of [first, second]) {
      expect(await launch(folder)).toMatchObject({ outcome: "found", record: { job_id: kept } });
    }
    expect(service.jobs.size).toBe(2);
  });

  it("cancel the second job on the next launch, where the first died in between", async () => {
    const [first, second] = [await machine(), await machine()];
    const together = atOnce(2);
    const hook = async (point: string): Promise<void> => {
      if (point === "cancel the second job: before the request") throw new Error("The process died.");
      await together(point);
    };
    const results = await Promise.allSettled([launch(first, { hook }), launch(second, { hook })]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ended()).toEqual([undefined, undefined]);

    const died = results[0]?.status === "rejected" ? first : second;
    const [kept] = [...service.jobs.keys()].sort();
    expect(await launch(died)).toMatchObject({ outcome: "found", record: { job_id: kept } });
    expect(ended().filter((end) => end === "cancelled")).toHaveLength(1);
    expect(service.jobs.get(kept ?? "")?.fixed).toBeUndefined();
    // It is done with: the launch after that one does not ask again.
    const before = service.requests.filter(({ path }) => path.endsWith("/cancel")).length;
    await launch(died);
    expect(service.requests.filter(({ path }) => path.endsWith("/cancel"))).toHaveLength(before);
  });

  it("keep what they have where the second job cannot be cancelled, and name it", async () => {
    const hook = atOnce(2);
    service.faults.push({ path: /\/cancel$/, fault: { kind: "status", status: 400, message: "Not now." } });
    const notices: LaunchNotice[] = [];
    const [first, second] = [await machine(), await machine()];
    const launched = await Promise.all([launch(first, { hook, notices }), launch(second, { hook, notices })]);
    const [kept, yielded] = [...service.jobs.keys()].sort();
    expect(launched.map(({ record }) => record.job_id)).toEqual([kept, kept]);
    expect(notices).toContainEqual(expect.objectContaining({ type: "twin-not-cancelled", jobId: yielded }));
  });
});

describe("a job of the same fingerprint", () => {
  it("does not make a failure of a launch when the list cannot be had after the create", async () => {
    const data = await machine();
    let created = false;
    const provider = openProvider();
    const unlisted: TrainingProvider = {
      ...provider,
      createJob: async (request, options) => {
        const job = await provider.createJob(request, options);
        created = true;
        return job;
      },
      findJob: async (search, options) => {
        if (created) await provider.retrieveJob("ftjob-of-nobody", options);
        return provider.findJob(search, options);
      },
    };
    expect(await launch(data, { provider: unlisted })).toMatchObject({ outcome: "created" });
    expect(await journalOf(data)).not.toContain("job-yielded");
  });

  it.each([
    ["was made long before", { createdAt: -11 * 60_000 }, false],
    ["was made shortly before", { createdAt: -9 * 60_000 }, true],
    ["was made shortly after", { createdAt: 9 * 60_000 }, false],
    ["tells no time", { createdAt: null }, false],
    ["has been cancelled", { createdAt: -1000, phase: "cancelled" as const }, false],
    ["has succeeded", { createdAt: -1000, phase: "succeeded" as const }, false],
  ])("that %s", async (_name, { createdAt, ...changes }, isTaken) => {
    const data = await machine();
    const provider = openProvider();
    let made: Awaited<ReturnType<TrainingProvider["createJob"]>> | undefined;
    const crowded: TrainingProvider = {
      ...provider,
      createJob: async (request, options) => (made = await provider.createJob(request, options)),
      findJob: async (search) => {
        if (made === undefined || search.exclude.has("ftjob-of-another")) return undefined;
        const at = createdAt === null ? null : (made.createdAt ?? 0) + createdAt;
        return { ...made, id: "ftjob-of-another", createdAt: at, ...changes };
      },
    };
    const { record } = await launch(data, { provider: crowded });
    expect(record.job_id).toBe(isTaken ? "ftjob-of-another" : made?.id);
    expect(ended()).toEqual([isTaken ? "cancelled" : undefined]);
  });
});
