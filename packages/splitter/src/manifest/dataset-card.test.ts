import { describe, expect, it } from "@jest/globals";
import type { SplitManifest, TokenReport } from "@tunewright/schema";
import { someManifest } from "../testing/some-manifest.ts";
import { datasetCard, type DatasetCardOptions } from "./dataset-card.ts";

/** The card of a split of three records, but for what is said here. */
function card(changes: Partial<SplitManifest> = {}, options: Partial<DatasetCardOptions> = {}): string {
  return datasetCard({ ...someManifest([{}, {}, {}]), ...changes }, { name: "sample v8", ...options });
}

const { settings, counts, inputs } = someManifest([{}, {}, {}]);

describe("datasetCard()", () => {
  it("says how many, from where, and what is not covered", () => {
    const text = datasetCard(someManifest([{}, {}, {}], ["KickClient"]), { name: "sample v8", license: "MIT" });
    for (const piece of [
      "---\nlicense: mit\nlanguage:\n  - en\n",
      "# sample v8",
      `| train | 2 | \`train.jsonl\` | \`${"a".repeat(16)}…\` |`,
      "| a\\|b | 2 | 1 |",
      "| `KickClient` | 1 | 0 |",
      "It was not compared with any evaluation.",
      "seed 42",
    ]) {
      expect(text).toContain(piece);
    }
    expect(text).not.toContain("undefined");
  });

  // The names and borders that the hub's own list of size categories has.
  it.each([
    [999, "n<1K"],
    [1000, "1K<n<10K"],
    [9999, "1K<n<10K"],
    [10_000, "10K<n<100K"],
    [99_999, "10K<n<100K"],
    [100_000, "100K<n<1M"],
    [1_000_000, "1M<n<10M"],
    [9_999_999, "1M<n<10M"],
    [10_000_000, "10M<n<100M"],
    [100_000_000, "100M<n<1B"],
    [999_999_999, "100M<n<1B"],
    [1_000_000_000, "1B<n<10B"],
  ])("names the size of %d records %s", (records, size) => {
    expect(card({ counts: { ...counts, records } })).toContain(`size_categories:\n  - ${size}\n---\n`);
  });

  it.each<[SplitManifest["settings"]["near"], string]>([
    ["group", "each pair verified exactly; they are kept on one side."],
    ["drop", "each pair verified exactly; they are left out."],
    ["off", "- Near-duplicates were not looked for in this split."],
  ])("says what became of near-duplicates under %s", (near, sentence) => {
    const text = card({ settings: { ...settings, near } });
    expect(text).toContain(sentence);
    expect(text.includes("Jaccard similarity of at least 0.8")).toBe(near !== "off");
  });

  it("names the rules that repaired something", () => {
    const rules = [
      { id: "kick", replacements: 1 },
      { id: "idle", replacements: 0 },
      { id: "ban", replacements: 1200 },
    ];
    expect(card({}, { rules }).match(/^- Rule.*$/gm)).toEqual([
      "- Rule `kick`: 1 repair.",
      "- Rule `ban`: 1,200 repairs.",
    ]);
  });

  it("shows the twenty most frequent symbols of all, and what training never shows", () => {
    const names = Array.from({ length: 21 }, (_, index) => `Call${index}`);
    const text = datasetCard({ ...someManifest([], names), heldOut: ["Call3", "Call5"] }, { name: "sample v8" });
    expect(text).toContain("21 symbols are used.");
    expect(text).toContain("| `Call19` |");
    expect(text).not.toContain("| `Call20` |");
    expect(text).toContain("Held out of training: `Call3`, `Call5`.");
    expect(card()).toContain("Every symbol that validation asks about is shown in training.");
  });

  it("says how records were dealt out, and from how many files", () => {
    expect(card()).toContain("They were dealt out in proportion over the categories, with seed 42.");
    expect(card()).toContain("from 1 file; ");
    const byKey = card({ settings: { ...settings, byKey: true }, inputs: [...inputs, ...inputs] });
    expect(byKey).toContain("They were decided by each cluster's key alone, with seed 42.");
    expect(byKey).toContain("from 2 files; ");
  });

  it("counts what stayed dangerous, and whom it was compared with", () => {
    const text = card({
      hazards: [
        { code: "same-prompt", size: 2, kept: "together", records: [] },
        { code: "same-prompt", size: 3, kept: "apart", records: [] },
        { code: "conversation-piece", size: 2, kept: "together", records: [] },
      ],
      against: [{ path: "cases.yaml", sha256: "c".repeat(64) }],
      notes: [{ code: "count-not-met", message: "Validation has 1 record, not 2." }],
    });
    expect(text).toContain("- 2 groups share a question with different answers, 0 share an answer, 1 share a turn.");
    expect(text).toContain("- Compared with 1 other file: 0 records tell what they ask.");
    expect(text).toContain("- Validation has 1 record, not 2.");
    expect(text).not.toContain("not compared with any evaluation");
  });

  it("does not take a full list of hazards for all there are", () => {
    const many = Array.from({ length: 1000 }, () => ({
      code: "same-answer" as const,
      size: 2,
      kept: "together" as const,
      records: [],
    }));
    expect(card({ hazards: many.slice(1) })).toContain("999 share an answer, 0 share a turn.");
    expect(card({ hazards: many })).toContain("1000 share an answer, 0 share a turn; there may be more,");
  });

  it("tells tokens where they were counted, and has no licence where none was named", () => {
    const tokens = {
      tokens: 703_947,
      encoding: "o200k_base",
      distribution: { min: 80, median: 700, max: 3100 },
    } as TokenReport;
    expect(card({}, { tokens })).toContain(
      "## Tokens\n\n703,947 training tokens in o200k_base; a record has 80 to 3100, half of them up to 700.",
    );
    expect(card()).not.toContain("## Tokens");
    expect(card().startsWith("---\nlanguage:\n")).toBe(true);
  });
});
