import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { assignSplit, splitPosition } from "./assign-split.ts";

describe("assignSplit()", () => {
  it("meets the ratios on average", () => {
    const counts = { train: 0, validation: 0, test: 0 };
    for (let key = 0; key < 20_000; key += 1) {
      counts[assignSplit(`key ${key}`, { validationRatio: 0.1, testRatio: 0.2 })] += 1;
    }
    expect(counts.validation / 20_000).toBeCloseTo(0.1, 1);
    expect(counts.test / 20_000).toBeCloseTo(0.2, 1);
  });

  it("takes a tenth for validation with seed 42 where nothing is said", () => {
    for (let key = 0; key < 500; key += 1)
      expect(assignSplit(`key ${key}`)).toBe(assignSplit(`key ${key}`, { validationRatio: 0.1, seed: 42 }));
  });

  it("never takes a key out of validation when the ratio grows", () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 0.5, noNaN: true }), (key, ratio) => {
        if (assignSplit(key, { validationRatio: ratio }) === "validation") {
          expect(assignSplit(key, { validationRatio: ratio * 2 })).toBe("validation");
        }
      }),
    );
  });

  it("stands where it stood: the first 52 bits of SHA-256 over seed and key", () => {
    // echo -ne '42\nabc' | sha256sum begins with these 13 digits.
    expect(splitPosition("abc", 42)).toBe(Number.parseInt("219bf1cb74846", 16) / 2 ** 52);
  });

  it("fills validation from below up to its ratio, and test from above down to its own", () => {
    const position = splitPosition("abc", 42);
    expect(assignSplit("abc", { validationRatio: position })).toBe("train");
    expect(assignSplit("abc", { validationRatio: position + 2 ** -52 })).toBe("validation");
    expect(assignSplit("abc", { validationRatio: 0, testRatio: 1 - position })).toBe("test");
    expect(assignSplit("abc", { validationRatio: 0, testRatio: 1 - position - 2 ** -52 })).toBe("train");
    expect(assignSplit("abc", { validationRatio: 1 })).toBe("validation");
  });

  it.each([
    [{ validationRatio: -0.1 }],
    [{ validationRatio: 1.1 }],
    [{ validationRatio: Number.NaN }],
    [{ validationRatio: 0.6, testRatio: 0.6 }],
  ])("refuses %j", (options) => {
    expect(() => assignSplit("a", options)).toThrow(RangeError);
  });
});
