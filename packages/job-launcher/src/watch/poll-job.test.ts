import { describe, expect, it } from "@jest/globals";
import { createOpenAIProvider } from "../providers/openai/openai-provider.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { createTestClock, startFakeOpenAI } from "../testing/index.ts";
import type { RemoteEvent, RemoteJob, TrainingProvider } from "../training-provider.ts";
import { type PollEvent, pollJob } from "./poll-job.ts";

const job: RemoteJob = {
  id: "job-1",
  status: "running",
  phase: "running",
  model: "base",
  fineTunedModel: null,
  trainingFile: null,
  validationFile: null,
  trainedTokens: null,
  epochs: 3,
  hyperparameters: {},
  seed: 1,
  createdAt: 0,
  finishedAt: null,
  estimatedFinish: null,
  resultFiles: [],
  error: null,
  cost: null,
  requestId: null,
};
const done: RemoteJob = { ...job, status: "succeeded", phase: "succeeded", fineTunedModel: "ft:base" };
const down = new ProviderFailure("down", { kind: "uncertain", provider: "openai", status: 503 });

/** A provider whose job gives these answers, one for each look; the last stays. */
function scripted(
  answers: readonly (RemoteJob | Error)[],
  events: () => readonly RemoteEvent[] = () => [],
): TrainingProvider {
  let looks = 0;
  const refuse = async (): Promise<never> => Promise.reject(new Error("not part of this test"));
  return {
    name: "openai",
    capabilities: { ...createOpenAIProvider({ apiKey: "none" }).capabilities },
    findFile: refuse,
    upload: refuse,
    retrieveFile: refuse,
    findJob: refuse,
    createJob: refuse,
    async retrieveJob() {
      const answer = answers[Math.min(looks, answers.length - 1)] ?? done;
      looks += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async *events() {
      yield* events();
    },
    checkpoints: async () => [],
    metrics: async () => undefined,
    cancel: refuse,
    pause: refuse,
    resume: refuse,
    modelInfo: async () => null,
  };
}

async function collect(events: AsyncIterable<PollEvent>): Promise<PollEvent[]> {
  const list: PollEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

const names = (events: readonly PollEvent[]): string[] =>
  events.map((event) => (event.type === "job-status" ? event.job.status : event.type));

describe("pollJob()", () => {
  it("tells each status once and ends at a terminal one", async () => {
    const clock = createTestClock();
    const queued: RemoteJob = { ...job, status: "queued", phase: "waiting" };
    const events = await collect(pollJob({ provider: scripted([queued, queued, job, done]), jobId: "job-1", clock }));
    expect(names(events)).toEqual(["queued", "running", "succeeded", "job-finished"]);
    expect(clock.waits).toHaveLength(3);
    for (const wait of clock.waits) expect(wait).toBeGreaterThanOrEqual(9000);
  });

  it("waits, rather than spins or ends, on a status it does not know", async () => {
    const clock = createTestClock();
    const odd: RemoteJob = { ...job, status: "defragmenting", phase: "unknown" };
    const provider = scripted([...Array.from({ length: 50 }, () => odd), done]);
    const events = await collect(pollJob({ provider, jobId: "job-1", clock }));
    expect(names(events)).toEqual(["status-unknown", "defragmenting", "succeeded", "job-finished"]);
    expect(clock.waits.length).toBe(50);
    expect(clock.monotonic()).toBeGreaterThan(50 * 9000);
  });

  it("sits out an outage of hours, and tells of it", async () => {
    const clock = createTestClock();
    const provider = scripted([job, ...Array.from({ length: 300 }, () => down), done]);
    const events = await collect(pollJob({ provider, jobId: "job-1", clock }));
    expect(names(events).filter((name) => name === "outage")).toHaveLength(300);
    expect(names(events).at(-1)).toBe("job-finished");
    expect(clock.monotonic()).toBeGreaterThan(2 * 3_600_000);
    expect(Math.max(...clock.waits)).toBeLessThanOrEqual(60_000);
  });

  it("obeys Retry-After, however long, and grows its waits with jitter without one", async () => {
    const clock = createTestClock();
    const limited = new ProviderFailure("slow down", {
      kind: "busy",
      provider: "openai",
      status: 429,
      retryAfterMs: 600_000,
    });
    const provider = scripted([limited, down, down, down, done]);
    await collect(pollJob({ provider, jobId: "job-1", clock, retry: { random: () => 0 } }));
    // Half of 2, 4 and 8 seconds: the lower end of the jitter.
    expect(clock.waits).toEqual([600_000, 1000, 2000, 4000]);
  });

  it("is not misled by a clock that jumps", async () => {
    const clock = createTestClock();
    const provider = scripted([job, job, job, done]);
    const events: string[] = [];
    for await (const event of pollJob({ provider, jobId: "job-1", clock, deadlineMs: 120_000 })) {
      events.push(event.type);
      clock.jump(events.length % 2 === 0 ? 10 * 86_400_000 : -20 * 86_400_000);
    }
    expect(events.at(-1)).toBe("job-finished");
  });

  it("stops at its deadline, also within an outage, and says that the job runs on", async () => {
    for (const answers of [[job], [down]]) {
      const clock = createTestClock();
      const polling = collect(pollJob({ provider: scripted(answers), jobId: "job-1", clock, deadlineMs: 3_600_000 }));
      await expect(polling).rejects.toMatchObject({ code: "JOB_TIMEOUT", message: expect.stringContaining("runs on") });
      expect(clock.monotonic()).toBeGreaterThanOrEqual(3_599_000);
      expect(clock.monotonic()).toBeLessThan(3_700_000);
    }
  });

  it("stops at its deadline although the service holds its answer back", async () => {
    await using silent = await startFakeOpenAI();
    silent.onEffect = () => new Promise<void>(() => {});
    const provider = createOpenAIProvider({ apiKey: "none", baseUrl: silent.baseUrl });
    await expect(collect(pollJob({ provider, jobId: "ftjob-1", deadlineMs: 50 }))).rejects.toMatchObject({
      code: "JOB_TIMEOUT",
      message: expect.stringContaining("runs on"),
    });
  });

  it("looks again after an hour where a service wants to be left alone for years", async () => {
    const clock = createTestClock();
    const limited = new ProviderFailure("later", {
      kind: "busy",
      provider: "openai",
      status: 429,
      retryAfterMs: 99_999_999_000,
    });
    const events = await collect(pollJob({ provider: scripted([limited, done]), jobId: "job-1", clock }));
    expect(names(events)).toEqual(["outage", "succeeded", "job-finished"]);
    expect(clock.waits).toEqual([3_600_000]);
  });

  it("finds what is new at the end of a list that begins with the oldest", async () => {
    const event = (number: number): RemoteEvent => ({
      id: `ev-${number}`,
      createdAt: number * 1000,
      level: "info",
      type: "message",
      message: "",
      data: {},
    });
    let told = 30;
    const provider = scripted([job, job, job, job], () => Array.from({ length: told++ }, (_, index) => event(index)));
    const seen: string[] = [];
    for await (const happened of pollJob({ provider, jobId: "job-1", clock: createTestClock() })) {
      if (happened.type === "job-event") seen.push(happened.event.id);
      if (seen.length === 32) break;
    }
    expect(seen).toEqual(Array.from({ length: 32 }, (_, index) => `ev-${index}`));
  });

  it("stops when it is aborted, and when nobody listens any more", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const provider = scripted([job]);
    const polling = (async () => {
      for await (const _ of pollJob({ provider, jobId: "job-1", clock: createTestClock(), signal: stop.signal })) {
        stop.abort(reason);
      }
    })();
    await expect(polling).rejects.toBe(reason);

    const clock = createTestClock();
    for await (const _ of pollJob({ provider, jobId: "job-1", clock })) break;
    const waits = clock.waits.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.waits.length).toBeLessThanOrEqual(waits + 1);
  });

  it("does not wait for what the service refuses to tell", async () => {
    const refused = new ProviderFailure("no such key", { kind: "refused", provider: "openai", status: 401 });
    const polling = collect(pollJob({ provider: scripted([refused]), jobId: "job-1", clock: createTestClock() }));
    await expect(polling).rejects.toMatchObject({ code: "PROVIDER_REFUSED" });
  });

  it("gives a job that was just made a minute to be known everywhere, and no more", async () => {
    const missing = new ProviderFailure("no such job", { kind: "refused", provider: "openai", status: 404 });
    const events = await collect(
      pollJob({ provider: scripted([missing, missing, done]), jobId: "job-1", clock: createTestClock() }),
    );
    expect(names(events)).toEqual(["outage", "outage", "succeeded", "job-finished"]);
    const polling = collect(pollJob({ provider: scripted([missing]), jobId: "job-1", clock: createTestClock() }));
    await expect(polling).rejects.toMatchObject({ code: "PROVIDER_REFUSED" });
  });

  it("asks again when a job has succeeded and its model has no name yet", async () => {
    const nameless: RemoteJob = { ...done, fineTunedModel: null };
    const events = await collect(
      pollJob({ provider: scripted([nameless, nameless, done]), jobId: "job-1", clock: createTestClock() }),
    );
    expect(events.at(-1)).toMatchObject({ type: "job-finished", job: { fineTunedModel: "ft:base" } });
    const never = await collect(pollJob({ provider: scripted([nameless]), jobId: "job-1", clock: createTestClock() }));
    expect(never.at(-1)).toMatchObject({ type: "job-finished", job: { fineTunedModel: null } });
  });

  it("tells every event once, oldest first, across polls, and leaves out what is known", async () => {
    const event = (id: string): RemoteEvent => ({
      id,
      createdAt: null,
      level: "info",
      type: "message",
      message: id,
      data: {},
    });
    let count = 1;
    const newestFirst = (): RemoteEvent[] => {
      count += 2;
      return Array.from({ length: count }, (_, index) => event(`ev-${count - index}`));
    };
    const provider = scripted([job, job, done], newestFirst);
    const events = await collect(
      pollJob({ provider, jobId: "job-1", clock: createTestClock(), knownEvents: ["ev-1"] }),
    );
    const ids = events.filter((found) => found.type === "job-event").map((found) => found.event.id);
    expect(ids).toEqual(["ev-2", "ev-3", "ev-4", "ev-5", "ev-6", "ev-7"]);
  });

  it("tells an event that comes late and stands behind known ones, once", async () => {
    const event = (id: string): RemoteEvent => ({
      id,
      createdAt: 0,
      level: "info",
      type: "message",
      message: id,
      data: {},
    });
    let looks = 0;
    const lists = [
      ["b", "a"],
      ["c", "b", "late", "a", "a"],
      ["c", "b", "late", "a"],
    ];
    const events = () => (lists[(looks += 1) - 1] ?? lists.at(-1) ?? []).map(event);
    const provider = scripted([job, job, job, done], events);
    const told = await collect(pollJob({ provider, jobId: "job-1", clock: createTestClock() }));
    const ids = told.map((item) => (item.type === "job-event" ? item.event.id : "")).filter((id) => id !== "");
    expect(ids).toEqual(["a", "b", "late", "c"]);
  });

  it("does not go round for ever on pages that repeat", async () => {
    await using service = await startFakeOpenAI({ pageSize: 2 });
    const repeating = createOpenAIProvider({
      apiKey: "sk-test-key-of-nobody",
      baseUrl: service.baseUrl,
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (!response.url.includes("/events")) return response;
        const body = (await response.json()) as Record<string, unknown>;
        // The last page says that there is more, and comes again whatever is asked for.
        return Response.json({ ...body, has_more: true });
      },
    });
    const events = [];
    const made = await fetch(`${service.baseUrl}/files`, { method: "POST", body: form() });
    const { id: training_file } = (await made.json()) as { id: string };
    const created = await fetch(`${service.baseUrl}/fine_tuning/jobs`, {
      method: "POST",
      body: JSON.stringify({ model: "m", training_file }),
    });
    const { id } = (await created.json()) as { id: string };
    for await (const event of repeating.events(id)) events.push(event.id);
    expect(events).toEqual(["ev-3", "ev-2", "ev-1"]);
  });
});

function form(): FormData {
  const body = new FormData();
  body.set("purpose", "fine-tune");
  body.set("file", new File(["{}"], "a.jsonl"));
  return body;
}
