import { describe, expect, it } from "@jest/globals";
import { rulePackSchema } from "@tunewright/schema";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { compileRules } from "../rules/rule-table.ts";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";
import { sanitizeText } from "./sanitize-text.ts";

type RuleInput = ReturnType<typeof callRule>;
const secret: RuleInput = {
  id: "secret",
  message: "It is a key.",
  match: { kind: "pattern", pattern: "sk-[a-z]*" },
  examples: [{ keep: "" }],
};
const text = 'Key sk-prose.\n\n```sourcepawn\nchar key[] = "sk-code";\n```\n\nThen `sk-span`, and sk- alone.\n';

function found(rule: RuleInput, source = text, role = "assistant"): unknown[] {
  return sanitizeText(source, tableOf([rule]), { role }).hits.map(({ start, end, name, code, after }) => ({
    text: source.slice(start, end),
    name,
    code,
    after,
  }));
}
const texts = (rule: RuleInput, source?: string, role?: string): unknown[] =>
  found(rule, source, role).map((hit) => (hit as { text: string }).text);

describe("a rule that is a pattern", () => {
  it("reports what it matches in code, by the name of the rule: a match can be a secret", () => {
    expect(found({ ...secret, scope: { parts: ["code"] } })).toEqual([
      { text: "sk-code", name: "secret", code: "reported", after: undefined },
    ]);
  });

  it("replaces the whole match where it has a fix", () => {
    const rule: RuleInput = { ...secret, scope: { parts: ["code"] }, fix: "KEY" };
    expect(found(rule)).toEqual([{ text: "sk-code", name: "sk-code", code: undefined, after: "KEY" }]);
    expect(sanitizeText(text, tableOf([rule])).text).toBe(text.replace("sk-code", "KEY"));
  });

  it.each<[string, RuleInput["scope"], readonly string[]]>([
    ["prose", { parts: ["prose"] }, ["sk-prose", "sk-"]],
    ["code spans", { parts: ["inline"] }, ["sk-span"]],
    ["code and its spans, where nothing is said", undefined, ["sk-code", "sk-span"]],
    ["all", { parts: ["code", "inline", "prose"] }, ["sk-prose", "sk-code", "sk-span", "sk-"]],
    ["no other role", { roles: ["user"], parts: ["code", "prose"] }, []],
  ])("looks at %s", (_where, scope, expected) => {
    expect(texts({ ...secret, ...(scope === undefined ? {} : { scope }) })).toEqual(expected);
  });

  it("looks at the role that it names", () => {
    expect(texts({ ...secret, scope: { roles: ["user"], parts: ["code"] } }, text, "user")).toEqual(["sk-code"]);
  });

  it.each<[string, string, boolean]>([
    ["a call", "Wait();\nOneHot(sparse=1);", true],
    ["a string", 'print("OneHot(sparse=1)");', true],
    ["a comment", "// was OneHot(sparse=1)\nWait();", false],
    ["a line that a comment calls wrong", "OneHot(sparse=1); // BAD", false],
  ])("rewrites %s, unless it only speaks of what is wrong", (_what, line, changes) => {
    const rule: RuleInput = {
      ...callRule("X", "OneHot(out="),
      match: { kind: "pattern", pattern: "OneHot\\(sparse=" },
    };
    const source = `\`\`\`sourcepawn\n${line}\n\`\`\`\n`;
    const expected = changes ? source.replace("OneHot(sparse=", "OneHot(out=") : source;
    expect(sanitizeText(source, tableOf([rule])).text).toBe(expected);
  });

  it.each([
    ["a sentence that says what is wrong", "Do not write OneHot(sparse=1), the argument has another name."],
    ["a sentence with both forms", "Write `OneHot(out=1)` rather than `OneHot(sparse=1)`."],
    [
      "a block that is labelled",
      "Wrong:\n\n```sourcepawn\nOneHot(sparse=1);\n```\n\nRight:\n\n```sourcepawn\nOneHot(out=1);\n```\n",
    ],
    ["a block whose twin is right", "```sourcepawn\nOneHot(sparse=1);\n```\n\n```sourcepawn\nOneHot(out=1);\n```\n"],
    [
      "a paragraph that is taken back",
      "Call `OneHot(sparse=1)` here.\n\nThat is wrong: the argument has another name.",
    ],
  ])("rewrites nothing in %s", (_what, source) => {
    const rule: RuleInput = {
      ...callRule("X", "OneHot(out="),
      match: { kind: "pattern", pattern: "OneHot\\(sparse=" },
      scope: { parts: ["code", "inline", "prose"] },
    };
    expect(sanitizeText(source, tableOf([rule])).text).toBe(source);
  });

  it("tells of what is only reported and is spoken against: in code not, in words as doubtful", () => {
    const rule: RuleInput = { ...secret, scope: { parts: ["code", "prose"] } };
    const source = 'Never write sk-prose.\n\nWrong:\n\n```sourcepawn\nRun("sk-code");\n```\n';
    expect(found(rule, source)).toEqual([{ text: "sk-prose", name: "secret", code: "doubtful", after: undefined }]);
  });

  it("reads a block once, however many matches are in it", () => {
    const adapter = createSourcePawnAdapter();
    let views = 0;
    const counted = {
      ...adapter,
      view: (code: string) => {
        views += 1;
        return adapter.view(code);
      },
    };
    const pack = rulePackSchema.parse({
      version: 1,
      pack: "p",
      rules: [{ ...secret, match: { kind: "pattern", pattern: "k[0-9]+" }, fix: "KEY" }],
    });
    const lines = Array.from({ length: 2000 }, (_, line) => `Use("${line}", k${line});\n`).join("");
    const table = compileRules([pack], { languages: [counted] });
    const { hits } = sanitizeText(`\`\`\`sourcepawn\n${lines}\`\`\`\n`, table);
    expect(hits.filter(({ after }) => after === "KEY")).toHaveLength(2000);
    // Once for names, and once for patterns.
    expect(views).toBe(2);
  });

  it("looks into comments where its scope names them, or where it only reports", () => {
    const source = '```sourcepawn\n// sk-note\nchar key[] = "sk-code";\n```\n';
    expect(texts(secret, source)).toEqual(["sk-note", "sk-code"]);
    expect(texts({ ...secret, scope: { tokens: ["comment"] } }, source)).toEqual(["sk-note"]);
    expect(texts({ ...secret, scope: { tokens: ["string"] } }, source)).toEqual(["sk-code"]);
    expect(texts({ ...secret, scope: { tokens: ["identifier"] } }, source)).toEqual([]);
  });

  it("is kept away by a mark, and by nothing that is empty", () => {
    const code = (line: string): string => `\`\`\`sourcepawn\n${line}\n\`\`\`\n`;
    const rule: RuleInput = {
      ...secret,
      match: { kind: "pattern", pattern: "(?:sk-[a-z]+)?" },
      scope: { parts: ["code"] },
    };
    expect(texts(rule, code('char key[] = "sk-code"; // tunewright-ignore: secret'))).toEqual([]);
    expect(texts(rule, code('char key[] = "sk-code";'))).toEqual(["sk-code"]);
  });
});
