import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Folder of the guides. */
export const guidesFolder: string = join(root, "packages", "cli", "guides");

/** The blocks of a guide in one language, in their order. */
export function guideBlocks(guide: string, language: string): readonly string[] {
  const text = readFileSync(join(guidesFolder, guide), "utf8");
  const blocks = text.matchAll(new RegExp(`^(\`{3,})${language}\\n([\\s\\S]*?)^\\1$`, "gm"));
  return [...blocks].map(([, , block = ""]) => block);
}

/**
 * Lays out a folder where `tunewright` is a command, `node` is the workspace's, and a script can import `tunewright`, as if it were
 * installed. The command is the bundle that people run, since a bundle can fail where its sources do not; scripts see the sources.
 */
export function installForGuides(folder: string): void {
  mkdirSync(join(folder, "bin"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "packages", "cli"), join(folder, "node_modules", "tunewright"), "dir");
  const node = `exec "${process.execPath}" --conditions=@tunewright/source --disable-warning=ExperimentalWarning`;
  const program = join(root, "packages/cli/bin/tunewright.js");
  for (const [name, line] of [
    ["node", `${node} "$@"`],
    ["tunewright", `exec "${process.execPath}" "${program}" "$@"`],
  ] as const) {
    writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, "bin", name), 0o755);
  }
}

/**
 * Types shell commands as somebody would, and stops at the first that fails.
 *
 * @param folder What {@link installForGuides} laid out.
 * @param cwd Where they are typed.
 */
export function typeCommands(folder: string, cwd: string, commands: string): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", commands], {
    cwd,
    encoding: "utf8",
    env: { PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`, HOME: folder, CI: "1" },
  });
  return { status, stderr: status === 0 ? "" : stderr };
}
