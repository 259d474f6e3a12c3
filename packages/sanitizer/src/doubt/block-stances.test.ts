import { describe, expect, it } from "@jest/globals";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { splitText } from "../texts/text-parts.ts";
import { BlockStances } from "./block-stances.ts";
import { BlockSurroundings } from "./block-surroundings.ts";
import type { Stance } from "./teaching.ts";

const block = (code = "Roll();"): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;

/** Asks what a text says of a name in its block with that number. */
function asker(
  text: string,
  looksAhead = true,
): (number: number, wrong?: string, right?: string) => Stance | undefined {
  const parts = splitText(text, [createSourcePawnAdapter()]);
  const stances = new BlockStances(text, parts, new BlockSurroundings(text, parts), looksAhead);
  return (number, wrong = "Roll", right) => {
    const part = parts.code[number];
    return part === undefined ? undefined : stances.of(part, wrong, right);
  };
}

describe("BlockStances", () => {
  it("judges each block by its own lead-in, in whatever order they are asked", () => {
    const of = asker(`Wrong:\n${block()}\nThe delay:\n${block()}`);
    expect([of(0), of(1), of(0)]).toEqual(["teaches", "uses", "teaches"]);
  });

  it("judges each name of a block by itself", () => {
    const of = asker(`\`Roll\` is deprecated, \`Toss\` too short:\n${block("Roll(Toss());")}`);
    expect([of(0, "Other"), of(0, "Roll"), of(0, "Other"), of(0, "Roll")]).toEqual([
      "uses",
      "unclear",
      "uses",
      "unclear",
    ]);
  });

  it("asks whether both names stand in the sentence behind, for each right name", () => {
    const of = asker(`${block()}\nThe docs list Roll beside GetRoll.`);
    expect([of(0, "Roll"), of(0, "Roll", "GetRoll"), of(0, "Roll")]).toEqual(["uses", "unclear", "uses"]);
  });

  it.each([
    ['undefined symbol "Roll"', "unclear"],
    ["error 017: undefined symbol\t'Roll'", "unclear"],
    ["unknown symbol `Roll`", "unclear"],
    ['Native "Roll" was not found', "unclear"],
    ['Game event "Roll"', "unclear"],
    ['undefined symbol "RollOver"', "uses"],
    ['undefined symbol "GetRoll"', "uses"],
    ['a symbol "Roll"', "uses"],
    ["undefined symbol Roll", "uses"],
  ] as const)("hears a complaint: %s", (complaint, stance) => {
    const output = `\`\`\`text\n${complaint}\n\`\`\`\n`;
    expect(asker(`${output}\nThe delay:\n${block()}`)(0)).toBe(stance);
    expect(asker(`The delay:\n${block()}\nOne rolls.\n\n${output}`)(0)).toBe(stance);
  });

  it.each([
    ["with", "GetRoll(2);", "unclear"],
    ["becomes", "GetRoll(2);", "unclear"],
    ["→", "GetRoll(2);", "unclear"],
    ["Replace it with:", "GetRoll(2);", "unclear"],
    ["The correct version:", "GetRoll(2);", "unclear"],
    ["Then the delay:", "GetRoll(2);", "uses"],
    ["The correct version:", "Toss(2);", "uses"],
    ["The correct version:", "Roll(GetRoll());", "uses"],
  ] as const)("sees that %s %s takes the place of what stands above: %s", (leadIn, code, stance) => {
    const text = `Here:\n${block()}\n${leadIn}\n${block(code)}`;
    expect(asker(text)(0, "Roll", "GetRoll")).toBe(stance);
    expect(asker(text)(0, "Roll", undefined)).toBe("uses");
    expect(asker(text, false)(0, "Roll", "GetRoll")).toBe("uses");
  });

  it("hears no complaint behind a block while the text still grows", () => {
    const complaint = '```text\nundefined symbol "Roll"\n```\n';
    expect(asker(`The delay:\n${block()}\nOne rolls.\n\n${complaint}`, false)(0)).toBe("uses");
    expect(asker(`${complaint}\nThe delay:\n${block()}`, false)(0)).toBe("unclear");
  });

  it("hears what stands around the block", () => {
    expect(asker(`## Wrong\n\nThe delay:\n${block()}`)(0)).toBe("unclear");
  });

  it.each([
    ["before it", "Roll does not exist.\n\nThe delay:\n", "", "unclear"],
    [
      "before it, at the second mention",
      "Take Roll once. There is no such thing as Roll.\n\nThe delay:\n",
      "",
      "unclear",
    ],
    ["before it, of a longer name", "GetRoll does not exist.\n\nThe delay:\n", "", "uses"],
    ["before it, in plain words", "Roll gives a number.\n\nThe delay:\n", "", "uses"],
    ["well behind it", "The delay:\n", "\nOne rolls.\n\nRoll does not exist.", "uses"],
  ] as const)("remembers what prose says of a name %s", (_where, before, behind, stance) => {
    expect(asker(before + block() + behind)(0)).toBe(stance);
  });
});
