import { describe, expect, it } from "@jest/globals";
import { isIgnored } from "./ignore-mark.ts";

const ignored = (text: string, rule = "roll"): boolean => isIgnored(text, text.indexOf("Roll"), rule);

describe("isIgnored()", () => {
  it.each([
    ["without a mark", "Roll();", false],
    ["on its line", "Roll(); // tunewright-ignore", true],
    ["on its line, with its rule", "Roll(); // tunewright-ignore: roll", true],
    [
      "on its line, with its rule among others",
      "int a;\nRoll(); // tunewright-ignore: toss , roll, flip\nint b;",
      true,
    ],
    ["on its line, with other rules", "Roll(); // tunewright-ignore: toss, rolls", false],
    ["on its line twice", "Roll(); // tunewright-ignore: toss tunewright-ignore: roll", true],
    ["alone above", "int a;\n  // tunewright-ignore: roll\nRoll();", true],
    ["alone in the first line", "# tunewright-ignore\nRoll();", true],
    ["alone above, with other rules", "// tunewright-ignore: toss\nRoll();", false],
    ["behind code above", "int a; // tunewright-ignore\nRoll();", false],
    ["two lines above", "// tunewright-ignore\nint a;\nRoll();", false],
    [
      "of other rules before it, and of its rule below",
      "/* tunewright-ignore: toss */ Roll();\n// tunewright-ignore: roll\nint a;",
      false,
    ],
    ["alone below", "Roll();\n// tunewright-ignore", false],
    ["of another tool", "Roll(); // eslint-ignore", false],
  ])("is asked of a place with the mark %s", (_where, text, isMarked) => {
    expect(ignored(text)).toBe(isMarked);
    expect(ignored(text)).toBe(isMarked);
  });

  it("knows one text from the next", () => {
    expect([
      ignored("Roll(); // tunewright-ignore"),
      ignored("Roll();"),
      ignored("Roll(); // tunewright-ignore"),
    ]).toEqual([true, false, true]);
  });
});
