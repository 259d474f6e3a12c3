import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { tokenize } from "./tokenize.ts";

describe("tokenize()", () => {
  it("cuts code at words, numbers, line ends with their indentation and signs", () => {
    expect(tokenize("int x_1 = 10;\n    Foo(ä);")).toEqual([
      "int",
      " x_1",
      " ",
      "=",
      " ",
      "10",
      ";",
      "\n    ",
      "Foo",
      "(",
      "ä",
      ")",
      ";",
    ]);
  });

  it("loses nothing of any text, lone surrogates included", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (left, right) => {
        const text = `${left}\ud800${right}`;
        expect(tokenize(text).join("")).toBe(text);
      }),
    );
  });

  it("bounds a piece, so that an unbroken run of any length stays linear", () => {
    const pieces = tokenize("a".repeat(1_000_000));
    expect(pieces).toHaveLength(1_000_000 / 64);
  });
});
