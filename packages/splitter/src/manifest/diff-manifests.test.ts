import { describe, expect, it } from "@jest/globals";
import { datasetDiffSchema } from "@tunewright/schema";
import { someManifest } from "../testing/some-manifest.ts";
import { diffManifests, lineBefore } from "./diff-manifests.ts";

describe("diffManifests()", () => {
  it("tells added, removed, changed and moved records apart, and lays changes to rules", () => {
    const before = someManifest(
      [
        { id: "same", prompt: "p1" },
        { id: "old", prompt: "p2" },
        { id: "gone", prompt: "p3", side: "validation" },
        { id: "edited", prompt: "p5" },
      ],
      ["A", "B"],
    );
    const after = someManifest(
      [
        { id: "new", prompt: "p2" },
        { id: "same", prompt: "p1", side: "validation" },
        { id: "fresh", prompt: "p4" },
        { id: "edited again", prompt: "p5" },
      ],
      ["B", "C"],
    );
    const diff = diffManifests(before, after, {
      from: "v7",
      to: "v8",
      rulesBefore: ({ id }) => (id === "old" ? ["kept"] : []),
      rulesAfter: ({ id }) => (id === "new" ? ["kept", "added"] : []),
    });
    expect(datasetDiffSchema.parse(diff)).toEqual({
      version: 1,
      from: "v7",
      to: "v8",
      unchanged: 1,
      added: [{ file: "in.jsonl", line: 3, id: "fresh", side: "train" }],
      removed: [{ file: "in.jsonl", line: 3, id: "gone", side: "validation" }],
      changed: [
        {
          before: { file: "in.jsonl", line: 2, id: "old" },
          after: { file: "in.jsonl", line: 1, id: "new" },
          rules: ["added"],
        },
        {
          before: { file: "in.jsonl", line: 4, id: "edited" },
          after: { file: "in.jsonl", line: 4, id: "edited again" },
          rules: [],
        },
      ],
      moved: [{ file: "in.jsonl", line: 2, id: "same", from: "train", to: "validation" }],
      rules: [{ rule: "added", records: 1 }],
      unattributed: 1,
      symbols: { gained: ["C"], lost: ["A"] },
    });
  });

  it("lists rules by how many records they changed, then by name, and symbols by name", () => {
    const rules: Record<string, string[]> = { b1: ["zeta", "beta"], b2: ["beta", "alpha"], b3: ["gone"] };
    const before = someManifest([{ id: "a1" }, { id: "a2" }, { id: "a3" }], ["Two", "Three", "One", "Kept"]);
    const after = someManifest([{ id: "b1" }, { id: "b2" }, { id: "b3" }], ["Six", "Kept", "Five", "Four"]);
    const diff = diffManifests(before, after, {
      from: "v7",
      to: "v8",
      rulesBefore: ({ id }) => (id === "a3" ? ["gone", "undone"] : []),
      rulesAfter: ({ id }) => rules[id] ?? [],
    });
    expect(diff.rules).toEqual([
      { rule: "beta", records: 2 },
      { rule: "alpha", records: 1 },
      { rule: "undone", records: 1 },
      { rule: "zeta", records: 1 },
    ]);
    expect(diff.changed.map((change) => change.rules)).toEqual([["beta", "zeta"], ["alpha", "beta"], ["undone"]]);
    expect(diff.symbols).toEqual({ gained: ["Five", "Four", "Six"], lost: ["One", "Three", "Two"] });
    expect(diffManifests(before, after, { from: "v7", to: "v8" })).toMatchObject({ rules: [], unattributed: 3 });
  });

  it("finds nothing between a version and itself, copies included", () => {
    const one = someManifest([{ id: "x" }, { id: "x" }, { id: "y" }]);
    expect(diffManifests(one, one, { from: "a", to: "b" })).toMatchObject({
      unchanged: 3,
      added: [],
      removed: [],
      changed: [],
      moved: [],
    });
  });
});

describe("lineBefore()", () => {
  it.each([
    [1, [], 1],
    [1, [1], 2],
    [1, [1, 2, 3], 4],
    [2, [2], 3],
    [2, [4], 2],
    [3, [1, 4, 5], 6],
  ])("takes line %d with %j taken out for line %d", (line, removed, expected) => {
    expect(lineBefore(line, removed)).toBe(expected);
  });
});
