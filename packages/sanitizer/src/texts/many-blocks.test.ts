import { describe, expect, it } from "@jest/globals";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";
import { sanitizeText } from "./sanitize-text.ts";

const table = tableOf([{ ...callRule("Roll", "GetRoll"), scope: { parts: ["code", "inline", "prose"] } }]);
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
const definition = "int Roll()\n{\n\treturn 4;\n}";
const after = (text: string): string => sanitizeText(text, table).text;

describe("a message of many blocks", () => {
  /** Twenty blocks, of which some define the name and one calls it. */
  const blocks = (defining: readonly number[], calling: number, call = "int die = Roll();"): string =>
    Array.from({ length: 20 }, (_, index) =>
      fence(index === calling ? call : defining.includes(index) ? definition : `int a${index};`),
    ).join("\nThen:\n\n");

  it.each([
    ["above", [3], 19],
    ["below", [19], 3],
    ["in several", [1, 5, 12], 19],
  ])("keeps a name that a block %s defines", (_where, defining, calling) => {
    expect(after(blocks(defining, calling))).toBe(blocks(defining, calling));
  });

  it("repairs a name that none of them defines", () => {
    expect(after(blocks([], 19))).toBe(blocks([], 19, "int die = GetRoll();"));
  });
});

it("repairs words before, inside, between and behind code spans, each once", () => {
  expect(after("Take Roll, or `Roll()`, or Roll, or `int a = Roll();`, or Roll.")).toBe(
    "Take GetRoll, or `GetRoll()`, or GetRoll, or `int a = GetRoll();`, or GetRoll.",
  );
});
