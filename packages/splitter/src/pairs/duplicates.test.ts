import { describe, expect, it } from "@jest/globals";
import { chat } from "../testing/chat-lines.ts";
import { tableOf } from "../testing/some-units.ts";
import { findRepeats, listDuplicates, round } from "./duplicates.ts";
import { searchNothing } from "./find-pairs.ts";
import type { SimilarPair } from "./pair-search.ts";

/** What the records of some pairs repeat, as `b ~ a`. */
function repeats(pairs: readonly (readonly [a: number, b: number, score: number])[]): string[] {
  const found = {
    ...searchNothing({ threshold: 0.8, floor: 0.8 }),
    pairs: pairs.map(([a, b, score]): SimilarPair => ({ a, b, score })),
  };
  return [...findRepeats(found, Uint32Array.of(0, 1, 2, 3), 0.8).near.values()].map(({ a, b }) => `${b} ~ ${a}`);
}

describe("findRepeats()", () => {
  it.each<[string, readonly (readonly [number, number, number])[], readonly string[]]>([
    ["an earlier record", [[0, 1, 0.9]], ["1 ~ 0"]],
    ["a record at the threshold", [[0, 1, 0.8]], ["1 ~ 0"]],
    ["nothing below it", [[0, 1, 0.79]], []],
    [
      "the most similar of two",
      [
        [0, 2, 0.85],
        [1, 2, 0.9],
      ],
      ["2 ~ 1"],
    ],
    [
      "the first of two that are as similar",
      [
        [0, 2, 0.9],
        [1, 2, 0.9],
      ],
      ["2 ~ 0"],
    ],
    [
      "nothing where its neighbour is itself left out: no chain is followed",
      [
        [0, 1, 0.9],
        [1, 2, 0.9],
        [2, 3, 0.9],
      ],
      ["1 ~ 0", "3 ~ 2"],
    ],
    [
      "what is kept, whatever the order of the pairs",
      [
        [2, 3, 0.9],
        [1, 3, 0.95],
        [0, 1, 0.9],
      ],
      ["1 ~ 0", "3 ~ 2"],
    ],
  ])("takes a record to repeat %s", (_name, pairs, expected) => {
    expect(repeats(pairs)).toEqual(expected);
  });
});

describe("listDuplicates()", () => {
  it("walks copies and near-copies in the order of the input, each with its partner", async () => {
    const [one, two, three] = [chat("a", "b"), chat("c", "d"), chat("e", "f")];
    const table = await tableOf([one, two, one, three]);
    const near = new Map([[3, { a: 1, b: 3, score: 0.876_543 }]]);
    const repeated = { sameAs: Uint32Array.of(0, 1, 0, 3), near };
    expect([
      ...listDuplicates(table, repeated, { partnerLines: Uint32Array.of(1), dropsExact: true, dropsNear: false }),
    ]).toEqual([
      { ...table.placeOf(2), kind: "exact", partner: table.placeOf(0), score: 1, dropped: true },
      { ...table.placeOf(3), kind: "near", partner: table.placeOf(1), score: 0.8765, dropped: false },
    ]);
  });

  it("gives scores to four decimals", () => {
    expect([round(2 / 3), round(0.8), round(0.99995), round(1)]).toEqual([0.6667, 0.8, 1, 1]);
  });
});
