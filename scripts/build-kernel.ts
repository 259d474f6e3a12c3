/**
 * Compiles the inner loop of the sanitizer, `packages/sanitizer/kernel`, from AssemblyScript to WebAssembly, and writes it as a
 * module of the package: so it is there wherever the package is, without a file to find at run time.
 *
 *     node scripts/build-kernel.ts [--check]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "packages/sanitizer/src/scan-kernel.ts");
const folder = mkdtempSync(join(tmpdir(), "tunewright-kernel-"));
try {
  const output = join(folder, "kernel.wasm");
  const { status } = spawnSync(
    process.execPath,
    [
      "node_modules/assemblyscript/bin/asc.js",
      "packages/sanitizer/kernel/scan-lines.ts",
      "-o",
      output,
      "-O3",
      "--noAssert",
      "--runtime=stub",
      "--enable=simd",
      "--initialMemory=40",
    ],
    { cwd: root, stdio: "inherit" },
  );
  if (status !== 0) throw new Error("AssemblyScript did not compile packages/sanitizer/kernel.");
  const source = `/** Made by \`node scripts/build-kernel.ts\` from \`kernel/scan-lines.ts\`: WebAssembly, in Base64. */
export const kernel =
  "${readFileSync(output).toString("base64")}";
`;
  if (!process.argv.includes("--check")) writeFileSync(target, source);
  else if (readFileSync(target, "utf8") !== source) {
    process.stderr.write(
      "packages/sanitizer/src/scan-kernel.ts is not what its source compiles to: run pnpm kernel.\n",
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
