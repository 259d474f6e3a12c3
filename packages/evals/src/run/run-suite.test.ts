// Over 300 lines: one runner, with each way in which a service and a disk can let it down.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { evalResultsSchema, evalSuiteSchema } from "@tunewright/schema";
import { wordInspector } from "../testing/word-inspector.ts";
import type { LoadedSuite } from "../suite/load-suite.ts";
import { type Answer, AnswerFault, type AnswerSource } from "./answer-source.ts";
import { chatAnswers } from "./chat-answers.ts";
import { commandAnswers } from "./command-answers.ts";
import { recordedAnswers } from "./recorded-answers.ts";
import { runSuite, type RunSuiteOptions } from "./run-suite.ts";
import { PipelineError } from "@tunewright/schema/errors";
import { memoryTrialLog, openTrialLog } from "./trial-log.ts";

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { role: string; content: string }[];
}

const suite: LoadedSuite = {
  suite: evalSuiteSchema.parse({
    version: 1,
    id: "test",
    title: "Test",
    systemPrompt: "You write plugins.",
    categories: { events: "Events", random: "Random" },
    quick: ["two"],
    corrections: [{ correct: "GetRandomFloat", wrong: "RandomFloat" }],
    cases: [
      { id: "one", category: "events", prompt: "Hook the tank.", expected: [{ name: "tank_spawn", kind: "event" }] },
      {
        id: "two",
        category: "random",
        prompt: "Roll a die.",
        expected: ["GetRandomFloat"],
        forbidden: ["RandomFloat"],
      },
    ],
  }),
  sha256: "0".repeat(64),
};
const inspector = wordInspector({ wrong: ["RandomFloat"] });
const right: Record<string, string> = {
  "Hook the tank.": 'HookEvent("tank_spawn", A);',
  "Roll a die.": "GetRandomFloat(0.0, 1.0);",
};
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\``;

let server: Server;
let baseUrl: string;
let folder: string;
let asked: ChatRequest[];
let respond: (request: ChatRequest, response: ServerResponse) => void;

function sendAnswer(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      id: "chatcmpl-1",
      object: "chat.completion",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: text } }],
      usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
    }),
  );
}

function sendError(response: ServerResponse, status: number, options: { code?: string; headers?: object } = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...options.headers });
  response.end(JSON.stringify({ error: { message: "secret prompt text", type: "x", code: options.code ?? null } }));
}

const answerRight = (request: ChatRequest, response: ServerResponse): void =>
  sendAnswer(response, fence(right[request.messages.at(-1)?.content ?? ""] ?? ""));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "evals-"));
  asked = [];
  respond = answerRight;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(parts).toString("utf8")) as ChatRequest;
      asked.push(body);
      respond(body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const chat = () => chatAnswers({ baseUrl, apiKey: "test", model: "m", service: "test" });
const run = (options: Partial<RunSuiteOptions> = {}) =>
  runSuite({ suite, source: chat(), inspector, retryDelayMs: 1, label: "v8", ...options });

describe("runSuite()", () => {
  it("asks every case over HTTP, judges it, and gives results that fit the contract", async () => {
    const results = await run({ runs: 2, prices: { input: 0.15, output: 0.6 } });
    expect(evalResultsSchema.parse(results)).toEqual(results);
    expect(asked).toHaveLength(4);
    expect(asked[0]?.messages[0]).toEqual({ role: "system", content: "You write plugins." });
    expect(results.summary).toMatchObject({
      total: 2,
      passed: 2,
      passRate: 1,
      averageScore: 10,
      wrongApiAvoidance: 1,
      corrections: [{ correct: "GetRandomFloat", wrong: "RandomFloat", avoided: true, correctUses: 2, wrongUses: 0 }],
      tokens: { prompt: 400, completion: 200 },
      cost: 0.00018,
    });
    expect(results.cases.map(({ id, notes }) => ({ id, notes }))).toEqual([
      { id: "one", notes: "Correct tank_spawn event" },
      { id: "two", notes: "Correct GetRandomFloat" },
    ]);
  });

  it("names a flickering case and counts it by the majority of its trials", async () => {
    let rolls = 0;
    respond = (request, response) => {
      const good = request.messages.at(-1)?.content !== "Roll a die." || rolls++ === 0;
      if (good) answerRight(request, response);
      else sendAnswer(response, fence("RandomFloat(0.0, 1.0);"));
    };
    const { summary, cases } = await run({ runs: 3, concurrency: { start: 1, most: 1 } });
    expect(summary).toMatchObject({ passed: 1, passRate: 0.5, statistics: { flickering: ["two"] } });
    expect(summary.wrongApiAvoidance).toBeCloseTo(4 / 6, 12);
    expect(summary.forbiddenPatternAvoidance).toBeCloseTo(1 / 3, 12);
    expect(summary.statistics.passAtK).toEqual({
      "1": expect.closeTo(2 / 3, 9),
      "2": expect.closeTo(5 / 6, 9),
      "3": 1,
    });
    expect(cases[1]?.notes).toBe("Forbidden patterns used: RandomFloat; Missing patterns: GetRandomFloat");
  });

  it("asks nothing twice: a second run takes all answers from the log, further trials are new", async () => {
    const file = path.join(folder, "deep", "trials.jsonl");
    for (const [runs, expected] of [
      [2, 4],
      [2, 4],
      [3, 6],
    ] as const) {
      const log = await openTrialLog(file);
      await run({ runs, log });
      await log.close();
      expect(asked).toHaveLength(expected);
    }
  });

  it("sends a request only when the answer before it is in the log", async () => {
    const log = memoryTrialLog();
    const askedWhenKept: number[] = [];
    await run({
      log: {
        ...log,
        append: async (key, answer) => {
          // Long enough for a further request to arrive, if one were sent.
          for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
          askedWhenKept.push(asked.length);
          await log.append(key, answer);
        },
      },
      runs: 3,
      concurrency: { start: 1, most: 1 },
    });
    expect(askedWhenKept).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("asks no further when an answer cannot be kept", async () => {
    const log = await openTrialLog(path.join(folder, "trials.jsonl"));
    await log.close();
    const failure = run({ log, runs: 4, concurrency: { start: 1, most: 1 } });
    await expect(failure).rejects.toMatchObject({ code: "OUTPUT_UNWRITABLE" });
    expect(asked).toHaveLength(1);
  });

  it("resumes after a kill: an answer that was cut off in the log is asked again, the others are not", async () => {
    const file = path.join(folder, "trials.jsonl");
    const first = await openTrialLog(file);
    await run({ log: first, concurrency: { start: 1, most: 1 } });
    await first.close();
    const whole = await readFile(file, "utf8");
    await writeFile(file, whole.slice(0, -20));
    asked = [];
    const second = await openTrialLog(file);
    const { summary } = await run({ log: second });
    await second.close();
    expect(asked).toHaveLength(1);
    expect(summary.passed).toBe(2);
    const third = await openTrialLog(file);
    await run({ log: third });
    await third.close();
    expect(asked).toHaveLength(1);
  });

  it("slows down for a rate limit and gets every answer in the end", async () => {
    let refused = 0;
    respond = (request, response) => {
      if (refused++ < 3) sendError(response, 429, { headers: { "retry-after-ms": "5" } });
      else answerRight(request, response);
    };
    const limits: number[] = [];
    const { summary } = await run({ runs: 4, onProgress: ({ concurrency }) => limits.push(concurrency) });
    expect(summary.passed).toBe(2);
    expect(asked).toHaveLength(8 + 3);
    expect(limits[0]).toBeLessThan(4);
  });

  it("gives up when the service takes nothing at all for several pauses", async () => {
    respond = (_, response) => sendError(response, 429);
    await expect(run({ retries: 1 })).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(asked.length).toBeLessThan(2 * 6);
  });

  it("keeps to a service that takes two at a time, however many trials there are", async () => {
    let active = 0;
    let refused = 0;
    respond = (request, response) => {
      active++;
      response.on("finish", () => active--);
      if (active <= 2) setImmediate(() => answerRight(request, response));
      else {
        refused++;
        sendError(response, 429, { headers: { "retry-after-ms": "1" } });
      }
    };
    await expect(run({ runs: 40 })).resolves.toMatchObject({ summary: { passed: 2 } });
    expect(asked).toHaveLength(80 + refused);
  });

  it("tries again when the service stumbles, and never shows what the service said", async () => {
    let stumbles = 0;
    respond = (request, response) => {
      if (stumbles++ === 0) sendError(response, 503);
      else if (stumbles === 2) response.destroy();
      else answerRight(request, response);
    };
    await expect(run()).resolves.toMatchObject({ summary: { passed: 2 } });
    respond = (_, response) => sendError(response, 500);
    const failure = await run({ retries: 1 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(String(failure)).not.toContain("secret");
  });

  it("waits for what is under way when one case fails for good, and keeps it", async () => {
    const file = path.join(folder, "trials.jsonl");
    const log = await openTrialLog(file);
    const source: AnswerSource = {
      kind: "chat",
      model: "m",
      identity: [],
      maxTokens: null,
      answer: ({ caseId, signal }) => {
        if (caseId === "two") return Promise.reject(new AnswerFault("refused", "No."));
        const { promise, resolve, reject } = Promise.withResolvers<Answer>();
        signal.addEventListener("abort", () => reject(new Error("It was ended.")));
        // By then the other's failure has done what it does.
        setImmediate(() => resolve({ text: "late", finishReason: null, promptTokens: 1, completionTokens: 1 }));
        return promise;
      },
    };
    await expect(run({ source, log })).rejects.toMatchObject({
      code: "PROVIDER_REFUSED",
      message: "Case two could not be answered. No.",
    });
    await log.close();
    expect(await readFile(file, "utf8")).toContain('"text":"late"');
  });

  it("lets a service be for as long as it asks, and so loses no request to its pause", async () => {
    let opensAt = 0;
    respond = (request, response) => {
      if (opensAt === 0) opensAt = performance.now() + 150;
      const left = opensAt - performance.now();
      if (left <= 0) return answerRight(request, response);
      sendError(response, 503, { headers: { "retry-after-ms": String(Math.ceil(left)) } });
    };
    // Two tries a millisecond apart would both be refused.
    await expect(run({ retries: 1, retryDelayMs: 1 })).resolves.toMatchObject({ summary: { passed: 2 } });
  });

  it("gives up at once where trying again is useless, keeping the answers it has", async () => {
    const file = path.join(folder, "trials.jsonl");
    respond = (request, response) => {
      if (request.messages.at(-1)?.content === "Roll a die.") sendError(response, 429, { code: "insufficient_quota" });
      else answerRight(request, response);
    };
    const log = await openTrialLog(file);
    await expect(run({ log })).rejects.toMatchObject({ code: "PROVIDER_REFUSED" });
    await log.close();
    expect(asked).toHaveLength(2);
    respond = answerRight;
    const again = await openTrialLog(file);
    await run({ log: again });
    await again.close();
    expect(asked).toHaveLength(3);
  });

  it("stops before the cost limit rather than after it", async () => {
    const prices = { input: 0.15, output: 0.6 };
    await expect(run({ prices, maxCost: 0.001 })).rejects.toMatchObject({ code: "COST_LIMIT" });
    expect(asked).toHaveLength(0);
    await expect(run({ maxCost: 1 })).rejects.toMatchObject({ code: "USAGE" });
    await expect(run({ prices, maxCost: 1 })).resolves.toMatchObject({ summary: { passed: 2 } });
  });

  it("fails with what a listener throws", async () => {
    const fault = new Error("The listener is broken.");
    const onProgress = (): void => {
      throw fault;
    };
    await expect(run({ onProgress })).rejects.toBe(fault);
  });

  it.each([0, 1.5, 10_001, Number.NaN])("refuses %p trials of a case", async (runs) => {
    await expect(run({ runs })).rejects.toMatchObject({ code: "USAGE" });
    expect(asked).toHaveLength(0);
  });

  it("ends with what a signal says in this project's own words", async () => {
    const reason = new PipelineError("JOB_LOCKED", "Another run has begun.");
    await expect(run({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("ends with INTERRUPTED when it is aborted", async () => {
    const abort = new AbortController();
    respond = () => abort.abort();
    await expect(run({ signal: abort.signal })).rejects.toMatchObject({ code: "INTERRUPTED" });
  });

  it("runs the quick cases or those named, and refuses a name that is no case", async () => {
    expect((await run({ cases: "quick" })).cases.map(({ id }) => id)).toEqual(["two"]);
    expect((await run({ cases: ["one"] })).cases.map(({ id }) => id)).toEqual(["one"]);
    await expect(run({ cases: ["three"] })).rejects.toMatchObject({ code: "USAGE" });
  });
});

describe("recordedAnswers()", () => {
  const good = fence(right["Hook the tank."] ?? "");
  const wrong = fence("RandomFloat(0.0, 1.0);");

  it.each([
    {
      form: "JSONL",
      text: [
        { id: "one", output: good },
        { id: "two", trial: 1, output: wrong },
        { id: "two", trial: 0, output: wrong },
        { id: "one", output: good },
      ]
        .map((line) => JSON.stringify(line))
        .join("\r\n"),
    },
    {
      form: "JSONL with other names",
      text: [
        { case: "one", answer: good },
        { case: "one", answer: good },
        { case: "two", answer: wrong },
        { case: "two", answer: wrong },
      ]
        .map((line) => JSON.stringify(line))
        .join("\n"),
    },
    {
      form: "a JSON list",
      text: JSON.stringify([
        { id: "one", output: good },
        { id: "two", output: wrong },
        { id: "two", output: wrong },
        { id: "one", output: good },
      ]),
    },
    { form: "a JSON object", text: JSON.stringify({ one: [good, good], two: [wrong, wrong] }) },
    {
      form: "earlier results",
      text: JSON.stringify({
        model: "older",
        cases: [
          { id: "one", trials: [{ output: good }, { output: good }] },
          { id: "two", trials: [{ output: wrong }, { output: wrong }] },
        ],
      }),
    },
  ])("reads $form", async ({ text }) => {
    const file = path.join(folder, "answers.json");
    for (const mark of ["", "\uFEFF"]) {
      await writeFile(file, `${mark}${text}`);
      const { summary } = await run({ source: await recordedAnswers(file), runs: 2 });
      expect(summary).toMatchObject({ total: 2, passed: 1, wrongApiAvoidance: 0.5 });
    }
    expect(asked).toHaveLength(0);
  });

  it.each([
    { what: "an entry of a list that is none", text: '[{"id":"one","output":"x"},\n{"id":"two"}]', says: "Entry 2 of" },
    {
      what: "a trial twice",
      text: '{"id":"one","trial":1,"output":"x"}\n{"id":"one","trial":1,"output":"y"}',
      says: /^Line 2 of .* answers trial 1 of one a second time/,
    },
    { what: "nothing", text: "\n", says: "holds no recorded answer" },
  ])("refuses $what", async ({ text, says }) => {
    const file = path.join(folder, "answers.json");
    await writeFile(file, text);
    await expect(recordedAnswers(file)).rejects.toThrow(says);
  });

  it("numbers trials that have no number around those that have", async () => {
    const file = path.join(folder, "answers.jsonl");
    await writeFile(file, '{"id":"one","trial":1,"output":"b"}\n{"id":"one","output":"a"}\n{"id":"one","output":"c"}');
    const source = await recordedAnswers(file);
    const texts = [0, 1, 2].map(
      async (trial) =>
        (await source.answer({ caseId: "one", trial, messages: [], signal: new AbortController().signal })).text,
    );
    expect(await Promise.all(texts)).toEqual(["a", "b", "c"]);
  });

  it("says which answer is missing, and which line is none", async () => {
    const file = path.join(folder, "answers.jsonl");
    await writeFile(file, JSON.stringify({ id: "one", output: good }));
    await expect(run({ source: await recordedAnswers(file) })).rejects.toThrow("no answer to case two, trial 1");
    await writeFile(file, `${JSON.stringify({ id: "one", output: good })}\n{"id":`);
    await expect(recordedAnswers(file)).rejects.toMatchObject({ code: "INPUT_UNREADABLE", details: { line: 2 } });
    await expect(recordedAnswers(path.join(folder, "none"))).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
  });
});

describe("commandAnswers()", () => {
  const program = `
    const messages = JSON.parse(require("fs").readFileSync(0, "utf8"));
    if (process.env.TUNEWRIGHT_CASE === "bad") process.exit(3);
    process.stdout.write("\`\`\`\\n" + (messages.at(-1).content.startsWith("Hook") ? 'HookEvent("tank_spawn", A);' : "x") + "\\n\`\`\`");
  `;

  it("asks a program without a shell", async () => {
    const file = path.join(folder, "a program.cjs");
    await writeFile(file, program);
    const source = commandAnswers(`"${process.execPath}" 'a program.cjs'`, { cwd: folder });
    const { summary } = await run({ source });
    expect(summary).toMatchObject({ total: 2, passed: 1 });
  });

  it("says when the program cannot be run, fails, or is not named", async () => {
    await expect(run({ source: commandAnswers("no-such-program", { cwd: folder }) })).rejects.toMatchObject({
      code: "PROVIDER_REFUSED",
    });
    await expect(run({ source: commandAnswers("false", { cwd: folder }) })).rejects.toThrow("exit code 1");
    const slow = commandAnswers(`"${process.execPath}" -e "setInterval(()=>{},1e3)"`, { cwd: folder, timeoutMs: 50 });
    await expect(run({ source: slow })).rejects.toThrow("took longer than 0.05 s");
    expect(() => commandAnswers(" ", { cwd: folder })).toThrow("empty");
    expect(() => commandAnswers('a "b', { cwd: folder })).toThrow("not closed");
  });
});
