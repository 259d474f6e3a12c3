/**
 * Measures what the tests would notice: makes small wrong changes in a copy of the workspace, one at a time, and runs the tests that
 * reach the changed file. Prints the share that was noticed, for each file and in all, and every change that was not.
 *
 *     pnpm mutation packages/splitter/src/split/assign-split.ts
 *     pnpm mutation packages/sanitizer/src packages/splitter/src --most 100 --seed 1
 *
 * Only tests of the file's own package count; the one that is named after the file runs first. A change that alters nothing anybody
 * can see survives rightly, so a score of 1 is no goal; the list is what counts.
 */
import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { drawSample } from "./draw-sample.ts";
import { type Mutant, makeMutants } from "./make-mutants.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values, positionals } = parseArgs({
  options: { most: { type: "string" }, seed: { type: "string", default: "1" } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  process.stderr.write("Name source files or folders: pnpm mutation PATH… [--most N] [--seed S]\n");
  process.exit(2);
}

/** A mutant and the file that it stands for. */
interface Candidate extends Mutant {
  readonly path: string;
}

const candidates = sourcesUnder(positionals).flatMap((path) =>
  makeMutants(path, readFileSync(join(root, path), "utf8")).map((mutant): Candidate => ({ ...mutant, path })),
);
const chosen = drawSample(candidates, Number(values.most ?? candidates.length), values.seed);
const paths = [...new Set(chosen.map(({ path }) => path))].toSorted();

const copy = mkdtempSync(join(tmpdir(), "tunewright-mutation-"));
const survivors: Candidate[] = [];
let limit = 0;
try {
  cpSync(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (from) => !/(?:^|\/)(?:coverage|reference|\.git)$|^node_modules/.test(from.slice(root.length)),
  });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "dir");
  limit = timeLimit();
  for (const path of paths) measure(path);
} finally {
  rmSync(copy, { recursive: true });
}
const share = (100 * (chosen.length - survivors.length)) / chosen.length;
process.stdout.write(
  `In all ${chosen.length - survivors.length} of ${chosen.length} noticed (${share.toFixed(0)} %), ` +
    `drawn from ${candidates.length} with seed ${values.seed}.\n`,
);

function measure(path: string): void {
  const tests = relatedTests(path);
  const own = chosen.filter((mutant) => mutant.path === path);
  const source = readFileSync(join(copy, path), "utf8");
  const survived = own.filter((mutant) => {
    writeFileSync(join(copy, path), mutant.source);
    return tests.every((some) => passes(some, limit));
  });
  writeFileSync(join(copy, path), source);
  survivors.push(...survived);
  process.stdout.write(`${path}: ${own.length - survived.length} of ${own.length} noticed\n`);
  for (const { line, change } of survived) process.stdout.write(`  ${path}:${line}: ${change}\n`);
}

/** The tests that reach a file: those beside it under its name, then the others of its package. */
function relatedTests(path: string): readonly (readonly string[])[] {
  const { stdout } = jest(["--listTests", "--findRelatedTests", path], 600_000);
  const home = join(copy, path.split("/").slice(0, 2).join("/"), "/");
  const all = stdout.split("\n").filter((test) => test.startsWith(home));
  const stem = join(copy, path.replace(/\.ts$/, ""));
  const named = all.filter((test) => test.startsWith(`${stem}.`));
  return [named, all.filter((test) => !named.includes(test))].filter((some) => some.length > 0);
}

/** An endless loop is noticed by its time: far more than all these tests take on the files as they are. */
function timeLimit(): number {
  const started = performance.now();
  const tests = [...new Set(paths.flatMap(relatedTests).flat())];
  if (!passes(tests, 900_000)) throw new Error("The tests fail on the files as they are.");
  return Math.round(20_000 + 3 * (performance.now() - started));
}

function passes(tests: readonly string[], timeout: number): boolean {
  return jest(["--runInBand", "--bail", "--runTestsByPath", ...tests], timeout).status === 0;
}

function jest(argv: readonly string[], timeout: number): { readonly status: number | null; readonly stdout: string } {
  return spawnSync(
    process.execPath,
    ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", "node_modules/jest/bin/jest.js", ...argv],
    { cwd: copy, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout, killSignal: "SIGKILL" },
  );
}

function sourcesUnder(given: readonly string[]): readonly string[] {
  return given
    .flatMap((path) =>
      statSync(join(root, path)).isDirectory() ? globSync(`${path.replace(/\/$/, "")}/**/*.ts`, { cwd: root }) : path,
    )
    .filter((path) => !/\.test\.ts$|\/testing\/|\/testing\.ts$|\/index\.ts$/.test(path))
    .toSorted();
}
