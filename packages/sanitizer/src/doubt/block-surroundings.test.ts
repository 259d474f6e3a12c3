import { describe, expect, it } from "@jest/globals";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { splitText } from "../texts/text-parts.ts";
import { BlockSurroundings } from "./block-surroundings.ts";
import type { Stance } from "./teaching.ts";

const block = (code = "Roll();"): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;

/** What stands around each block of a text says of it. */
function stances(text: string, sentence = ""): Stance[] {
  const parts = splitText(text, [createSourcePawnAdapter()]);
  const surroundings = new BlockSurroundings(text, parts);
  return parts.code.map((part) => surroundings.judge(part, sentence));
}

describe("BlockSurroundings", () => {
  it.each<[string, string, readonly Stance[]]>([
    ["a bad heading", `## Wrong\n\nThe delay:\n${block()}`, ["unclear"]],
    ["a bad heading and a plain one below it", `## Wrong\n\n### The delay\n${block()}`, ["unclear"]],
    ["a bad heading that a plain one of its level ends", `## Wrong\n\n## The delay\n${block()}`, ["uses"]],
    ["a bad heading that a higher one ends", `### Wrong\n\n## The delay\n${block()}`, ["uses"]],
    ["a bad heading over two", `# Wrong\n\n## One\n\n## Two\n${block()}`, ["unclear"]],
    ["a good heading below a bad one", `## Wrong\n\n### Right\n\n#### The delay\n${block()}`, ["uses"]],
    ["a bad heading, and a line that promises the right form", `## Wrong\n\nCorrect:\n${block()}`, ["uses"]],
    ["a heading behind it", `The delay:\n${block()}\n## Wrong\n`, ["uses"]],
    [
      "the heading of its own part of the text",
      `The delay:\n${block()}\n## Wrong\n\nA delay:\n${block()}\n## Right\n\nA delay:\n${block()}`,
      ["uses", "unclear", "uses"],
    ],
    [
      "a heading well behind it",
      `The delay:\n${block()}\nIt ${"really ".repeat(30)}rolls.\n\n## Wrong\n\nA delay:\n${block()}`,
      ["uses", "unclear"],
    ],
  ])("hears %s", (_what, text, expected) => {
    expect(stances(text)).toEqual(expected);
  });

  it.each<[string, string, readonly Stance[]]>([
    ["goes on from a bad one in words", `Wrong:\n${block()}or:\n${block()}`, ["uses", "unclear"]],
    ["goes on from a plain one in words", `The delay:\n${block()}or:\n${block()}`, ["uses", "uses"]],
    ["goes on from one that does", `Wrong:\n${block()}or:\n${block()}and:\n${block()}`, ["uses", "unclear", "unclear"]],
    ["follows a bad one at once", `Wrong:\n${block()}\n${block()}`, ["uses", "unclear"]],
    [
      "follows a bad one at once, in a list",
      `- Wrong:\n\n  ${block().replaceAll("\n", "\n  ")}\n  ${block().replaceAll("\n", "\n  ")}`,
      ["uses", "unclear"],
    ],
    [
      "follows a bad one at once, late in the text",
      `${"One rolls. ".repeat(40)}\n\nWrong:\n${block()}\n${block()}`,
      ["uses", "unclear"],
    ],
    // From fence to code: the line break of one fence, and the 14 characters of the other, count.
    ["follows a bad one 200 characters below", `Wrong:\n${block()}${"\n".repeat(185)}${block()}`, ["uses", "unclear"]],
    ["follows a bad one 201 characters below", `Wrong:\n${block()}${"\n".repeat(186)}${block()}`, ["uses", "uses"]],
    ["follows a bad one far below", `Wrong:\n${block()}${"\n".repeat(201)}${block()}`, ["uses", "uses"]],
    [
      "follows a bad one and other code",
      `Wrong:\n${block()}\n\`\`\`python\nx = 1\n\`\`\`\n${block()}`,
      ["uses", "uses"],
    ],
    ["has words of its own", `Wrong:\n${block()}\nThe delay:\n${block()}`, ["uses", "uses"]],
    ["promises the right form", `Wrong:\n${block()}\nOr, correct:\n${block()}`, ["uses", "uses"]],
    ["stands under a quiz", `Find the bug:\n${block()}or:\n${block()}`, ["unclear", "unclear"]],
  ])("knows whether a block %s", (_what, text, expected) => {
    expect(stances(text)).toEqual(expected);
    expect(stances(text)).toEqual(expected);
  });

  it("hears the sentence behind that disowns a block", () => {
    expect(stances(`The delay:\n${block()}`, "Which was hallucinated.")).toEqual(["unclear"]);
    expect(stances(`The delay:\n${block()}`, "Which was quick.")).toEqual(["uses"]);
  });
});

describe("hasTwin()", () => {
  /** Whether the block with that number has a twin once it reads `repaired`. */
  function hasTwin(codes: readonly string[], number: number, repaired: string, looksAhead = true): boolean {
    const text = codes.map((code) => `So:\n${block(code)}`).join("\n");
    const parts = splitText(text, [createSourcePawnAdapter()]);
    const part = parts.code[number];
    return part !== undefined && new BlockSurroundings(text, parts).hasTwin(part, repaired, looksAhead);
  }

  it("finds a block that is the same but for the mistake, blanks and comments", () => {
    expect(hasTwin(["Roll(1);", "GetRoll( 1 ); // right"], 0, "GetRoll(1);")).toBe(true);
    expect(hasTwin(["Roll(1);", "GetRoll(2);"], 0, "GetRoll(1);")).toBe(false);
  });

  it("looks ahead only where it may", () => {
    expect(hasTwin(["Roll(1);", "GetRoll(1);"], 0, "GetRoll(1);", false)).toBe(false);
    expect(hasTwin(["GetRoll(1);", "Roll(1);"], 1, "GetRoll(1);", false)).toBe(true);
  });

  it("does not take a block for its own twin", () => {
    expect(hasTwin(["Roll(1);"], 0, "Roll(1);")).toBe(false);
    expect(hasTwin(["Roll(1);", "Toss();"], 0, "Roll(1);")).toBe(false);
    expect(hasTwin(["Roll(1);", "Roll(1);", "Roll(1);"], 0, "Roll(1);")).toBe(true);
    expect(hasTwin(["Roll(1);", "Roll(1);"], 0, "Roll(1);", false)).toBe(false);
    expect(hasTwin(["Roll(1);", "Roll(1);"], 1, "Roll(1);", false)).toBe(true);
  });
});
