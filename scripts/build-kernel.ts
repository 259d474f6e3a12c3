/**
 * Compiles the inner loops of the sanitizer and the splitter, `packages/NAME/kernel`, from AssemblyScript to WebAssembly, and writes
 * each as a module of its package: so it is there wherever the package is, without a file to find at run time.
 *
 *     node scripts/build-kernel.ts [--check]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Kernel {
  /** Folder of the package. */
  readonly package: string;
  /** The module that exports what the kernel does, in `kernel`. */
  readonly entry: string;
  /** The module to write, in `src`. */
  readonly module: string;
  /** Pages of 64 KiB: what its `layout.ts` needs. */
  readonly pages: number;
}

const kernels: readonly Kernel[] = [
  { package: "packages/sanitizer", entry: "scan-lines.ts", module: "scanner/scan-kernel.ts", pages: 40 },
  { package: "packages/splitter", entry: "scan-records.ts", module: "records/record-kernel.ts", pages: 674 },
];

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tunewright-kernel-"));
try {
  for (const kernel of kernels) {
    const target = join(root, kernel.package, "src", kernel.module);
    const source = compile(kernel);
    if (!process.argv.includes("--check")) writeFileSync(target, source);
    else if (readFileSync(target, "utf8") !== source) {
      process.stderr.write(
        `${kernel.package}/src/${kernel.module} is not what its source compiles to: run pnpm kernel.\n`,
      );
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

function compile(kernel: Kernel): string {
  const output = join(folder, "kernel.wasm");
  const { status } = spawnSync(
    process.execPath,
    [
      "node_modules/assemblyscript/bin/asc.js",
      `${kernel.package}/kernel/${kernel.entry}`,
      "-o",
      output,
      "-O3",
      "--noAssert",
      "--runtime=stub",
      "--enable=simd",
      `--initialMemory=${kernel.pages}`,
    ],
    { cwd: root, stdio: "inherit" },
  );
  if (status !== 0) throw new Error(`AssemblyScript did not compile ${kernel.package}/kernel.`);
  return `/** Made by \`node scripts/build-kernel.ts\` from \`kernel/${kernel.entry}\`: WebAssembly, in Base64. */
export const kernel =
  "${readFileSync(output).toString("base64")}";
`;
}
