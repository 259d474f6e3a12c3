/**
 * Measures dedupe and split as the data grows: once, ten times and a hundred times as much of each shape.
 *
 * Prints seconds, microseconds a record, megabytes a second, processor time and peak memory, each run in a process of its own, and
 * the bytes that each further record took since the smaller run. What a record costs should stay the same down each block: nothing
 * is quadratic.
 *
 *     node --conditions=@tunewright/source scripts/benchmark/splitter.ts [--records 10000] [--times 1,10,100] [--shapes short,code]
 *
 * The exact steps do not look for near-duplicates. `--steps` picks some of dedupe, dedupe-exact, split and split-exact; without it
 * each shape goes through those that it is apt to break, and plugins, which are long, through ten times as much at most.
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
    times: { type: "string" },
    shapes: { type: "string", default: Object.keys(shapes).join(",") },
    steps: { type: "string" },
  },
});
const everyStep = "dedupe,dedupe-exact,split,split-exact";
/** What is measured of each shape where nothing else is asked for. */
const plans: Readonly<Record<Shape, { readonly times: string; readonly steps: string }>> = {
  short: { times: "1,10,100", steps: everyStep },
  code: { times: "1,10", steps: everyStep },
  same: { times: "1,10,100", steps: "dedupe,split" },
  template: { times: "1,10,100", steps: "dedupe" },
  templates: { times: "1,10,100", steps: "dedupe" },
};
const runner = join(import.meta.dirname, "splitter-runner.ts");
const folder = mkdtempSync(join(tmpdir(), "tunewright-benchmark-"));

try {
  for (const shape of values.shapes.split(",").filter(isShape)) {
    process.stdout.write(`\n${shapes[shape]}\n`);
    const plan = plans[shape];
    const before = new Map<string, Measured>();
    for (const times of (values.times ?? plan.times).split(",").map(Number)) {
      const count = Number(values.records) * times;
      const data = write(shape, count);
      for (const step of (values.steps ?? plan.steps).split(",")) {
        const now = measure(step, data, count, before.get(step));
        if (now !== undefined) before.set(step, now);
      }
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

interface Measured {
  readonly count: number;
  /** Peak memory in MiB. */
  readonly memory: number;
}

function measure(step: string, data: string, count: number, before: Measured | undefined): Measured | undefined {
  const run = spawnSync(
    process.execPath,
    ["--conditions=@tunewright/source", "--disable-warning=ExperimentalWarning", runner, step, data, folder],
    { encoding: "utf8" },
  );
  const name = `  ${step.padEnd(13)}${count.toLocaleString("en-US").padStart(10)} records`;
  if (run.status !== 0) {
    process.stdout.write(`${name}  ${run.stderr.trim().split("\n").at(-1) ?? "failed"}\n`);
    return undefined;
  }
  const { seconds, processor, memory, note } = JSON.parse(run.stdout) as Record<
    "seconds" | "processor" | "memory",
    number
  > & { note: string };
  const size = statSync(data).size / 1e6;
  const further =
    before === undefined
      ? ""
      : `, ${Math.round(((memory - before.memory) * 2 ** 20) / (count - before.count))} bytes each further record`;
  process.stdout.write(
    `${name}${seconds.toFixed(2).padStart(8)} s${((seconds / count) * 1e6).toFixed(1).padStart(8)} us a record` +
      `${(size / seconds).toFixed(0).padStart(5)} MB/s${processor.toFixed(2).padStart(8)} s of processor` +
      `${memory.toFixed(0).padStart(6)} MiB peak${further}  ${note}\n`,
  );
  return { count, memory };
}
