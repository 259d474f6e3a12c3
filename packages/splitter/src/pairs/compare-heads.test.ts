import { describe, expect, it } from "@jest/globals";
import { compareHeads } from "./compare-heads.ts";

interface Compared {
  /** Pairs of records that resemble each other. */
  readonly pairs: readonly (readonly [a: number, b: number])[];
  /** What every comparison gives, or what each does. */
  readonly score: number | ((head: number, record: number) => number);
  readonly small?: readonly number[];
  readonly pairScore?: number;
}

/** The comparisons that were made, as `head record`. */
function compared({ pairs, score, small = [], pairScore = 0.9 }: Compared): string[] {
  const made: string[] = [];
  compareHeads(
    pairs.map(([a, b]) => ({ a, b, score: pairScore })),
    {
      threshold: 0.8,
      isLarge: (record) => !small.includes(record),
      compare: (left, right) => {
        made.push(`${left} ${right}`);
        return typeof score === "number" ? score : score(left, right);
      },
    },
  );
  return made;
}

describe("compareHeads()", () => {
  // 1 repeats 0 and is left out; 2 and 3 resembled 1 alone.
  const star = [
    [0, 1],
    [1, 2],
    [1, 3],
  ] as const;

  it("compares what loses its partner with the record that the partner repeats", () => {
    expect(compared({ pairs: star, score: 0.8 })).toEqual(["0 2", "0 3"]);
  });

  it("compares it with each that is kept beside the partner, where the first does not do", () => {
    expect(compared({ pairs: star, score: 0.79 })).toEqual(["0 2", "0 3", "2 3"]);
  });

  it("compares nothing with what turned out to repeat another head", () => {
    const score = (_head: number, record: number): number => (record === 2 ? 0.9 : 0);
    expect(compared({ pairs: star, score })).toEqual(["0 2", "0 3"]);
  });

  it("takes pairs in any order, and twice, and tries no head twice", () => {
    const twice = [...star.toReversed(), ...star];
    expect(compared({ pairs: twice, score: 0 })).toEqual(["0 2", "0 3", "2 3"]);
  });

  it("has nothing to do where a record still has an earlier partner", () => {
    const pairs = [
      [0, 1],
      [1, 2],
      [0, 2],
    ] as const;
    expect(compared({ pairs, score: 0.9 })).toEqual([]);
  });

  it("looks at large buckets alone, and at pairs from the threshold up", () => {
    expect(compared({ pairs: star, score: 0.9, small: [2] })).toEqual(["0 3"]);
    expect(compared({ pairs: star, score: 0.9, small: [1] })).toEqual([]);
    expect(compared({ pairs: star, score: 0.9, pairScore: 0.79 })).toEqual([]);
    expect(compared({ pairs: star, score: 0.9, pairScore: 0.8 })).toHaveLength(2);
  });

  it("compares each neighbour of one record with sixteen kept ones at most", () => {
    const pairs = Array.from({ length: 40 }, (_, index) => [1, index + 2] as const);
    const made = compared({ pairs: [[0, 1], ...pairs], score: 0 });
    // Record 2 is compared with 0, record 3 with 0 and 2 and so on, until sixteen heads are known.
    expect(made).toHaveLength((15 * 16) / 2 + (40 - 15) * 16);
    expect(made.filter((pair) => pair.endsWith(" 41"))).toHaveLength(16);
  });

  it("gives up on one record after sixty-four comparisons", () => {
    // Six groups of a kept record, one that repeats it, and sixteen that resemble that one; the last record resembles all six.
    const groups = Array.from({ length: 6 }, (_, group) => group * 20);
    const pairs = groups.flatMap((first) => [
      [first, first + 1] as const,
      ...Array.from({ length: 16 }, (_, index) => [first + 1, first + 2 + index] as const),
      [first + 1, 500] as const,
    ]);
    expect(compared({ pairs, score: 0 }).filter((pair) => pair.endsWith(" 500"))).toHaveLength(64);
  });
});
