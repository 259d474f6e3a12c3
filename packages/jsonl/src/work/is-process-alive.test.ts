import { spawnSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { isProcessAlive } from "./is-process-alive.ts";

describe("isProcessAlive()", () => {
  it("knows this process, one of somebody else, and one that has ended", () => {
    expect(isProcessAlive(process.pid)).toBe(true);
    // The first process of a system is the system's own, and there for as long as it runs.
    expect(isProcessAlive(1)).toBe(true);
    const { pid } = spawnSync(process.execPath, ["--version"]);
    expect(isProcessAlive(pid)).toBe(false);
  });
});
