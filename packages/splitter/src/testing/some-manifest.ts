import type { SplitManifest, SplitRecord } from "@tunewright/schema";

const output = { path: "train.jsonl", sha256: "a".repeat(64), records: 2, bytes: 10 };

/** A manifest of a small split by hand: as many records as are told of, two of three in training. */
export function someManifest(records: readonly Partial<SplitRecord>[], symbols: readonly string[] = []): SplitManifest {
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
