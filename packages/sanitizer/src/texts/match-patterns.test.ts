import { describe, expect, it } from "@jest/globals";
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
    ["prose", { parts: ["prose"] }, ["sk-prose", "sk-span", "sk-"]],
    ["code spans, which are prose to it", { parts: ["inline"] }, ["sk-prose", "sk-span", "sk-"]],
    ["all", { parts: ["code", "prose"] }, ["sk-prose", "sk-code", "sk-span", "sk-"]],
    ["no other role", { roles: ["user"], parts: ["code", "prose"] }, []],
  ])("looks at %s", (_where, scope, expected) => {
    expect(texts({ ...secret, ...(scope === undefined ? {} : { scope }) })).toEqual(expected);
  });

  it("looks at the role that it names", () => {
    expect(texts({ ...secret, scope: { roles: ["user"], parts: ["code"] } }, text, "user")).toEqual(["sk-code"]);
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
