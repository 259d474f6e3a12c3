/**
 * Measures what the copilot server adds to calling the model directly, in one run: both ways in turn, on the local provider.
 *
 * First one request at a time, a direct one and a guarded one in turn, for the time that the guard costs. Then many streams at
 * once for a while, each way, from a model that rests before each event as a real one does, for throughput, errors and memory. Every
 * answer must be whole.
 *
 *     node scripts/benchmark/server.ts [--streams 500] [--seconds 60] [--rest 50] [--pairs 300]
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Readable, Writable } from "node:stream";
import { parseArgs } from "node:util";
import { benchmarkRecord } from "./sanitize-data.ts";

const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "500" },
    seconds: { type: "string", default: "60" },
    rest: { type: "string", default: "50" },
    pairs: { type: "string", default: "300" },
  },
});
const streams = Number(values.streams);
const seconds = Number(values.seconds);
const folder = mkdtempSync(join(tmpdir(), "tunewright-benchmark-"));
const agent = new Agent({ keepAlive: true, maxSockets: streams });

type Runner = ChildProcessByStdio<Writable, Readable, null>;
const upstream = start("upstream", folder);
let copilot: Runner | undefined;
try {
  const direct = await lineOf(upstream);
  const model = await train(direct);
  copilot = start("copilot", direct, model);
  const guarded = await lineOf(copilot);
  await compareLatency(direct, guarded, model);
  await compareLoad({ direct, guarded, model, server: copilot });
} finally {
  copilot?.kill();
  upstream.kill();
  agent.destroy();
  rmSync(folder, { recursive: true });
}

function start(...argv: string[]): Runner {
  const runner = join(import.meta.dirname, "server-runner.ts");
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", runner, ...argv], {
    stdio: ["pipe", "pipe", "inherit"],
  });
}

async function lineOf(runner: Runner): Promise<string> {
  const [bytes] = (await once(runner.stdout, "data")) as [Buffer];
  return bytes.toString().trim();
}

async function usageOf(runner: Runner): Promise<{ memory: number; processor: number }> {
  runner.stdin.write("\n");
  return JSON.parse(await lineOf(runner)) as { memory: number; processor: number };
}

/** Trains the baseline on twenty plugins, each with two wrong names. */
async function train(base: string): Promise<string> {
  const headers = { authorization: "Bearer none" };
  const lines = Array.from({ length: 20 }, (_, index) => JSON.stringify(benchmarkRecord(index, 1)));
  const form = new FormData();
  form.set("purpose", "fine-tune");
  form.set("file", new Blob([`${lines.join("\n")}\n`]), "train.jsonl");
  const file = await json(fetch(`${base}/files`, { method: "POST", headers, body: form }));
  const job = await json(
    fetch(`${base}/fine_tuning/jobs`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ model: "local-ngram-3", training_file: file["id"], seed: 1 }),
    }),
  );
  for (;;) {
    const now = await json(fetch(`${base}/fine_tuning/jobs/${job["id"] as string}`, { headers }));
    if (typeof now["fine_tuned_model"] === "string") return now["fine_tuned_model"];
    if (now["status"] === "failed") throw new Error("The baseline could not be trained.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function json(answer: Promise<Response>): Promise<Record<string, unknown>> {
  const response = await answer;
  if (!response.ok) throw new Error(`The service answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

interface Answer {
  /** Milliseconds to the first byte of the body, and to the last. */
  readonly first: number;
  readonly whole: number;
  readonly isGood: boolean;
}

/** The question of a training example, so that the baseline answers with that example's plugin. */
function question(number: number): string {
  const { messages } = benchmarkRecord(number % 20, 1) as { messages: { content: string }[] };
  return messages[1]?.content ?? "";
}

/** Asks once; a good answer is whole and ends as it should. */
function ask(base: string, options: { model: string; stream: boolean; number: number }): Promise<Answer> {
  const { model, stream, number } = options;
  const messages = [{ role: "user", content: question(number) }];
  const body = JSON.stringify({ model, stream, messages, temperature: 0 });
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(`${base}/chat/completions`, {
      method: "POST",
      agent,
      headers: {
        authorization: "Bearer none",
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      },
    });
    call.on("error", reject);
    call.on("response", (response) => {
      let first = 0;
      let text = "";
      response.setEncoding("latin1");
      response.on("data", (piece: string) => {
        if (first === 0) first = performance.now() - started;
        text += piece;
      });
      response.on("error", reject);
      response.on("end", () => {
        const isWhole = stream ? text.endsWith("data: [DONE]\n\n") : text.endsWith("}");
        const isGood = response.statusCode === 200 && isWhole;
        resolve({ first, whole: performance.now() - started, isGood });
      });
    });
    call.end(body);
  });
}

async function compareLatency(direct: string, guarded: string, model: string): Promise<void> {
  for (const stream of [false, true]) {
    const added: { first: number[]; whole: number[] } = { first: [], whole: [] };
    const base: number[] = [];
    for (let number = 0; number < Number(values.pairs) + 50; number += 1) {
      const one = await ask(direct, { model, stream, number });
      const two = await ask(guarded, { model, stream, number });
      if (!one.isGood || !two.isGood) throw new Error("An answer was not whole.");
      // The first ones warm the compiler up.
      if (number < 50) continue;
      base.push(one.whole);
      added.first.push(two.first - one.first);
      added.whole.push(two.whole - one.whole);
    }
    process.stdout.write(
      `${stream ? "streamed" : "in one piece"}: directly ${ms(median(base))} at the median; guarded adds ` +
        `${ms(median(added.first))} to the first byte and ${ms(median(added.whole))} to the last ` +
        `(95th percentile ${ms(percentile(added.whole, 0.95))}), ${values.pairs} pairs\n`,
    );
  }
}

async function compareLoad(run: { direct: string; guarded: string; model: string; server: Runner }): Promise<void> {
  const { direct, guarded, model, server } = run;
  const rest = { method: "POST", path: "/v1/chat/completions", times: "always" };
  const plan = { version: 1, faults: [{ ...rest, fault: { kind: "slow-stream", delayMs: Number(values.rest) } }] };
  const headers = { authorization: "Bearer none", "content-type": "application/json" };
  const control = new URL("/_control/faults", direct);
  const answer = await fetch(control, { method: "POST", headers, body: JSON.stringify(plan) });
  if (!answer.ok) throw new Error(await answer.text());
  process.stdout.write(`\n${streams} streams at once for ${seconds} s each way, ${values.rest} ms between events\n`);
  const first = await load("directly", direct, model);
  const memory: number[] = [];
  const before = await usageOf(server);
  const watch = setInterval(
    () => void usageOf(server).then((usage) => memory.push(usage.memory)),
    (seconds * 1000) / 6,
  );
  const second = await load("guarded", guarded, model);
  clearInterval(watch);
  const { processor } = await usageOf(server);
  process.stdout.write(
    `  throughput ${((100 * second) / first).toFixed(1)} % of the direct one; the server's memory in MiB, over time: ` +
      `${memory.map((value) => value.toFixed(0)).join(", ")}; its processor ${(processor - before.processor).toFixed(1)} s\n`,
  );
}

/** @returns Answers a second. */
async function load(name: string, base: string, model: string): Promise<number> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  let errors = 0;
  const work = async (index: number): Promise<void> => {
    for (let number = index; performance.now() < until; number += 1) {
      const result = await ask(base, { model, stream: true, number }).catch(() => undefined);
      if (result?.isGood !== true) errors += 1;
      // What ends behind the bell would count for one way more than for the other.
      else if (performance.now() <= until) times.push(result.whole);
    }
  };
  await Promise.all(Array.from({ length: streams }, (_, index) => work(index)));
  const rate = times.length / seconds;
  process.stdout.write(
    `  ${name.padEnd(9)}${String(times.length).padStart(8)} answers, ${errors} errors, ${rate.toFixed(0)} a second, ` +
      `${ms(median(times))} at the median, ${ms(percentile(times, 0.99))} at the 99th percentile\n`,
  );
  return rate;
}

function median(list: readonly number[]): number {
  return percentile(list, 0.5);
}

function percentile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 2 : 0)} ms`;
}
