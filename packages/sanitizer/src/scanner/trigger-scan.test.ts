import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findTriggers } from "./trigger-scan.ts";
import { canScan, triggerPatterns, TriggerTable } from "../rules/trigger-table.ts";

const words = ["pounce", "RandomFloat", "RandomInt", "m_flSpeed"];
const literals = ["assword"];
/** What the search must find, said with a regular expression. */
const pattern = /(?<![A-Za-z0-9_])(?:pounce|RandomFloat|RandomInt|m_flSpeed)(?![A-Za-z0-9_])|assword/g;

describe("findTriggers()", () => {
  it.each([
    ["two bytes at a time", { words, literals }],
    // Names that the texts do not hold, so many that three bytes are hashed.
    ["three", { words: [...words, ...Array.from({ length: 80 }, (_, index) => `Unused${index}Name`)], literals }],
  ])("finds what a regular expression finds, hashing %s", (_name, triggers) => {
    const table = new TriggerTable(triggerPatterns(triggers));
    const piece = fc.constantFrom(...words, "x", "_", " ", "pounc", "Random", "Float", "\n", "é", "1", "assword");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (list) => {
        const text = list.join("");
        expect(findTriggers(text, table)).toEqual([...text.matchAll(pattern)].map(({ index }) => index));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("canScan()", () => {
  it("refuses what JSON has to escape", () => {
    expect(canScan({ words: ["ok"], literals: ["-x", "a/b"] })).toBe(true);
    for (const text of ["x", 'a"b', "a\\b", "größe", "a\nb"]) {
      expect(canScan({ words: [text], literals: [] })).toBe(false);
    }
  });
});
