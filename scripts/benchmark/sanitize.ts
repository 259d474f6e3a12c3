/**
 * Measures the sanitizer against what a user would run instead: a loop that parses, replaces and prints, sed, and perl.
 *
 * Makes its own data (100,000 records, about 147 MB) in a temporary folder and runs everything on it in turn, so that the
 * ratios hold on any machine. sed and perl work on raw lines, which is wrong for JSON (they miss a name behind `\n`), but that
 * is what people run.
 *
 *     node scripts/benchmark/sanitize.ts [--records 100000] [--keep]
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { benchmarkRecord, benchmarkRules } from "./sanitize-data.ts";

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "100000" },
    keep: { type: "boolean" },
    runs: { type: "string", default: "3" },
  },
});
const records = Number(values.records);
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), "tunewright-benchmark-"));
const runner = join(import.meta.dirname, "sanitize-runner.ts");

interface Measured {
  readonly name: string;
  readonly seconds: number;
  /** Seconds of all processors together, which other work on the machine does not stretch; 0 where it was not measured. */
  readonly processor: number;
  /** Peak resident memory in MiB; 0 where it was not measured. */
  readonly memory: number;
}

try {
  for (const share of [0.83, 0.01]) {
    const data = makeData(share);
    const size = statSync(data).size / 1e6;
    process.stdout.write(`\n${records} records, ${size.toFixed(1)} MB, ${share * 100} % of records hit\n`);
    const loop = best("plain loop, 20 rules", () => runNode("loop", data, 20));
    const results = [loop];
    if (isInstalled("sed"))
      results.push(best("sed, 20 rules (raw lines, unsafe)", () => runTool("sed", sedArguments(), data)));
    if (isInstalled("perl"))
      results.push(best("perl, 20 rules (raw lines, unsafe)", () => runTool("perl", perlArguments(), data)));
    for (const count of [20, 500]) {
      for (const threads of threadCounts()) {
        results.push(
          best(`tunewright, ${count} rules, ${threads} threads`, () => runNode("tunewright", data, count, threads)),
        );
      }
    }
    for (const { name, seconds, processor, memory } of results) {
      const rate = `${(size / seconds).toFixed(0)} MB/s`;
      const ratio = `${(loop.seconds / seconds).toFixed(2)}x the loop`;
      process.stdout.write(
        `  ${name.padEnd(38)}${seconds.toFixed(2).padStart(7)} s${rate.padStart(10)}${ratio.padStart(18)}` +
          `${memory === 0 ? "" : `${processor.toFixed(2).padStart(7)} s of processor${memory.toFixed(0).padStart(6)} MiB peak`}\n`,
      );
    }
  }
} finally {
  if (values.keep === true) process.stdout.write(`\nThe data is in ${folder}\n`);
  else rmSync(folder, { recursive: true });
}

function makeData(share: number): string {
  const path = join(folder, `hit-${share}.jsonl`);
  const file = openSync(path, "w");
  let text = "";
  for (let index = 0; index < records; index += 1) {
    text += `${JSON.stringify(benchmarkRecord(index, share))}\n`;
    if (text.length > 1 << 20 || index === records - 1) {
      writeSync(file, text);
      text = "";
    }
  }
  closeSync(file);
  return path;
}

function best(name: string, run: () => Omit<Measured, "name">): Measured {
  let result = run();
  for (let index = 1; index < runs; index += 1) {
    const next = run();
    if (next.seconds < result.seconds) result = next;
  }
  return { name, ...result };
}

function runNode(mode: string, data: string, rules: number, threads = 1): Omit<Measured, "name"> {
  const output = join(folder, "out.jsonl");
  const result = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", runner, mode, data, output, `${rules}`, `${threads}`],
    { encoding: "utf8" },
  );
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout) as Omit<Measured, "name">;
}

function runTool(tool: string, args: readonly string[], data: string): Omit<Measured, "name"> {
  const output = openSync(join(folder, "out.jsonl"), "w");
  const started = performance.now();
  const { status } = spawnSync(tool, [...args, data], { stdio: ["ignore", output, "inherit"] });
  closeSync(output);
  if (status !== 0) throw new Error(`${tool} ended with ${status}`);
  return { seconds: (performance.now() - started) / 1000, processor: 0, memory: 0 };
}

function isInstalled(tool: string): boolean {
  return spawnSync(tool, ["--version"], { stdio: "ignore" }).error === undefined;
}

function sedArguments(): string[] {
  const script = join(folder, "rules.sed");
  writeFileSync(
    script,
    benchmarkRules(20)
      .map(({ wrong, right }) => `s/\\b${wrong}\\b/${right}/g\n`)
      .join(""),
  );
  return ["-E", "-f", script];
}

function perlArguments(): string[] {
  return [
    "-pe",
    benchmarkRules(20)
      .map(({ wrong, right }) => `s/\\b${wrong}\\b/${right}/g;`)
      .join(""),
  ];
}

function threadCounts(): number[] {
  const all = availableParallelism();
  return all > 1 ? [1, all] : [1];
}
