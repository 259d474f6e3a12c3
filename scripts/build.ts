/**
 * Compiles every package with project references, gives the command line its copy of the model and price tables, and bundles it.
 *
 * Runs by path, because both compilers of the workspace (TypeScript 7 to build, 6 for tools that need its API) ship a `tsc`.
 */
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundleProgram } from "./bundle-program.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const result = spawnSync(
  process.execPath,
  ["node_modules/@typescript/native/bin/tsc", "-b", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
for (const table of ["models.yaml", "pricing.yaml"])
  cpSync(`${root}data/${table}`, `${root}packages/cli/tables/${table}`);
process.exitCode = result.status ?? 1;
if (process.exitCode === 0) await bundleProgram(root);
