/**
 * Measures what the tests would notice: makes small wrong changes, one at a time, and runs the tests that reach the changed place.
 * Prints the share that was noticed, for each file and folder and in all, and every change that was not.
 *
 *     pnpm mutation packages/splitter/src/split/assign-split.ts
 *     pnpm mutation packages/sanitizer/src --jobs 2
 *     pnpm mutation packages/splitter/src --most 100 --seed 1 --slowest 1000
 *     pnpm mutation packages/sanitizer/src/rules --tests /rules/ >rules.txt
 *     pnpm mutation packages/sanitizer/src/rules --among rules.txt
 *
 * Only tests of the package count. A change that alters nothing anybody can see survives rightly, so a score of 1 is no goal; the
 * list is what counts. README.md says how it works.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { drawSample } from "./draw-sample.ts";
import { type Mutant, makeMutants } from "./make-mutants.ts";
import { findSurvivors } from "./measure.ts";
import { plantMutants } from "./plant-mutants.ts";
import type { Plan } from "./preload.ts";
import type { SurveyedTest } from "./test-process.ts";
import { TestRunner } from "./test-runner.ts";

/** How long the survey may be silent: the slowest test, on a busy machine. */
const SURVEY_SILENT_MS = 600_000;

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values, positionals } = parseArgs({
  options: {
    most: { type: "string" },
    seed: { type: "string", default: "1" },
    slowest: { type: "string", default: "180000" },
    tests: { type: "string", default: "" },
    among: { type: "string" },
    jobs: { type: "string", default: "1" },
  },
  allowPositionals: true,
});
const paths = sourcesUnder(positionals);
const packages = [...new Set(paths.map(packageOf))];
if (packages.length !== 1)
  fail(
    "Name source files or folders of one package: pnpm mutation PATH… [--most N] [--seed S] [--jobs N] [--slowest MS] [--tests PATTERN] [--among REPORT]",
  );

/** A mutant and the file that it stands for. */
interface Candidate extends Mutant {
  readonly path: string;
  readonly id: number;
}

const sources: Record<string, string> = {};
const candidates: Candidate[] = [];
for (const path of paths) {
  const source = readFileSync(join(root, path), "utf8");
  const firstId = candidates.length + 1;
  const mutants = makeMutants(path, source);
  sources[pathToFileURL(join(root, path)).href] = plantMutants(source, mutants, firstId);
  candidates.push(...mutants.map((mutant, index): Candidate => ({ ...mutant, path, id: firstId + index })));
}
const among = values.among === undefined ? undefined : new Set(readFileSync(values.among, "utf8").split(/\n\s*/));
const wanted = among === undefined ? candidates : candidates.filter((candidate) => among.has(nameOf(candidate)));
const chosen = drawSample(wanted, Number(values.most ?? wanted.length), values.seed);

const tests = globSync(`${packages[0]}/src/**/*.test.ts`, { cwd: root })
  .filter((path) => new RegExp(values.tests).test(path))
  .toSorted();
const folder = mkdtempSync(join(tmpdir(), "tunewright-mutation-"));
const plan = join(folder, "plan.json");
writeFileSync(plan, JSON.stringify({ mutants: candidates.length, sources } satisfies Plan));
const runners = Array.from(
  { length: Number(values.jobs) },
  () => new TestRunner({ plan, tests: tests.map((test) => join(root, test)) }),
);
try {
  report(new Set(await measure()));
} finally {
  for (const runner of runners) runner.stop();
  rmSync(folder, { recursive: true });
}

async function measure(): Promise<readonly number[]> {
  const survey = await runners[0]?.ask({ kind: "survey", mostMs: Number(values.slowest) }, SURVEY_SILENT_MS);
  if (survey?.kind !== "survey") fail("The tests did not come to their end with no change made.");
  const failing = survey.files.flatMap((file: readonly SurveyedTest[], index) =>
    file.some(({ passes }) => !passes) ? [tests[index]] : [],
  );
  if (failing.length > 0) say(`Some tests fail with no change made and are not counted, in ${failing.join(", ")}.`);
  return findSurvivors(
    chosen.map(({ id }) => id),
    {
      survey,
      runners,
      slowestMs: Number(values.slowest),
      isOwn: (id, file) => {
        const path = candidates[id - 1]?.path ?? "";
        return tests[file]?.startsWith(`${path.slice(0, -3)}.`) ?? false;
      },
      onProgress: say,
      onLeftOver: (id) => say(`? ${nameOf(candidates[id - 1] ?? fail("A mutant has no place."))}`),
    },
  );
}

function report(survivors: ReadonlySet<number>): void {
  const score = (of: readonly Candidate[]): string => {
    const noticed = of.filter(({ id }) => !survivors.has(id)).length;
    return `${noticed} of ${of.length} noticed (${((100 * noticed) / of.length).toFixed(0)} %)`;
  };
  const lines: string[] = [];
  for (const [path, own] of Map.groupBy(chosen, (candidate) => candidate.path)) {
    lines.push(`${path}: ${score(own)}`);
    for (const candidate of own) if (survivors.has(candidate.id)) lines.push(`  ${nameOf(candidate)}`);
  }
  lines.push("");
  for (const [name, own] of Map.groupBy(chosen, ({ path }) => dirname(path))) lines.push(`${name}: ${score(own)}`);
  lines.push(`In all ${score(chosen)}, drawn from ${wanted.length} with seed ${values.seed}.`);
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** What a report calls a mutant. */
function nameOf({ path, line, change }: Candidate): string {
  return `${path}:${line}: ${change}`;
}

function sourcesUnder(given: readonly string[]): readonly string[] {
  return given
    .flatMap((path) =>
      statSync(join(root, path)).isDirectory() ? globSync(`${path.replace(/\/$/, "")}/**/*.ts`, { cwd: root }) : path,
    )
    .filter((path) => !/\.test\.ts$|\/testing\/|\/testing\.ts$|\/index\.ts$/.test(path))
    .toSorted();
}

function packageOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function fail(text: string): never {
  say(text);
  process.exit(2);
}
