import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { expandInputs } from "./expand-inputs.ts";

let root: string;
let cwd: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "tunewright-inputs-"));
  cwd = join(root, "here", "now");
  await mkdir(cwd, { recursive: true });
  for (const name of ["b.jsonl", "a.jsonl", "[1].jsonl", "note.txt", "../up.jsonl", "../../top.jsonl"]) {
    await writeFile(join(cwd, name), "");
  }
});
afterAll(() => rm(root, { recursive: true }));

describe("expandInputs()", () => {
  it.each([
    { title: "a folder", given: ["."], expected: ["[1].jsonl", "a.jsonl", "b.jsonl"] },
    { title: "a glob, in order", given: ["[ab].jsonl"], expected: ["a.jsonl", "b.jsonl"] },
    { title: "a name that looks like a glob", given: ["[1].jsonl"], expected: ["[1].jsonl"] },
    { title: "one file under two names", given: ["b.jsonl", "./b.jsonl", "../now/b.jsonl"], expected: ["b.jsonl"] },
    { title: "relative names above", given: ["../../top.jsonl"], expected: ["../../top.jsonl"] },
    { title: "standard input", given: ["-", "a.jsonl", "-"], expected: ["-", "a.jsonl"] },
  ])("gives $title", async ({ given, expected }) => {
    expect(await expandInputs(given, cwd)).toEqual(expected);
  });

  it("shows a file outside by the absolute name that it was given, and one inside by its relative name", async () => {
    const outside = join(root, "top.jsonl");
    expect(await expandInputs([outside, join(cwd, "a.jsonl"), "../../top.jsonl"], cwd)).toEqual([outside, "a.jsonl"]);
  });

  it.each([
    { title: "an empty name", given: "", message: "an argument is empty", code: "USAGE" },
    { title: "a missing file", given: "c.jsonl", message: "there is no such file", code: "INPUT_NOT_FOUND" },
    { title: "a glob without a match", given: "c*.jsonl", message: "no file matches", code: "INPUT_NOT_FOUND" },
  ])("refuses $title", async ({ given, message, code }) => {
    await expect(expandInputs([given], cwd)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it("says what to do as it is told", async () => {
    await expect(expandInputs(["c.jsonl"], cwd)).rejects.toMatchObject({
      hint: expect.stringContaining("current folder"),
    });
    await expect(expandInputs(["c.jsonl"], cwd, { hint: "Mend it." })).rejects.toMatchObject({ hint: "Mend it." });
  });
});
