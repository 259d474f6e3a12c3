import { describe, expect, it } from "@jest/globals";
import { checkPattern } from "./check-pattern.ts";
import { splitAlternatives } from "./split-alternatives.ts";

describe("splitAlternatives()", () => {
  it.each([
    { pattern: "a|b", expected: ["a", "b"] },
    { pattern: "a|(?:b|c)|d", expected: ["a", "(?:b|c)", "d"] },
    { pattern: String.raw`\||[|)]|\(|x`, expected: [String.raw`\|`, "[|)]", String.raw`\(`, "x"] },
    { pattern: String.raw`[\]|]|y`, expected: [String.raw`[\]|]`, "y"] },
    { pattern: "a||b", expected: ["a", "", "b"] },
    { pattern: "#.*", expected: ["#.*"] },
    { pattern: String.raw`(["'])x|\1`, expected: [String.raw`(["'])x|\1`] },
  ])("parts $pattern", ({ pattern, expected }) => {
    expect(splitAlternatives(pattern)).toEqual(expected);
  });

  it("lets the strings of Python be proved, which whole cannot be in any reasonable time", async () => {
    const strings = String.raw`"""(?:[^"]|"[^"]|""[^"])*"""|'''(?:[^']|'[^']|''[^'])*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
    const alternatives = splitAlternatives(strings);
    expect(alternatives).toHaveLength(4);
    for (const one of alternatives) expect(await checkPattern(`^(?:${one})`, "")).toBeUndefined();
  });

  it("still names an alternative that is not linear", async () => {
    const faults = await Promise.all(splitAlternatives("a|(?:b+)+c").map((one) => checkPattern(`^(?:${one})`, "")));
    expect(faults).toEqual([undefined, "the pattern can take exponential time; repeat nothing that repeats inside"]);
  });
});
