import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";

const script = fileURLToPath(new URL("openai-evals.ts", import.meta.url));
const run = (...argv: readonly string[]) =>
  spawnSync(process.execPath, ["--conditions=@tunewright/source", script, ...argv], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    encoding: "utf8",
    env: { ...process.env, OPENAI_API_KEY: "" },
  });

describe("scripts/evaluation/openai-evals.ts", () => {
  it("analyzes what was recorded, as the summary's own script did", () => {
    const { status, stdout } = run("analyze", "--model", "v7");
    expect(status).toBe(0);
    expect(stdout).toContain("80.0 % (8 of 10;");
    expect(stdout).toContain("Forbidden-pattern avoidance  86.7 %");
  });

  it("says what it knows when it is called wrongly", () => {
    const { status, stderr } = run("list");
    expect(status).toBe(2);
    expect(stderr).toContain("quick|run|analyze");
  });
});
