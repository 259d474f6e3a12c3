/**
 * Every check but the tests, in the order of how quickly it fails: format, lint, types, boundaries, unused code, generated files.
 *
 * Runs them all even when one fails, so that one run shows everything; ends with exit code 1 if any failed.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = process.execPath;

const checks: readonly (readonly [string, string, readonly string[]])[] = [
  ["format", node, ["node_modules/@biomejs/biome/bin/biome", "format", "."]],
  [
    "lint",
    node,
    [
      "node_modules/oxlint/bin/oxlint",
      "--type-aware",
      "--deny-warnings",
      // AssemblyScript has integers of its own.
      "--ignore-pattern=packages/sanitizer/kernel/**",
      "packages",
      "scripts",
      "jest.config.ts",
    ],
  ],
  ["build", node, ["scripts/build.ts"]],
  ["types of tests and scripts", node, ["node_modules/@typescript/native/bin/tsc", "-p", ".tsconfig.tests.json"]],
  [
    "boundaries",
    node,
    ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "--config", ".dependency-cruiser.mjs", "packages"],
  ],
  ["unused code", node, ["node_modules/knip/bin/knip.js", "--no-progress", "--no-config-hints"]],
  [
    "JSON Schema files are current",
    node,
    ["--conditions=@tunewright/source", "scripts/schema/json-schemas.ts", "--check"],
  ],
  ["compiled kernel is current", node, ["scripts/build-kernel.ts", "--check"]],
  ["sample data is current", node, ["scripts/dataset/build-sample.ts", "--check"]],
];

const failed: string[] = [];
for (const [name, command, args] of checks) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)\n`);
  if (status === 0) continue;
  failed.push(name);
  process.stdout.write(`${stdout}${stderr}\n`);
}
if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(", ")}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
