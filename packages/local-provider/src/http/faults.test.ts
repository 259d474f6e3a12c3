import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import OpenAI from "openai";
import type { FaultRule } from "../faults/fault.ts";
import { type OpenService, openService } from "../testing/open-service.ts";
import { jsonlFile, sampleLines } from "../testing/sample-lines.ts";

let open: OpenService;
let client: OpenAI;
let training: string;
beforeAll(async () => {
  open = await openService();
  client = new OpenAI({ apiKey: "any", baseURL: open.provider.baseUrl, maxRetries: 0, timeout: 5000 });
  training = (await client.files.create({ file: jsonlFile(sampleLines(10)), purpose: "fine-tune" })).id;
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
});
beforeEach(() => open.provider.faults.replace([]));

const withFault = (fault: string): { headers: { "x-fault": string } } => ({ headers: { "x-fault": fault } });
const createJob = (options?: OpenAI.RequestOptions): Promise<OpenAI.FineTuning.FineTuningJob> =>
  Promise.resolve(client.fineTuning.jobs.create({ model: "local-ngram-3", training_file: training }, options));
async function countJobs(): Promise<number> {
  let count = 0;
  for await (const _job of client.fineTuning.jobs.list({ limit: 100 })) count += 1;
  return count;
}

describe("a fault by the header x-fault", () => {
  it.each([
    ["rate-limit; retryAfter=7", { status: 429, code: "rate_limit_exceeded", type: "requests" }, "7"],
    ["rate-limit; daily", { status: 429, code: "daily_rate_limit_exceeded" }, null],
    ["status; status=503; retryAfter=2", { status: 503, type: "server_error" }, "2"],
    ["status; status=403; code=training_not_available", { status: 403, code: "training_not_available" }, null],
    ['{"kind":"status","status":409,"message":"busy; try again"}', { status: 409 }, null],
  ])("%s answers with an error before anything happens", async (header, error, retryAfter) => {
    const before = await countJobs();
    const failure: unknown = await createJob(withFault(header)).catch((caught: unknown) => caught);
    expect(failure).toMatchObject(error);
    expect((failure as InstanceType<typeof OpenAI.APIError>).headers?.get("retry-after")).toBe(retryAfter);
    expect(await countJobs()).toBe(before);
  });

  it.each([
    ["cut-before", 0],
    ["cut-after", 1],
    ["truncate", 1],
  ])("%s breaks the connection; the create took effect %i times", async (header, created) => {
    const before = await countJobs();
    await expect(createJob(withFault(header))).rejects.toThrow();
    expect(await countJobs()).toBe(before + created);
  });

  it("cut-after makes two jobs of one create where the SDK's own retries are on", async () => {
    const before = await countJobs();
    open.provider.faults.replace([{ method: "POST", path: "/v1/fine_tuning/jobs", fault: { kind: "cut-after" } }]);
    const job = await createJob({ maxRetries: 2 });
    expect(job.status).toBe("validating_files");
    expect(await countJobs()).toBe(before + 2);
  });

  it("status-after answers with an error although the job was made", async () => {
    const before = await countJobs();
    await expect(createJob(withFault("status-after; status=500"))).rejects.toMatchObject({ status: 500 });
    expect(await countJobs()).toBe(before + 1);
  });

  it("garbage is an answer that is no job", async () => {
    const answer: unknown = await createJob(withFault("garbage"));
    expect(answer).toBe("<html>upstream said nothing useful</html>");
  });

  it("slow answers late, and is outlived by a time-out", async () => {
    const started = performance.now();
    await client.models.list(withFault("slow; delayMs=50"));
    expect(performance.now() - started).toBeGreaterThanOrEqual(49);
    const late = client.models.list({ ...withFault("slow; delayMs=500"), timeout: 20 });
    await expect(late).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  });

  it("unknown-status and empty-error change jobs in answers only", async () => {
    const { id } = await createJob();
    const seen = await client.fineTuning.jobs.retrieve(id, withFault("unknown-status; status=pondering"));
    expect(seen.status).toBe("pondering");
    expect((await client.fineTuning.jobs.retrieve(id, withFault("empty-error"))).error).toEqual({});
    const [listed] = (await client.fineTuning.jobs.list({ limit: 1 }, withFault("unknown-status"))).data;
    expect(listed?.status).toBe("awaiting_capacity");
    expect((await open.provider.whenEnded(id)).status).toBe("succeeded");
    expect(await client.fineTuning.jobs.retrieve(id)).toMatchObject({ status: "succeeded", error: null });
  });

  it("failed-job fails half-way through training, with the error that it names", async () => {
    const { id } = await createJob(withFault("failed-job; code=server_error; message=out of luck"));
    const job = await open.provider.whenEnded(id);
    expect(job).toMatchObject({ status: "failed", error: { code: "server_error", message: "out of luck" } });
    const { data } = await client.fineTuning.jobs.listEvents(id, { limit: 100 });
    const steps = data.flatMap((event) =>
      event.type === "metrics" ? [event.data as { step: number; total_steps: number }] : [],
    );
    expect(steps[0]?.step).toBe((steps[0]?.total_steps ?? 0) / 2 - 1);
  });

  it("moderation-block fails a job without naming an example", async () => {
    const { id } = await createJob(withFault("moderation-block"));
    const { status, error } = await open.provider.whenEnded(id);
    expect({ status, code: error?.code }).toEqual({ status: "failed", code: "invalid_training_file" });
    expect(error?.message).toMatch(/blocked by our moderation system/);
    expect(error?.message).not.toMatch(/[Ee]xample \d/);
  });

  it("base64 wraps the metrics file, whose bytes are the same", async () => {
    const { id } = await createJob();
    const [file = ""] = (await open.provider.whenEnded(id)).result_files;
    const plain = await (await client.files.content(file)).text();
    const wrapped = await (await client.files.content(file, withFault("base64"))).text();
    expect(plain).toMatch(/^step,/);
    expect(Buffer.from(wrapped, "base64").toString()).toBe(plain);
  });

  it("slow-stream rests before each event, and brings the whole answer", async () => {
    const request = {
      model: "local-ngram-3",
      messages: [{ role: "user" as const, content: "hello" }],
      stream: true as const,
    };
    const started = performance.now();
    let events = 0;
    let text = "";
    for await (const chunk of await client.chat.completions.create(request, withFault("slow-stream; delayMs=10"))) {
      events += 1;
      text += chunk.choices[0]?.delta.content ?? "";
    }
    expect(events).toBeGreaterThan(3);
    expect(performance.now() - started).toBeGreaterThanOrEqual(events * 9);
    expect(text).toMatch(/^This is the untrained local baseline.*example\.$/);
  });

  it("truncate cuts a streamed answer in the middle", async () => {
    const request = {
      model: "local-ngram-3",
      messages: [{ role: "user" as const, content: "hello" }],
      stream: true as const,
    };
    const whole: string[] = [];
    for await (const chunk of await client.chat.completions.create(request))
      whole.push(chunk.choices[0]?.delta.content ?? "");
    const pieces: string[] = [];
    const read = async (): Promise<void> => {
      const stream = await client.chat.completions.create(request, withFault("truncate"));
      for await (const chunk of stream) pieces.push(chunk.choices[0]?.delta.content ?? "");
    };
    await expect(read()).rejects.toThrow();
    expect(pieces.length).toBeLessThan(whole.length);
    expect(whole.join("").startsWith(pieces.join(""))).toBe(true);
  });

  it("is refused where no such fault is known, and changes nothing", async () => {
    const before = await countJobs();
    for (const header of ["explode", "status; status=200", "{"]) {
      await expect(createJob(withFault(header))).rejects.toMatchObject({
        status: 400,
        param: "x-fault",
        message: expect.stringMatching(/the kinds are .*, rate-limit, status, .*, cut-before, cut-after, slow, /),
      });
    }
    expect(await countJobs()).toBe(before);
  });
});

describe("a fault plan", () => {
  const control = (method: string, body?: unknown): Promise<Response> =>
    fetch(`${open.provider.url}/_control/faults`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  const statusOf = async (path: string): Promise<number> =>
    (await fetch(`${open.provider.baseUrl}${path}`, { headers: { authorization: "Bearer any" } })).status;

  it("is set, read with its counts and cleared over HTTP", async () => {
    const rule: FaultRule = { method: "GET", path: "/v1/models", nth: [2, 3], fault: { kind: "status", status: 500 } };
    expect((await control("POST", { version: 1, faults: [rule] })).status).toBe(200);
    const statuses = [];
    for (let request = 0; request < 4; request += 1) statuses.push(await statusOf("/models"));
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(await (await control("GET")).json()).toEqual({ version: 1, faults: [{ rule, seen: 4 }] });
    await control("DELETE");
    expect(await (await control("GET")).json()).toEqual({ version: 1, faults: [] });
  });

  it("refuses what it does not know, and keeps the plan that it has", async () => {
    open.provider.faults.replace([{ fault: { kind: "cut-before" }, path: "/v1/never" }]);
    for (const body of [
      { version: 1, faults: [{ fault: { kind: "explode" } }] },
      { version: 1, faults: [{ fault: { kind: "slow" } }] },
      { version: 1, faults: [{ when: 3, fault: { kind: "cut-before" } }] },
      { faults: [] },
    ]) {
      expect((await control("POST", body)).status).toBe(400);
    }
    expect(open.provider.faults.describe()).toHaveLength(1);
  });

  it.each<[string, Omit<FaultRule, "fault">, number[]]>([
    ["the first request where it says nothing", {}, [500, 200, 200]],
    ["so many of the first requests", { times: 2 }, [500, 500, 200]],
    ["every request", { times: "always" }, [500, 500, 500]],
    ["the nth request", { nth: 3 }, [200, 200, 500]],
    ["a path with one free part", { path: "/v1/models/*", times: "always" }, [200, 404, 404]],
    ["a path with any number of free parts", { path: "/v1/**", nth: 1 }, [500, 200, 200]],
    ["another method", { method: "POST", times: "always" }, [200, 200, 200]],
  ])("hits %s", async (name, rule, expected) => {
    const path = name.startsWith("a path with one")
      ? ["/models", "/models/a", "/models/b"]
      : ["/models", "/models", "/models"];
    const status = name.startsWith("a path with one") ? 404 : 500;
    open.provider.faults.replace([{ ...rule, fault: { kind: "status", status } }]);
    const statuses = [];
    for (const one of path) statuses.push(await statusOf(one));
    expect(statuses).toEqual(expected);
  });

  it("repeat-page shows the same page again and again, with has_more", async () => {
    const { id } = await createJob();
    await open.provider.whenEnded(id);
    open.provider.faults.replace([
      { path: "/v1/fine_tuning/jobs/*/events", times: "always", fault: { kind: "repeat-page" } },
    ]);
    const first = await client.fineTuning.jobs.listEvents(id, { limit: 2 });
    const second = await first.getNextPage();
    expect(second.data).toEqual(first.data);
    expect(second.hasNextPage()).toBe(true);
  });

  it("hits streamed answers and uploads as well", async () => {
    open.provider.faults.replace([{ method: "POST", path: "/v1/files", fault: { kind: "cut-after" } }]);
    const before = (await client.files.list()).data.length;
    await expect(client.files.create({ file: jsonlFile(sampleLines(10)), purpose: "fine-tune" })).rejects.toThrow();
    expect((await client.files.list()).data).toHaveLength(before + 1);
  });
});
