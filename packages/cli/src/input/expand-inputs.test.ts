import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
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

  describe("where links lead", () => {
    let linked: string;
    beforeEach(async () => {
      linked = await mkdtemp(join(root, "links-"));
      await mkdir(join(linked, "raw", "deep"), { recursive: true });
      for (const name of ["raw/one.jsonl", "raw/deep/two.jsonl"]) await writeFile(join(linked, name), "");
    });

    it("reads each file once, also where links to folders make a circle", async () => {
      await symlink("..", join(linked, "raw", "again"));
      await symlink(join("..", "..", "raw"), join(linked, "raw", "deep", "circle"));
      expect(await expandInputs(["raw"], linked)).toEqual(["raw/deep/two.jsonl", "raw/one.jsonl"]);
    });

    it("reads a file once whose link lies beside it, and one that is named by its link", async () => {
      await symlink("one.jsonl", join(linked, "raw", "own.jsonl"));
      expect(await expandInputs(["raw"], linked)).toEqual(["raw/deep/two.jsonl", "raw/one.jsonl"]);
      expect(await expandInputs(["raw/own.jsonl", "raw/one.jsonl"], linked)).toEqual(["raw/own.jsonl"]);
    });

    it("reads what a link to a folder elsewhere leads to", async () => {
      await mkdir(join(linked, "elsewhere"));
      await writeFile(join(linked, "elsewhere", "three.jsonl"), "");
      await symlink(join("..", "elsewhere"), join(linked, "raw", "more"));
      expect(await expandInputs(["raw"], linked)).toContain("raw/more/three.jsonl");
    });

    it("gives a link that leads nowhere, so that its reader says so, and leaves hidden files out", async () => {
      await symlink("gone.jsonl", join(linked, "raw", "dead.jsonl"));
      await writeFile(join(linked, "raw", ".draft.jsonl"), "");
      expect(await expandInputs(["raw"], linked)).toEqual(["raw/dead.jsonl", "raw/deep/two.jsonl", "raw/one.jsonl"]);
    });
  });

  it("says what to do as it is told", async () => {
    await expect(expandInputs(["c.jsonl"], cwd)).rejects.toMatchObject({
      hint: expect.stringContaining("current folder"),
    });
    await expect(expandInputs(["c.jsonl"], cwd, { hint: "Mend it." })).rejects.toMatchObject({ hint: "Mend it." });
  });
});
