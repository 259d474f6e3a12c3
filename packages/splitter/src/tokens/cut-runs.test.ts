import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { cutRuns } from "./cut-runs.ts";

const lengths = (text: string): number[] => cutRuns(text).map((piece) => piece.length);

describe("cutRuns()", () => {
  // The first and the last character of each kind, in ASCII and beyond.
  it.each([
    ["blanks", "\t\n "],
    ["digits", "09"],
    ["letters", "azAZ\u0080\uffff"],
    ["signs", "!/:@[`{\u007f"],
  ])("cuts a run of %s into pieces of 256", (_name, characters) => {
    const run = characters.repeat(150);
    expect(lengths(run.slice(0, 256))).toEqual([256]);
    expect(lengths(run.slice(0, 257))).toEqual([256, 1]);
    expect(lengths(run.slice(0, 280))).toEqual([256, 24]);
    expect(lengths(`${characters}-1 `.repeat(40))).toHaveLength(1);
  });

  it.each(["a0", "a ", "a!", "0 ", "0!", " !", "Z\t", "9/", "0:", "A@", "Z[", "a`", "z{", "\u0080\u007f"])(
    "does not take %j for one run: a tokenizer parts them",
    (pair) => {
      expect(lengths(pair.repeat(600))).toEqual([1200]);
    },
  );

  it("counts a run from where it begins, and leaves what follows with its last piece", () => {
    expect(lengths(`${"x".repeat(100)} ${"y".repeat(600)} z`)).toEqual([101 + 256, 256, 88 + 2]);
  });

  // The lowest and the highest second half that a character of two can have.
  it.each(["\ud83d\udc00", "\ud83c\udfff"])("parts no character in two", (character) => {
    expect(lengths(`a${character.repeat(300)}`)).toEqual([257, 256, 88]);
  });

  it("loses nothing", () => {
    const runs = fc.array(fc.tuple(fc.constantFrom("a", "7", " ", "=", "漢", "\ud83d\ude00"), fc.nat(600)));
    fc.assert(
      fc.property(runs, (parts) => {
        const text = parts.map(([character, count]) => character.repeat(count)).join("");
        expect(cutRuns(text).join("")).toBe(text);
      }),
    );
  });
});
