import { describe, expect, it } from "@jest/globals";
import { noticedOf } from "./measure.ts";

const group = Array.from({ length: 32 }, (_, index) => index);

describe("noticedOf()", () => {
  it("asks once where nothing is noticed", async () => {
    let asked = 0;
    const noticed = await noticedOf(group, () => {
      asked += 1;
      return Promise.resolve(false);
    });
    expect([noticed, asked]).toEqual([[], 1]);
  });

  it("finds each that is noticed, in a few questions", async () => {
    let asked = 0;
    const noticed = await noticedOf(group, (some) => {
      asked += 1;
      return Promise.resolve(some.includes(3) || some.includes(30));
    });
    expect(noticed).toEqual([3, 30]);
    // The whole, and for each of the two both halves on five levels, the first level in common.
    expect(asked).toBe(1 + 2 + 2 * 2 * 4);
  });

  it("keeps a group together that fails only as a whole", async () => {
    expect(await noticedOf([1, 2], (some) => Promise.resolve(some.length === 2))).toEqual([]);
  });
});
