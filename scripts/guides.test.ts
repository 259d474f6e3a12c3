/**
 * Runs the shell blocks of every guide, in their order, each guide in a folder of its own, as somebody types them.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const root = fileURLToPath(new URL("..", import.meta.url));
const guides = join(root, "packages", "cli", "guides");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tunewright-guides-"));
  mkdirSync(join(folder, "bin"));
  const program = join(root, "packages/cli/src/testing/main-process.ts");
  const flags = "--conditions=@tunewright/source --disable-warning=ExperimentalWarning";
  writeFileSync(
    join(folder, "bin", "tunewright"),
    `#!/bin/sh\nexec "${process.execPath}" ${flags} "${program}" "$@"\n`,
  );
  chmodSync(join(folder, "bin", "tunewright"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("guides", () => {
  it.each(readdirSync(guides))(
    "%s can be typed from top to bottom",
    (name) => {
      const text = readFileSync(join(guides, name), "utf8");
      const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
      expect(blocks.length).toBeGreaterThan(0);
      const cwd = join(folder, name);
      mkdirSync(cwd);
      const { status, stderr } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", blocks.join("\n")], {
        cwd,
        encoding: "utf8",
        env: { PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`, HOME: folder, CI: "1" },
      });
      expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    },
    60_000,
  );
});
