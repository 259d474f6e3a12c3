/** One timed run of `sanitize.ts`, in a process of its own so that its memory is its own: `MODE INPUT OUTPUT RULES THREADS`. */
import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { performance } from "node:perf_hooks";
import { rulePackSchema } from "../../packages/schema/src/index.ts";
import { sanitizeJsonl } from "../../packages/sanitizer/src/index.ts";
import { AtomicWriter } from "../../packages/jsonl/src/index.ts";
import { benchmarkPack, benchmarkRules } from "./sanitize-data.ts";

const [mode = "", input = "", output = "", rules = "20", threads = "1"] = process.argv.slice(2);
const started = performance.now();
if (mode === "loop") await runLoop();
else await runTunewright();
const seconds = (performance.now() - started) / 1000;
process.stdout.write(JSON.stringify({ seconds, memory: process.resourceUsage().maxRSS / 1024 }));

/** What a user writes: a line at a time, parse, one replacement after the other, print. */
async function runLoop(): Promise<void> {
  const replacements = benchmarkRules(Number(rules)).map(
    ({ wrong, right }) => [new RegExp(`\\b${wrong}\\b`, "g"), right] as const,
  );
  const out = createWriteStream(output);
  for await (const line of createInterface({ input: createReadStream(input), crlfDelay: Number.POSITIVE_INFINITY })) {
    const record = JSON.parse(line) as { messages: { content: string }[] };
    for (const message of record.messages) {
      for (const [pattern, right] of replacements) message.content = message.content.replace(pattern, right);
    }
    if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

async function runTunewright(): Promise<void> {
  const pack = rulePackSchema.parse(benchmarkPack(Number(rules)));
  const writer = await AtomicWriter.open(output);
  for await (const { bytes } of sanitizeJsonl(input, [pack], { threads: Number(threads) })) await writer.write(bytes);
  await writer.commit();
}
