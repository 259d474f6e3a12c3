import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "packages/cli/program");

function tunewright(...argv: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, [join(root, "packages/cli/bin/tunewright.js"), ...argv], {
    cwd: root,
    encoding: "utf8",
  });
}

describe("the bundled program", () => {
  it("has every module beside it that runs in a thread", () => {
    const workers = globSync("packages/*/src/**/*-worker.ts", { cwd: root }).map((path) => basename(path, ".ts"));
    expect(workers.length).toBeGreaterThan(3);
    expect(workers.filter((name) => !existsSync(join(program, `${name}.js`)))).toEqual([]);
  });

  it("finds its version, its tables and its completions", () => {
    const { version } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8")) as {
      version: string;
    };
    expect(tunewright("--version").stdout).toBe(`${version}\n`);
    expect(tunewright("completion", "fish").stdout).toContain("complete");
    const { status, stderr } = tunewright(
      "tokens",
      "data/raw/security.jsonl",
      "--model",
      "gpt-4o-mini-2024-07-18",
      "--json",
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("reads YAML and CommonJS packages that it loads when they are wanted", () => {
    expect(tunewright("rules", "test", "--rules", "data/rules").status).toBe(0);
    const broken = tunewright("rules", "list", "--config", "pnpm-workspace.yaml");
    expect(broken.status).toBe(2);
    expect(broken.stderr).toContain("pnpm-workspace.yaml:1:1");
  });

  it("proves the patterns of a pack, which need a checker that has a thread of its own where it is not bundled", () => {
    const folder = mkdtempSync(join(tmpdir(), "bundle-"));
    try {
      expect(tunewright("init", join(folder, "house"), "--language", "python").status).toBe(0);
      expect(tunewright("rules", "check", "--rules", join(folder, "house/rules")).stderr).toBe("");
      const slow = join(folder, "slow.yaml");
      writeFileSync(
        slow,
        `version: 1
pack: slow
rules:
  - { id: slow, message: Slow., nowhere: true, match: { kind: pattern, pattern: "(a+)+b" }, examples: [{ keep: "c" }] }
`,
      );
      const { status, stderr } = tunewright("rules", "check", "--rules", slow);
      expect(status).toBe(2);
      expect(stderr).toContain("exponential time");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("says so where the folder that it stands in was removed", () => {
    const folder = mkdtempSync(join(tmpdir(), "bundle-"));
    const line = 'cd "$1" && rmdir "$1" && exec "$2" "$3" validate a.jsonl';
    const program = join(root, "packages/cli/bin/tunewright.js");
    const { status, stderr } = spawnSync("sh", ["-c", line, "sh", folder, process.execPath, program], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "error: The current folder was removed. Go to another one and run the command there.\n",
    });
  });

  it("carries the licences of what it took in", () => {
    const licences = readFileSync(join(program, "LICENSES.txt"), "utf8");
    for (const name of ["zod", "yaml", "commander", "gpt-tokenizer"]) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, (?:MIT|ISC)$`, "m"));
    }
  });
});
