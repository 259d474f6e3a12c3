/** One timed run of `sanitize.ts`, in a process of its own so that its memory is its own: `MODE INPUT OUTPUT RULES THREADS`. */
import { createReadStream, createWriteStream, existsSync, type WriteStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { performance } from "node:perf_hooks";
import { benchmarkPack, benchmarkRules } from "./sanitize-data.ts";

// The build is what users run; without one the source does.
const folder = existsSync(new URL("../../packages/sanitizer/dist/index.js", import.meta.url))
  ? ["dist", "js"]
  : ["src", "ts"];
const packageOf = (name: string): string =>
  new URL(`../../packages/${name}/${folder[0]}/index.${folder[1]}`, import.meta.url).href;
const { parseRulePack, sanitizeFiles } = (await import(
  packageOf("sanitizer")
)) as typeof import("../../packages/sanitizer/src/index.ts");

const [mode = "", input = "", output = "", rules = "20", threads = "1"] = process.argv.slice(2);
// Read before the clock starts, as the modules are; JSON is YAML.
const pack = parseRulePack(JSON.stringify(benchmarkPack(Number(rules))), "benchmark.yaml");
const started = performance.now();
const before = process.cpuUsage();
if (mode === "loop") await runLoop();
else await runTunewright();
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, processor: (user + system) / 1e6, memory }));

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
  await finish(out);
}

/** What the command does: with the report, the digests and a file that appears when it is whole. */
async function runTunewright(): Promise<void> {
  await sanitizeFiles([{ path: input, name: "input" }], [pack], {
    threads: Number(threads),
    target: { kind: "file", path: output, name: "output" },
  });
}

async function finish(out: WriteStream): Promise<void> {
  out.end();
  await once(out, "finish");
}
