import { describe, expect, it } from "@jest/globals";
import { firstFrom } from "./first-from.ts";

describe("firstFrom()", () => {
  it.each([
    [[], 3, 0],
    [[1, 4, 9], 0, 0],
    [[1, 4, 9], 4, 1],
    [[1, 4, 9], 5, 2],
    [[1, 4, 9], 10, 3],
  ])("of %j from %i is %i", (places, offset, position) => {
    expect(firstFrom(places, offset)).toBe(position);
  });
});
