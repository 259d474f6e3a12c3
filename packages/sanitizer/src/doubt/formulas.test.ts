import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});

describe("a name in a formula", () => {
  it.each([
    "Draw $RandomFloat(0,1)$ once.",
    "Draw $x = RandomFloat(0, 1) \\cdot 2$.",
    "With $a$ and $x \\sim RandomFloat(a, b)$, and $c$ behind.",
    "The delay is\n\n$$\nd = RandomInt(1, 10)\n$$\n\nseconds.",
    "So $$d = RandomInt(1, 10)$$ holds.",
    "So \\(d = RandomInt(1, 10)\\) holds.",
    "So \\[\n d = \\frac{RandomInt(1, 10)}{2} \n\\] holds.",
  ])("is doubtful, and stays: %j", (text) => {
    const result = sanitizeText(text, table);
    expect([result.text, result.hits.map(({ reason }) => reason)]).toEqual([text, ["scope-unclear"]]);
  });

  it.each([
    ["It costs $5, and RandomFloat costs $6.", "It costs $5, and GetRandomFloat costs $6."],
    ["With $a$, RandomFloat gives a number, and $b$ too.", "With $a$, GetRandomFloat gives a number, and $b$ too."],
    ["Set $HOME, then RandomFloat and $PATH work.", "Set $HOME, then GetRandomFloat and $PATH work."],
    ["First $x\n\nRandomFloat gives y$.", "First $x\n\nGetRandomFloat gives y$."],
    ["So \\(a\\), RandomInt and \\(b\\) are used.", "So \\(a\\), GetRandomInt and \\(b\\) are used."],
    ["So $$a$$ RandomInt is used, and $$b$$.", "So $$a$$ GetRandomInt is used, and $$b$$."],
  ])("is repaired where it stands beside one: %j", (before, after) => {
    expect(sanitizeText(before, table).text).toBe(after);
  });
});
