import { describe, expect, it } from "@jest/globals";
import { datasetDiffSchema, type SplitManifest, type SplitRecord } from "@tunewright/schema";
import { croissant } from "./croissant.ts";
import { datasetCard } from "./dataset-card.ts";
import { diffManifests, lineBefore } from "./diff-manifests.ts";

const output = { path: "train.jsonl", sha256: "a".repeat(64), records: 2, bytes: 10 };

function manifest(records: readonly Partial<SplitRecord>[], symbols: readonly string[] = []): SplitManifest {
  return {
    version: 1,
    tool: { name: "tunewright", version: "0.1.0" },
    settings: {
      seed: 42,
      validationRatio: null,
      validationCount: 1,
      testRatio: null,
      byKey: false,
      threshold: 0.8,
      near: "group",
      exact: "group",
      categoryRules: [],
      groupField: null,
      symbols: null,
      leaks: "report",
    },
    inputs: [{ path: "in.jsonl", sha256: "b".repeat(64), records: records.length }],
    against: [],
    keptFrom: null,
    outputs: { train: output, validation: { ...output, path: "validation.jsonl", records: 1 }, test: null },
    counts: {
      records: records.length,
      train: 2,
      validation: 1,
      test: 0,
      droppedExact: 0,
      droppedNear: 0,
      droppedLeaks: 0,
      droppedBridges: 0,
      rejected: 0,
      clusters: 3,
      largestCluster: 1,
    },
    strata: [{ stratum: "a|b", train: 2, validation: 1, test: 0 }],
    symbols: symbols.map((name) => ({ name, train: 1, validation: 0, test: 0 })),
    heldOut: [],
    notes: [],
    hazards: [],
    leaks: [],
    search: { bands: 32, rows: 4, compared: 0, capped: 0, boilerplate: 0 },
    histogram: { bins: [], threshold: 0.8 },
    issues: [],
    records: records.map((record, index) => ({
      file: "in.jsonl",
      line: index + 1,
      id: `id${index}`,
      prompt: `p${index}`,
      side: "train",
      cluster: `id${index}`,
      stratum: "s",
      ...record,
    })),
  };
}

describe("diffManifests()", () => {
  it("tells added, removed, changed and moved records apart, and lays changes to rules", () => {
    const before = manifest(
      [
        { id: "same", prompt: "p1" },
        { id: "old", prompt: "p2" },
        { id: "gone", prompt: "p3", side: "validation" },
        { id: "edited", prompt: "p5" },
      ],
      ["A", "B"],
    );
    const after = manifest(
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

  it("finds nothing between a version and itself, copies included", () => {
    const one = manifest([{ id: "x" }, { id: "x" }, { id: "y" }]);
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

describe("datasetCard()", () => {
  it("says how many, from where, and what is not covered", () => {
    const card = datasetCard(manifest([{}, {}, {}], ["KickClient"]), { name: "sample v8", license: "MIT" });
    for (const piece of [
      "---\nlicense: mit\nlanguage:\n  - en\n",
      "# sample v8",
      "| train | 2 | `train.jsonl` |",
      "| a\\|b | 2 | 1 |",
      "| `KickClient` | 1 | 0 |",
      "It was not compared with any evaluation.",
      "seed 42",
    ]) {
      expect(card).toContain(piece);
    }
    expect(card).not.toContain("undefined");
  });
});

describe("croissant()", () => {
  it("gives what the specification asks for, and refers only to what is there", () => {
    const data = croissant(manifest([{}, {}, {}]), {
      name: "sample",
      version: "8.0.0",
      license: "https://spdx.org/licenses/MIT",
    });
    expect(data).toMatchObject({
      "@type": "sc:Dataset",
      conformsTo: "http://mlcommons.org/croissant/1.0",
      name: "sample",
      version: "8.0.0",
      distribution: [
        {
          "@type": "cr:FileObject",
          "@id": "train",
          contentUrl: "train.jsonl",
          contentSize: "10 B",
          encodingFormat: "application/jsonlines",
          sha256: "a".repeat(64),
        },
        { "@id": "validation" },
      ],
    });
    const text = JSON.stringify(data["recordSet"]);
    const files = [...text.matchAll(/"fileObject":\{"@id":"([^"]+)"/g)].map(([, id]) => id);
    expect(files).toEqual(["train", "validation"]);
    const ids = [...text.matchAll(/"@type":"cr:(?:RecordSet|Field)","@id":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("sides/name");
  });
});
