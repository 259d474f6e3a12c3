import { availableParallelism } from "node:os";
import { describe, expect, it } from "@jest/globals";
import { workerCount } from "./worker-count.ts";

describe("workerCount()", () => {
  it("is one for each processor where nobody asks for a number", () => {
    expect(workerCount(undefined)).toBe(availableParallelism());
  });

  it.each([1, 2, 16])("is %i where so many are asked for", (wanted) => {
    expect(workerCount(wanted)).toBe(wanted);
  });

  it("is bounded however many are asked for", () => {
    expect(workerCount(99_999_999_999)).toBe(Math.max(16, 4 * availableParallelism()));
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (wanted) => {
    expect(() => workerCount(wanted)).toThrow(RangeError);
  });
});
