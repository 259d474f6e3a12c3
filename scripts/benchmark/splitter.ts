/**
 * Measures dedupe and split as the data grows: once, ten times and a hundred times as much of each shape.
 *
 * Prints seconds, records and megabytes a second, processor time, and peak memory, each run in a process of its own. Time a
 * record should stay the same down each block: nothing is quadratic.
 *
 *     node --conditions=@tunewright/source scripts/benchmark/splitter.ts [--records 10000] [--times 1,10,100] [--shapes short,code]
 *
 * The exact steps do not look for near-duplicates. `--steps` picks some of dedupe, dedupe-exact, split and split-exact.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeLines, type Shape, shapes } from "./splitter-data.ts";

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "10000" },
    times: { type: "string", default: "1,10,100" },
    shapes: { type: "string", default: Object.keys(shapes).join(",") },
    steps: { type: "string", default: "dedupe,dedupe-exact,split,split-exact" },
  },
});
const runner = join(import.meta.dirname, "splitter-runner.ts");
const folder = mkdtempSync(join(tmpdir(), "tunewright-benchmark-"));

try {
  for (const shape of values.shapes.split(",").filter(isShape)) {
    process.stdout.write(`\n${shapes[shape]}\n`);
    for (const times of values.times.split(",").map(Number)) {
      const count = Number(values.records) * times;
      const data = write(shape, count);
      for (const step of values.steps.split(",")) measure(step, data, count);
      rmSync(data);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

function isShape(name: string): name is Shape {
  return name in shapes;
}

function write(shape: Shape, count: number): string {
  const path = join(folder, `${shape}.jsonl`);
  const file = openSync(path, "w");
  let pending = "";
  for (const line of makeLines(shape, count)) {
    pending += `${line}\n`;
    if (pending.length < 1_000_000) continue;
    writeSync(file, pending);
    pending = "";
  }
  writeSync(file, pending);
  closeSync(file);
  return path;
}

function measure(step: string, data: string, count: number): void {
  const run = spawnSync(
    process.execPath,
    ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning", runner, step, data, folder],
    { encoding: "utf8" },
  );
  const name = `  ${step.padEnd(13)}${count.toLocaleString("en-US").padStart(10)} records`;
  if (run.status !== 0) {
    process.stdout.write(`${name}  ${run.stderr.trim().split("\n").at(-1) ?? "failed"}\n`);
    return;
  }
  const { seconds, processor, memory, note } = JSON.parse(run.stdout) as Record<string, number> & { note: string };
  const size = statSync(data).size / 1e6;
  process.stdout.write(
    `${name}${(seconds ?? 0).toFixed(2).padStart(8)} s${Math.round(count / (seconds ?? 1))
      .toLocaleString("en-US")
      .padStart(10)}/s${(size / (seconds ?? 1)).toFixed(0).padStart(6)} MB/s` +
      `${(processor ?? 0).toFixed(2).padStart(8)} s of processor${(memory ?? 0).toFixed(0).padStart(6)} MiB peak  ${note}\n`,
  );
}
