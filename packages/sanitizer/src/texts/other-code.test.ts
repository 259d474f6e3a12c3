import { beforeAll, describe, expect, it } from "@jest/globals";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";
import { OtherCode } from "./other-code.ts";
import { sanitizeText } from "./sanitize-text.ts";

const adapter = createSourcePawnAdapter();

describe("OtherCode", () => {
  it("judges each paragraph by itself, and those that are code by what one of them tells", () => {
    const words = [
      "Call RandomInt(1, 5) now.",
      "local x = RandomInt(1, 5)",
      "if (RandomInt(1, 5) == 1)\n{\n  y = 2;\n}",
      "It is RandomInt(1, 5) there.",
    ];
    const text = words.join("\n\n");
    const other = new OtherCode(text, adapter);
    const places = [...text.matchAll(/RandomInt/g)].map(({ index }) => index);
    expect(places.map((place) => other.holds(place))).toEqual([false, true, true, false]);
    // Alone, the same lines would be SourcePawn as well.
    expect(new OtherCode(words[2] ?? "", adapter).holds(5)).toBe(false);
  });

  it("finds the paragraph at its very ends, whatever ends its lines", () => {
    for (const blank of ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n"]) {
      const first = "local x = 1;";
      const text = `${first}${blank}Words.`;
      const other = new OtherCode(text, adapter);
      expect([other.holds(0), other.holds(first.length - 1)]).toEqual([true, true]);
      expect([other.holds(text.length - 6), other.holds(text.length - 1)]).toEqual([false, false]);
    }
  });

  it("takes a paragraph by what stands before it alone, where a text still grows", () => {
    const text = "x = 1;\n\nlocal y = 2;\n\nz = 3;";
    const places = [0, text.indexOf("local"), text.indexOf("z")];
    const all = new OtherCode(text, adapter);
    expect(places.map((place) => all.holds(place))).toEqual([true, true, true]);
    const growing = new OtherCode(text, adapter, { looksAhead: false });
    // The last one first: what it has looked at further down does not count for the first.
    expect(places.toReversed().map((place) => growing.holds(place))).toEqual([true, true, false]);
  });

  it("asks once for each paragraph, and knows none where the adapter cannot tell", () => {
    let asked = 0;
    const text = "local x = A;\n\nB = A;\n\n".repeat(500);
    const other = new OtherCode(text, { looksLikeOtherCode: () => ((asked += 1), false) });
    for (let round = 0; round < 3; round += 1) for (let at = 0; at < text.length; at += 5) other.holds(at);
    expect(asked).toBe(1000);
    expect(new OtherCode("local x = A;", {}).holds(0)).toBe(false);
  });
});

describe("sanitizeText() on code of another language without a fence", () => {
  let table: RuleTable;
  beforeAll(async () => {
    table = await projectRules();
  });

  it.each([
    ["a script of the game", 'function OnTank(params)\n{\n\tlocal x = RandomInt(1, 5);\n\tEntFire("door", "Open");\n}'],
    ["one line of it", "In the script:\n\nlocal x = RandomInt(1, 5)\n"],
    ["an indented block of it", 'In the script:\n\n    if (RandomInt(1, 5) == 1)\n        EntFire("door", "Open");\n'],
    ["its tables", "Options <-\n{\n  Limit = RandomInt(1, 5)\n}"],
    ["a code span of it", "Write `local x = RandomInt(1, 5)` in the script."],
    [
      "C++ of the game",
      '#include "cbase.h"\nvoid CTank::Think()\n{\n\tm_next = gpGlobals->curtime + RandomInt(1, 5);\n}',
    ],
  ])("leaves %s alone, and reports it as doubtful", (_name, text) => {
    const sanitized = sanitizeText(text, table);
    expect(sanitized.text).toBe(text);
    expect(sanitized.hits).toMatchObject([{ name: "RandomInt", code: "doubtful", reason: "other-language" }]);
  });

  it.each([
    ["words that call it", "Call RandomInt(1, 5) in OnPluginStart."],
    ["words with signs of code", "It's `x = 5;`; then call RandomInt(1, 5), from there import nothing."],
    ["bare SourcePawn", 'int x = RandomInt(1, 5);\nPrintToChatAll("%d", x);'],
    ["SourcePawn with a word of another language", 'None = RandomInt(1, 5);\nPrintToChatAll("x");'],
    ["a code span", "Write `int x = RandomInt(1, 5);` there."],
    ["words beside a script", "Call RandomInt(1, 5) in the plugin. In the script:\n\nlocal x = 5;"],
  ])("repairs %s", (_name, text) => {
    expect(sanitizeText(text, table).text).toBe(text.replace("RandomInt", "GetRandomInt"));
  });
});
