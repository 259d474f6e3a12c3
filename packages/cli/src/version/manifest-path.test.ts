import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runCli } from "../testing/run-cli.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "tunewright-manifest-path-"));
  writeFileSync(join(cwd, "tunewright.yaml"), "version: 1\nraw: [raw]\ntrain: { model: m }\n");
});
afterEach(() => rmSync(cwd, { recursive: true }));

describe("a version that was not prepared", () => {
  it.each([
    ["diff", "v1", "v2"],
    ["verify", "v1"],
  ])("is refused by %s, which says how to make it", async (...argv) => {
    expect(await runCli(argv, { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'error: The version v1 is not prepared here. Run "tunewright prepare --version v1" first, or name a manifest by its path.\n',
    });
  });

  it("is told from those that were, in the order of their numbers", async () => {
    for (const name of ["v10", "v9", "draft"]) {
      mkdirSync(join(cwd, "versions", name), { recursive: true });
      writeFileSync(join(cwd, "versions", name, "manifest.json"), "{}");
    }
    mkdirSync(join(cwd, "versions", "v8"));
    const { code, stderr } = await runCli(["verify", "v8"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("The version v8 is not prepared here; v9, v10 are.");
  });
});
