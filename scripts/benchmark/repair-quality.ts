/**
 * Measures how well the sanitizer repairs: of wrong names that are put into correct code, how many it repairs to the byte, and
 * of records that are right as they are, how many it changes.
 *
 * The wrong names are those of the rule packs. They are put into pieces of code made for each rule, each in every shape that a
 * record can have; into the plugins of the sample data; and into the `.sp` files of any folder that is named.
 *
 *     node --conditions=@tunewright/source scripts/benchmark/repair-quality.ts [--plugins FOLDER…] [--misses]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runTrials, type Trial } from "./repair-quality-runner.ts";

const { values } = parseArgs({
  options: { plugins: { type: "string", multiple: true, default: [] }, misses: { type: "boolean", default: false } },
});
const root = join(import.meta.dirname, "../..");
const bySource = new Map<
  string,
  { repaired: number; held: number; injected: number; changed: number; right: number }
>();
const misses = new Map<string, number>();

for await (const trial of runTrials({ root, plugins: values.plugins })) {
  const row = bySource.get(trial.source) ?? { repaired: 0, held: 0, injected: 0, changed: 0, right: 0 };
  bySource.set(trial.source, row);
  if (trial.outcome === "stayed" || trial.outcome === "changed") row.right += 1;
  else if (trial.outcome === "held") row.held += 1;
  else row.injected += 1;
  if (trial.outcome === "repaired") row.repaired += 1;
  if (trial.outcome === "changed") row.changed += 1;
  if (trial.outcome !== "repaired" && trial.outcome !== "held" && trial.outcome !== "stayed") count(trial);
}

let isGood = true;
for (const [source, { repaired, held, injected, changed, right }] of bySource) {
  const recall = injected === 0 ? 1 : repaired / injected;
  isGood &&= recall >= 0.99 && changed === 0;
  process.stdout.write(
    `${source.padEnd(8)} ${repaired} of ${injected} wrong names repaired (${(recall * 100).toFixed(2)} %), ` +
      `${changed} of ${right} right records changed${held === 0 ? "" : `, ${held} repairs held back for files that nobody knows`}\n`,
  );
}
if (values.misses) {
  for (const [what, number] of [...misses].sort((a, b) => b[1] - a[1])) {
    process.stdout.write(`${String(number).padStart(6)}  ${what}\n`);
  }
}
if (!isGood) process.exitCode = 1;

function count({ outcome, place, shape, rule }: Trial): void {
  for (const what of [`${outcome}  ${place}`, `${outcome}  in ${shape}`, `${outcome}  by ${rule}`]) {
    misses.set(what, (misses.get(what) ?? 0) + 1);
  }
}
