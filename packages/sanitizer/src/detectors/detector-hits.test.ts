import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules(undefined, ({ id }) => id === "security-buffer-size");
});

const code = 'void F(int c) { char n[32]; Format(n, 64, "%d", c); }';
const hitsOf = (before: string): unknown[] =>
  sanitizeText(`${before}\`\`\`sourcepawn\n${code}\n\`\`\`\n`, table).hits.map((hit) => [
    hit.code,
    hit.reason,
    hit.after,
  ]);

describe("what a detector finds", () => {
  it("is reported in code that stands for itself", () => {
    expect(hitsOf("Here it is:\n\n")).toEqual([["reported", undefined, undefined]]);
  });

  it("is doubtful where the text may speak about a mistake", () => {
    expect(hitsOf("Find the bug:\n\n")).toEqual([["doubtful", "teaching-unclear", undefined]]);
  });

  it("is nothing in code that is shown as wrong", () => {
    expect(hitsOf("Wrong:\n\n")).toEqual([]);
  });
});
