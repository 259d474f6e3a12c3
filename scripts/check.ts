/**
 * Every check but the tests: format, lint, types, boundaries, unused code, documentation, generated files.
 *
 * Two run at a time. All of them run even when one fails, so that one run shows everything; exit code 1 if any failed.
 */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Name and arguments of Node. */
type Check = readonly [string, readonly string[]];

const builds: readonly Check[] = [["build", ["scripts/build.ts"]]];
// The longest first, so that the last to end is a short one.
const checks: readonly Check[] = [
  ["types of tests and scripts", ["node_modules/@typescript/native/bin/tsc", "-p", ".tsconfig.tests.json"]],
  [
    "lint",
    [
      "node_modules/oxlint/bin/oxlint",
      "--type-aware",
      "--deny-warnings",
      // AssemblyScript has integers of its own.
      "--ignore-pattern=packages/*/kernel/**",
      "packages",
      "scripts",
      "jest.config.ts",
    ],
  ],
  [
    "boundaries",
    ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "--config", ".dependency-cruiser.mjs", "packages"],
  ],
  ["unused code", ["node_modules/knip/bin/knip.js", "--no-progress", "--no-config-hints"]],
  ["format", ["node_modules/@biomejs/biome/bin/biome", "format", "."]],
  ["exports are documented", ["scripts/reference/check-docs.ts"]],
  // Reads what the build emitted.
  ["API reports are current", ["scripts/reference/api-reports.ts", "--check"]],
  ["JSON Schema files are current", ["--conditions=@tunewright/source", "scripts/schema/json-schemas.ts", "--check"]],
  ["compiled kernel is current", ["scripts/build-kernel.ts", "--check"]],
  ["sample data is current", ["scripts/dataset/build-sample.ts", "--check"]],
];

const failed: string[] = [];
for (const stage of [builds, checks]) {
  const waiting = [...stage];
  await Promise.all([1, 2].map(() => work(waiting)));
}
if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(", ")}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function work(waiting: Check[]): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, argv] = next;
    const started = performance.now();
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${status === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)\n`);
    if (status === 0) continue;
    failed.push(name);
    process.stdout.write(`${stdout}${stderr}\n`);
  }
}
