import { describe, expect, it } from "@jest/globals";
import { parseRulePack } from "./load-rule-pack.ts";
import { findRuleFaults } from "./prove-rules.ts";
import { compileRules } from "./rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";

const python = (comment = "#.*"): string => `version: 1
pack: mine
language: python
languages:
  - id: python
    fences: [python, py]
    comment: '${comment}'
    string: '"(?:[^"\\\\\\n]|\\\\.)*"|''(?:[^''\\\\\\n]|\\\\.)*'''
    definition: '\\b(?:def|class)'
rules:
  - id: clock
    message: The function is utc_now.
    match: { kind: call, name: utcnow }
    fix: utc_now
    examples:
      - before: "x = utcnow()"
        after: "x = utc_now()"
      - keep: "def utcnow():\\n    return utcnow()"
`;
const languages = [createSourcePawnAdapter()];

describe("a language that a pack describes", () => {
  it("is proved, and its code repaired in its fences: not strings, comments, definitions or other fences", async () => {
    const pack = parseRulePack(python(), "mine.yaml");
    // An index of another API has none of these names, and need not.
    const index = { language: "sourcepawn", has: () => false, knowsInclude: () => false };
    expect(await findRuleFaults([pack], { languages, index })).toEqual([]);
    expect(await findRuleFaults([pack], { languages, index: { ...index, language: "python" } })).toMatchObject([
      { line: 14, message: "clock: the API index has no function named utc_now." },
    ]);
    const table = compileRules([pack.pack], { languages });
    const text = (name: string): string =>
      `\`\`\`py\nprint(${name}())  # utcnow it is\nprint("utcnow()", self.utcnow())\n\`\`\`\n\`\`\`ruby\nutcnow()\n\`\`\`\n`;
    expect(sanitizeText(text("utcnow"), table).text).toBe(text("utc_now"));
    const own = "```python\ndef utcnow():\n    return 1\nutcnow()\n```";
    expect(sanitizeText(own, table).text).toBe(own);
  });

  it("is refused, with its place, where a pattern is none or can take more than linear time", async () => {
    expect(() => parseRulePack(python("(#"), "mine.yaml")).toThrow(/mine\.yaml:7:14: .*no regular expression/);
    const slow = parseRulePack(python("#(a+)+$"), "mine.yaml");
    expect(await findRuleFaults([slow], { languages })).toMatchObject([
      { file: "mine.yaml", line: 7, message: expect.stringContaining("exponential time") },
    ]);
  });

  it("stays quick on long code", () => {
    const table = compileRules([parseRulePack(python(), "mine.yaml").pack], { languages });
    const code = `\`\`\`py\n${"print(utcnow(), 'x', f(1, 2))\n".repeat(60_000)}\`\`\``;
    const before = process.cpuUsage();
    expect(sanitizeText(code, table).hits).toHaveLength(60_000);
    // Processor time, which other work on the machine hardly stretches. It takes half a second; a quadratic search took minutes.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(20);
  });
});
