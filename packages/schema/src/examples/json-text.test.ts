import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findJsonFault } from "./json-text.ts";

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("findJsonFault()", () => {
  it("agrees with JSON.parse on every valid text", () => {
    fc.assert(fc.property(fc.json(), (text) => expect(findJsonFault(text)).toBeUndefined()));
  });

  it("agrees with JSON.parse on damaged texts", () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", '"', "{", "]", ",", "\\", "\u0001", "1", "e"))
      .map(([text, at, piece]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + piece + text.slice(place + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => expect(findJsonFault(text) === undefined).toBe(parses(text))),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a":1,}', 8, "a key in double quotes was expected"],
    ['{"a" 1}', 6, "a colon was expected"],
    ['["a"', 5, "a comma or a closing bracket was expected"],
    ['{"a":"b', 8, "a string is not closed"],
    ['"\\x"', 2, "an escape is not one of JSON's"],
    ["{} {}", 4, "there is more text after the value"],
    ["01", 2, "there is more text after the value"],
  ])("finds the fault of %s at column %i", (text, column, reason) => {
    expect(findJsonFault(text)).toEqual({ offset: column - 1, column, reason });
  });

  it("does not overflow on nested arrays", () => {
    expect(() => findJsonFault("[".repeat(200_000))).not.toThrow();
  });
});
