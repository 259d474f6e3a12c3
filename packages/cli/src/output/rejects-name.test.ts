import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { CliContext } from "../context.ts";
import { rejectsName } from "./rejects-name.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "tunewright-rejects-"));
  mkdirSync(join(cwd, "out"));
  writeFileSync(join(cwd, "old.jsonl"), "");
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe("rejectsName()", () => {
  it.each([
    { output: "a new file", out: "clean.jsonl", name: "clean.jsonl.rejects.jsonl" },
    { output: "a file that is there", out: "old.jsonl", name: "old.jsonl.rejects.jsonl" },
    { output: "a folder", out: "out/", name: "out.rejects.jsonl" },
    { output: "standard output", out: "-", name: "rejects.jsonl" },
    { output: "nothing", out: undefined, name: "rejects.jsonl" },
    { output: "a device", out: "/dev/null", name: "rejects.jsonl" },
  ])("is beside $output, or in the current folder where there is no beside", async ({ out, name }) => {
    expect(await rejectsName({ cwd } as CliContext, { out })).toBe(name);
  });

  it("is what the flag says, whatever the output", async () => {
    expect(await rejectsName({ cwd } as CliContext, { rejects: "bad.jsonl", out: "/dev/null" })).toBe("bad.jsonl");
  });
});
