import { describe, expect, it } from "@jest/globals";
import { rulePackSchema, type RulePackInput } from "@tunewright/schema";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { type CompiledRule, compileRules, type RuleTable } from "./rule-table.ts";

type RuleInput = RulePackInput["rules"][number];

const adapter = createSourcePawnAdapter();
const language = { id: "toy", fences: ["toy"], comment: "#.*", string: '"[^"]*"' };

/** A table of rules r0, r1 … of what each adds to a call of `X`. */
function table(...rules: readonly Partial<RuleInput>[]): RuleTable {
  const named = rules.map((rule, index) => ({
    id: `r${index}`,
    message: "m",
    match: { kind: "call", name: "X" } as const,
    examples: [{ keep: "" }],
    ...rule,
  }));
  const pack = rulePackSchema.parse({ version: 1, pack: "test", languages: [language], rules: named });
  return compileRules([pack], { languages: [adapter] });
}
const only = (rule: Partial<RuleInput>): CompiledRule => table(rule).rules[0] as CompiledRule;
const ids = (rules: Iterable<CompiledRule> | undefined): string[] => [...(rules ?? [])].map(({ rule }) => rule.id);

describe("compileRules()", () => {
  it.each<[string, Partial<RuleInput>, string, string | undefined]>([
    ["a language", { language: "cobol" }, "Rule r0 names the language cobol, which no adapter reads.", undefined],
    [
      "a detector",
      { language: "toy", match: { kind: "detector", detector: "secret" } },
      "Rule r0 names the detector secret, which toy does not have.",
      "Known are none.",
    ],
  ])("refuses %s that nobody knows", (_what, rule, message, hint) => {
    expect(() => table(rule)).toThrow(
      expect.objectContaining({ code: "RULE_PACK_INVALID", message, ...(hint && { hint }) }),
    );
  });

  it("names the detectors that there are", () => {
    expect(() => table({ match: { kind: "detector", detector: "psychic" } })).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/^Known are sql-format, .*, secret\.$/) }),
    );
  });

  it("keeps the order of the rules, each under its language", () => {
    const { rules, languages, adapters } = table({}, { language: "toy" }, { match: { kind: "call", name: "Y" } });
    expect(rules.map(({ rule, order }) => [rule.id, order])).toEqual([
      ["r0", 0],
      ["r1", 1],
      ["r2", 2],
    ]);
    expect(languages.map((one) => [one.adapter.id, ids(one.mentions.get("X")), ids(one.mentions.get("Y"))])).toEqual([
      ["sourcepawn", ["r0"], ["r2"]],
      ["toy", ["r1"], []],
    ]);
    expect(adapters.map(({ id }) => id)).toEqual(["sourcepawn", "toy"]);
  });

  it("reads code of languages that have a rule, and of all without any pack", () => {
    expect(table({ language: "toy" }).adapters.map(({ id }) => id)).toEqual(["toy"]);
    expect(compileRules([], { languages: [adapter] }).adapters).toEqual([adapter]);
  });

  it("finds names as identifiers or strings, and in words what is no member and no forward", () => {
    const { languages } = table(
      { match: { kind: "call", name: ["X", "Y"] } },
      { match: { kind: "value", name: "X" } },
      { match: { kind: "member", of: "T", name: "X" } },
      { match: { kind: "forward", name: "X" } },
      { match: { kind: "event", name: "X" } },
      { match: { kind: "netprop", name: "X" } },
      { match: { kind: "string", name: "X", in: [{ call: "F", argument: 2 }] } },
      { match: { kind: "pattern", pattern: "X" } },
      { match: { kind: "detector", detector: "secret" } },
    );
    const [own] = languages;
    expect(ids(own?.names.identifiers.get("X"))).toEqual(["r0", "r1", "r2", "r3"]);
    expect(ids(own?.names.identifiers.get("Y"))).toEqual(["r0"]);
    expect(ids(own?.names.strings.get("X"))).toEqual(["r4", "r5", "r6"]);
    expect(ids(own?.mentions.get("X"))).toEqual(["r0", "r1", "r4", "r5", "r6"]);
    expect([ids(own?.patterns), ids(own?.detectors)]).toEqual([["r7"], ["r8"]]);
  });

  it("knows where the name of a rule has to stand", () => {
    const places = [{ call: ["F"], argument: 2 }];
    expect(only({ match: { kind: "string", name: "X", in: places } }).places).toEqual(places);
    expect(only({ match: { kind: "value", name: "X", in: places } }).places).toEqual(places);
    expect(only({ match: { kind: "value", name: "X" } }).places).toEqual([]);
    expect(only({}).places).toEqual([]);
    expect(only({ match: { kind: "event", name: "X" } }).places).toBe(adapter.places["event"]);
    expect(only({ match: { kind: "netprop", name: "X" } }).places).toBe(adapter.places["netprop"]);
  });

  it("takes the parts and roles of its scope, and the tokens where it names some", () => {
    const { inCode, inInline, inProse, roles, tokens } = only({
      scope: { parts: ["prose"], roles: ["user"], tokens: ["comment"] },
    });
    expect({ inCode, inInline, inProse, roles, tokens }).toEqual({
      inCode: false,
      inInline: false,
      inProse: true,
      roles: new Set(["user"]),
      tokens: new Set(["comment"]),
    });
    expect(only({}).tokens).toEqual(new Set(["identifier", "preprocessor"]));
    expect(table({}, { scope: { roles: ["user", "system"] } }).roles).toEqual(new Set(["assistant", "user", "system"]));
  });

  it.each([
    ["the word", "hook the event", true],
    ["the word in capitals", "Event", true],
    ["a word that begins with it", "events", true],
    ["a word that ends with it", "nonevent", false],
    ["one of several", "call a++ now", true],
    ["a letter that a dot could be", "axxb", false],
    ["a word of a script without spaces inside another", "游戏事件", true],
  ])("sees near a name %s", (_what, text, isNear) => {
    expect(only({ scope: { near: ["event", "a++", "x.b", "事件"] } }).near?.test(text)).toBe(isNear);
  });

  it("looks at every record as soon as one rule has nothing to look for", () => {
    const pattern = { match: { kind: "pattern", pattern: "X+" } } as const;
    const named = { match: { kind: "call", name: "XX" } } as const;
    expect(table(named).scansAll).toBe(false);
    expect(table(named, pattern).scansAll).toBe(true);
    expect(table(named, { match: { ...pattern.match, literals: ["XX"] } }).scansAll).toBe(false);
    // A single letter, and one that JSON escapes, cannot be found in raw JSON.
    expect(table({ match: { ...pattern.match, literals: ["X"] } }).scansAll).toBe(true);
    expect(table({ match: { ...pattern.match, literals: ['X"'] } }).scansAll).toBe(true);
  });

  it("looks for each name and text once", () => {
    const { triggers } = table(
      { match: { kind: "call", name: ["XX", "YY"] } },
      { match: { kind: "value", name: "XX" } },
      { match: { kind: "pattern", pattern: "ab", literals: ["ab", "ab"] } },
    );
    expect(triggers).toEqual({ words: ["XX", "YY"], literals: ["ab"] });
  });
});
