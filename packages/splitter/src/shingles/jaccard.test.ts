import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ASSISTANT_SHINGLES } from "../records/speaker.ts";
import { jaccard, similarity } from "./jaccard.ts";

/** A sorted set of some of the user's shingles, and so many of the assistant's. */
const sorted = (numbers: readonly number[]): Uint32Array => Uint32Array.from(new Set(numbers)).sort();
const from = (start: number, count: number): number[] => Array.from({ length: count }, (_, index) => start + index);

describe("jaccard()", () => {
  it("is what is shared over what there is", () => {
    const set = fc.array(fc.nat(30));
    fc.assert(
      fc.property(set, set, (left, right) => {
        const [a, b] = [new Set(left), new Set(right)];
        const all = new Set([...a, ...b]).size;
        const shared = [...a].filter((one) => b.has(one)).length;
        expect(jaccard(sorted(left), sorted(right))).toBe(all === 0 ? 0 : shared / all);
      }),
    );
  });
});

describe("similarity()", () => {
  const question = [1, 2, 3];
  const other = [4, 5, 6, 7, 8];

  it.each([
    // Twenty shingles of both answers say enough; 16 of 24 answers, and 16 of 32 in all.
    ["answers, where both are long enough", 20, 20, 16, 16 / 24],
    ["the whole, where the first answer is shorter", 19, 20, 16, 16 / (3 + 19 + 5 + 20 - 16)],
    ["the whole, where the second answer is shorter", 20, 19, 16, 16 / (3 + 20 + 5 + 19 - 16)],
  ])("compares %s", (_name, left, right, shared, expected) => {
    const one = sorted([...question, ...from(ASSISTANT_SHINGLES, left)]);
    const two = sorted([...other, ...from(ASSISTANT_SHINGLES + left - shared, right)]);
    expect(similarity(one, two)).toBeCloseTo(expected, 12);
  });

  it("takes the whole where that is more alike", () => {
    const one = sorted([...from(1, 40), ...from(ASSISTANT_SHINGLES, 20)]);
    const two = sorted([...from(1, 40), ...from(ASSISTANT_SHINGLES + 10, 20)]);
    expect(similarity(one, two)).toBe(50 / 70);
  });

  it("tells the assistant's shingles from the highest bit on", () => {
    const one = sorted([...from(1, 3), ...from(ASSISTANT_SHINGLES, 20)]);
    const two = sorted([...from(10, 3), ...from(ASSISTANT_SHINGLES, 20)]);
    expect(similarity(one, two)).toBe(1);
    const users = from(ASSISTANT_SHINGLES - 20, 20);
    expect(similarity(sorted([1, 2, ...users]), sorted([3, 4, ...users]))).toBe(20 / 24);
  });
});
