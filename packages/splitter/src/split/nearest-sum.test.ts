import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { apportion } from "./apportion.ts";
import { nearestSum } from "./nearest-sum.ts";

/** Every sum that some of the sizes give, the slow way. */
function allSums(sizes: readonly number[]): Set<number> {
  let sums = new Set([0]);
  for (const size of sizes) sums = new Set([...sums, ...[...sums].map((sum) => sum + size)]);
  sums.delete(0);
  return sums;
}

describe("nearestSum()", () => {
  it("finds the nearest sum that trying all of them finds", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 60 }), (list, target) => {
        const counts = new Map<number, number>();
        for (const size of list) counts.set(size, (counts.get(size) ?? 0) + 1);
        const below = list.reduce((sum, size) => sum + size, 0);
        const possible = [...allSums(list)].filter((sum) => sum < below);
        const taken = nearestSum(counts, target, below);
        const got = [...(taken ?? [])].reduce((sum, [size, count]) => sum + size * count, 0);
        for (const [size, count] of taken ?? []) expect(count).toBeLessThanOrEqual(counts.get(size) ?? 0);
        if (possible.length === 0) expect(taken).toBeUndefined();
        else expect(Math.abs(got - target)).toBe(Math.min(...possible.map((sum) => Math.abs(sum - target))));
      }),
    );
  });

  it("takes one of two, where the other has to stay", () => {
    expect(nearestSum(new Map([[1, 2]]), 1, 2)).toEqual(new Map([[1, 1]]));
  });

  it("takes the smaller of two sums that are equally near", () => {
    expect(
      nearestSum(
        new Map([
          [2, 1],
          [4, 1],
        ]),
        3,
        6,
      ),
    ).toEqual(new Map([[2, 1]]));
  });

  it("gives up on what is too large to weigh", () => {
    const counts = new Map(Array.from({ length: 200 }, (_, index) => [index + 1, 5000]));
    expect(nearestSum(counts, 1_000_000, 100_000_000)).toBeUndefined();
  });
});

describe("apportion()", () => {
  it("deals by largest remainder", () => {
    // 70 of 697 by the files of the sample: 19.08, 14.56, 12.05, 8.03, 9.04, 7.23; one is left for the largest remainder.
    expect(apportion([190, 145, 120, 80, 90, 72], 70)).toEqual([19, 15, 12, 8, 9, 7]);
  });

  it("has nothing to deal to parts of no size", () => {
    expect(apportion([0, 0], 3)).toEqual([0, 0]);
  });

  it.each([
    ["the larger part", [1, 3], 2, [0, 2]],
    ["the larger part, where it comes first", [3, 1], 2, [2, 0]],
    ["the first of parts of one size", [2, 2], 1, [1, 0]],
    ["the first two of three", [1, 1, 1], 2, [1, 1, 0]],
  ])("gives what is left over to %s, where the remainders are equal", (_name, sizes, total, expected) => {
    expect(apportion(sizes, total)).toEqual(expected);
  });

  it("deals to a part of one, however small the whole is", () => {
    expect(apportion([0, 1], 1)).toEqual([0, 1]);
  });

  it("adds up, and strays by less than one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sizes, share) => {
          const sum = sizes.reduce((all, size) => all + size, 0);
          const total = Math.floor(sum * share);
          const shares = apportion(sizes, total);
          expect(shares.reduce((all, one) => all + one, 0)).toBe(total);
          for (const [index, one] of shares.entries()) {
            expect(Math.abs(one - ((sizes[index] ?? 0) * total) / Math.max(1, sum))).toBeLessThan(1);
          }
        },
      ),
    );
  });
});
