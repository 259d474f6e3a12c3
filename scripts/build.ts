/**
 * Compiles every package with project references.
 *
 * Runs by path, because both compilers of the workspace (TypeScript 7 to build, 6 for tools that need its API) ship a `tsc`.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const result = spawnSync(
  process.execPath,
  ["node_modules/@typescript/native/bin/tsc", "-b", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = result.status ?? 1;
