/**
 * Measures what a file's tests would notice: makes small wrong changes in a copy of the workspace, one at a time, and runs the tests on
 * each. Prints the share that was noticed, and every change that was not.
 *
 *     pnpm mutation packages/splitter/src/assign-split.ts packages/splitter/src/assign-split.test.ts [--most 60]
 *
 * A change that alters nothing anybody can see survives rightly, so a score of 1 is no goal; the list is what counts.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeMutants } from "./make-mutants.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values, positionals } = parseArgs({ options: { most: { type: "string" } }, allowPositionals: true });
const [path, ...tests] = positionals;
if (path === undefined || tests.length === 0) {
  process.stderr.write("Name a source file and its tests: pnpm mutation FILE TEST…\n");
  process.exit(2);
}
const copy = mkdtempSync(join(tmpdir(), "tunewright-mutation-"));
try {
  cpSync(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (from) => !/(?:^|\/)(?:dist|coverage|reference|\.git)$|^node_modules/.test(from.slice(root.length)),
  });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "dir");
  const started = performance.now();
  if (!passes(600_000)) throw new Error("The tests fail on the file as it is.");
  // An endless loop is noticed by its time.
  const limit = Math.round(10_000 + 5 * (performance.now() - started));
  const source = readFileSync(join(root, path), "utf8");
  const all = makeMutants(path, source);
  const most = Number(values.most ?? all.length);
  // Spread over the file, where not all of them are run.
  const chosen = all.filter(
    (_, index) => Math.floor((index * most) / all.length) !== Math.floor(((index - 1) * most) / all.length),
  );
  const survivors = chosen.filter((mutant) => {
    writeFileSync(join(copy, path), mutant.source);
    return passes(limit);
  });
  const noticed = chosen.length - survivors.length;
  process.stdout.write(
    `${path}: ${noticed} of ${chosen.length} noticed (${((100 * noticed) / chosen.length).toFixed(0)} %)\n`,
  );
  for (const { line, change } of survivors) process.stdout.write(`  ${path}:${line}: ${change}\n`);
} finally {
  rmSync(copy, { recursive: true });
}

function passes(timeout: number): boolean {
  const argv = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", "node_modules/jest/bin/jest.js"];
  const { status } = spawnSync(process.execPath, [...argv, "--runInBand", "--bail", ...tests], {
    cwd: copy,
    stdio: "ignore",
    timeout,
  });
  return status === 0;
}
