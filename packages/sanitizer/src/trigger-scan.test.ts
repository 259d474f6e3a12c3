import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { TriggerScan } from "./trigger-scan.ts";

const words = ["pounce", "RandomFloat", "RandomInt", "m_flSpeed"];

describe("TriggerScan", () => {
  const scan = new TriggerScan({ words, literals: ["assword"] });
  const next = (text: string): number => scan.next(Buffer.from(text), 0, Buffer.byteLength(text));

  it.each([
    ["pounce", 0],
    ["a pounce b", 2],
    ["lunge_pounce", -1],
    ["pounces", -1],
    [String.raw`\npounce`, 2],
    [String.raw`\\npounce`, 3],
    [String.raw`\u00e9pounce`, 6],
    ["my_Password", 4],
    ["GetRandomFloat", -1],
    ["é pounce", 3],
    ["", -1],
  ])("finds a candidate in %j at %d", (text, expected) => {
    expect(next(text)).toBe(expected);
  });

  it("finds what a regular expression finds", () => {
    const piece = fc.constantFrom(...words, "x", "_", " ", "pounc", "Random", "Float", "\n", "é", "1", "assword");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (list) => {
        const text = list.join("");
        const expected = [
          ...text.matchAll(/(?<![A-Za-z0-9_])(?:pounce|RandomFloat|RandomInt|m_flSpeed)(?![A-Za-z0-9_])|assword/g),
        ].map(({ index }) => index);
        expect(scan.places(text)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it("never misses a line in its JSON form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (before, after) => {
        const text = `${before} pounce ${after}`;
        expect(next(JSON.stringify(text))).not.toBe(-1);
        expect(next(JSON.stringify(JSON.stringify(`${before}\tpounce\n${after}`)))).not.toBe(-1);
      }),
    );
  });

  it("refuses to look for what JSON can write in two ways", () => {
    expect(TriggerScan.canScan({ words: ["ok"], literals: ["-x"] })).toBe(true);
    for (const text of ["x", 'a"b', "a\\b", "a/b", "größe", "a\nb"]) {
      expect(TriggerScan.canScan({ words: [text], literals: [] })).toBe(false);
    }
  });
});
