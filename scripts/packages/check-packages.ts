/**
 * Packs every package as it would be published, and holds each against what a stranger may expect: publint and
 * are-the-types-wrong find nothing, and in an empty project it installs within its budget (`budgets.json`), compiles in strict
 * TypeScript, and works by `import`, by `require` and by its program, on the lowest Node that it promises and on the newest.
 *
 *     pnpm check:packages             # all of them: two to four minutes, most of it npm
 *     pnpm check:packages splitter    # those whose name holds a word
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspectArchive } from "./inspect-archive.ts";
import { type PackedPackage, packWorkspace } from "./pack-workspace.ts";
import { run } from "./run.ts";
import { usePackage } from "./use-package.ts";

/** The lower end of `engines` in every manifest. */
const lowestNode = "22.15.0";
const folder = mkdtempSync(join(tmpdir(), "tunewright-packages-"));
let failed = false;

try {
  const nodes = [await fetchNode(lowestNode), process.execPath];
  const packed = await packWorkspace(join(folder, "packed"));
  const wanted = packed.filter(({ name }) => process.argv.slice(2).every((word) => name.includes(word)));
  const waiting = [...wanted];
  // Two at a time: one waits for npm while the other works.
  await Promise.all([1, 2].map(() => work(waiting, packed, nodes)));
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failed ? 1 : 0;

async function work(
  waiting: PackedPackage[],
  packed: readonly PackedPackage[],
  nodes: readonly string[],
): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const project = join(folder, "projects", next.source);
    const inspected = await inspectArchive(next);
    const { measure, faults } = await usePackage(next, { project, packed, nodes });
    rmSync(project, { recursive: true });
    const all = [...inspected, ...faults];
    failed ||= all.length > 0;
    const verdict = all.length === 0 ? "ok    " : "FAILED";
    const counted = `${String(measure.names.size).padStart(4)} packages ${(measure.bytes / 1e6).toFixed(1).padStart(7)} MB`;
    process.stdout.write(`${verdict} ${next.name.padEnd(28)}${counted}\n`);
    for (const fault of all) process.stdout.write(`         ${fault}\n`);
  }
}

/** @returns The path of a Node's binary, installed from the registry as any package is. */
async function fetchNode(version: string): Promise<string> {
  const home = join(folder, `node-${version}`);
  mkdirSync(home);
  await run("npm", ["install", "--prefix", home, "--no-audit", "--no-fund", `node@${version}`], home);
  return join(home, "node_modules/node/bin/node");
}
