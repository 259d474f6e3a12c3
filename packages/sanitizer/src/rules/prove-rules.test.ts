import { describe, expect, it } from "@jest/globals";
import { type LoadedRulePack, parseRulePack } from "./load-rule-pack.ts";
import { findRuleFaults, proveRules } from "./prove-rules.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import type { SymbolIndex } from "./symbol-index.ts";

const real = new Set(["GetRandomFloat", "GetRandomInt", "GetConVar", "Shared", "ConVar.FloatValue", "lunge_pounce"]);
const index: SymbolIndex = { has: (_kind, name) => real.has(name), knowsInclude: () => true };
const languages = [createSourcePawnAdapter()];

const rule = (id: string, wrong: string, right: string, more = ""): string => `  - id: ${id}
    message: It is ${right}.
    match: {kind: call, name: ${wrong}}
    fix: ${right}
${more}    examples:
      - before: "${wrong}(1);"
        after: "${right}(1);"
      - keep: "Other(1);"
`;
const load = (rules: string): LoadedRulePack => parseRulePack(`version: 1\npack: test\nrules:\n${rules}`, "test.yaml");
const faults = async (rules: string): Promise<string[]> =>
  (await findRuleFaults([load(rules)], { languages, index })).map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );

describe("findRuleFaults()", () => {
  it("finds nothing in sound rules", async () => {
    expect(await faults(rule("a", "RandomFloat", "GetRandomFloat") + rule("b", "RandomInt", "GetRandomInt"))).toEqual(
      [],
    );
  });

  it.each([
    [
      "a target that the API does not have",
      rule("a", "RandomFloat", "GetRandomFlot"),
      "7:10 a: the API index has no function named GetRandomFlot.",
    ],
    [
      "a source that the API has",
      rule("a", "Shared", "GetRandomInt"),
      "6:31 a: Shared is a real function; say in scope.because why it is wrong here.",
    ],
    [
      "an id that is used twice",
      rule("a", "X", "GetRandomInt") + rule("a", "Y", "GetRandomInt"),
      "12:9 a: the id is used twice; the first is in test.yaml.",
    ],
    [
      "two rules for one span",
      rule("a", "X", "GetRandomInt") + rule("b", "X", "GetRandomFloat"),
      "14:31 b: a claims X as well; give one of them a priority.",
    ],
    [
      "an event and a string for one span",
      `  - id: a
    message: m
    match: {kind: event, name: pounce}
    fix: lunge_pounce
    examples: [{before: 'HookEvent("pounce");', after: 'HookEvent("lunge_pounce");'}, {keep: "A();"}]
  - id: b
    message: m
    match: {kind: string, name: pounce, in: [{call: HookEvent, argument: 1}]}
    fix: other
    examples: [{before: 'HookEvent("pounce");', after: 'HookEvent("other");'}, {keep: "A();"}]
`,
      "11:33 b: a claims pounce as well; give one of them a priority.",
    ],
    [
      "a pattern that takes another rule's name",
      `${rule("a", "X", "GetRandomInt")}  - id: b
    message: m
    match: {kind: pattern, pattern: "[X-Z]"}
    examples: [{report: "Z;"}, {keep: "A();"}]
`,
      "14:37 b: the pattern takes what a claims as well; give one of them a priority.",
    ],
    [
      "a rule that rewrites another's target",
      rule("a", "X", "Shared") + rule("b", "Shared", "GetRandomInt", '    scope: {because: "test"}\n'),
      "7:10 a: the fix Shared is what b rewrites.",
    ],
    [
      "a cycle",
      rule("a", "Shared", "GetConVar", '    scope: {because: "test"}\n') +
        rule("b", "GetConVar", "Shared", '    scope: {because: "test"}\n'),
      "7:10 a: the rules form a cycle: a → b → a.",
    ],
    [
      "an example that does not change",
      rule("a", "X", "GetRandomInt").replace('before: "X(1);"', 'before: "Y(1);"'),
      "9:9 a: example 1 is missing: the text did not change.",
    ],
    [
      "an example that changes into something else",
      rule("a", "X", "GetRandomInt").replace('after: "GetRandomInt(1);"', 'after: "GetRandomInt(2);"'),
      '9:9 a: example 1 is missing: it became "GetRandomInt(1);".',
    ],
    [
      "an example that is held back, and why",
      rule("a", "X", "GetRandomInt").replace("name: X}", "name: X, where: [{argument: 1, is: odd}]}"),
      "9:9 a: example 1 is missing: the text did not change, for whether its conditions hold cannot be told from the code.",
    ],
    [
      "a fix that is the name itself",
      rule("a", "X", "X"),
      "7:10 a: the fix is what the rule itself looks for; write the right name.",
    ],
    [
      "a name with a dot",
      rule("a", "pd.read", "GetRandomInt"),
      "6:31 a: this is not one name in sourcepawn; for a name behind a dot write kind: member, of: pd, name: read.",
    ],
    [
      "a name with a space",
      rule("a", "[X, 'X Y']", "GetRandomInt"),
      "6:35 a: this is not one name in sourcepawn; write one name without signs around it.",
    ],
    [
      "a pattern for nothing",
      '  - id: a\n    message: M.\n    match: {kind: pattern, pattern: "x*"}\n    examples: [{report: "xx();"}, {keep: "z();"}]\n',
      "6:37 a: the pattern takes an empty text as well; let it take one letter at least.",
    ],
    [
      "an example that should stay",
      rule("a", "X", "GetRandomInt").replace('keep: "Other(1);"', 'keep: "X(1);"'),
      "11:9 a: example 2 is noisy: X was changed.",
    ],
    [
      "no example that stays",
      rule("a", "X", "GetRandomInt").replace('      - keep: "Other(1);"\n', ""),
      "9:7 a: no example shows what is kept.",
    ],
    [
      "an unknown language",
      rule("a", "X", "GetRandomInt", "    language: cobol\n"),
      "8:15 a: no adapter reads the language cobol; describe it under languages, or name one of sourcepawn.",
    ],
    [
      "an unknown detector",
      '  - id: a\n    message: M.\n    match: {kind: detector, detector: psychic}\n    examples: [{report: "x"}, {keep: "y"}]\n',
      "6:39 a: sourcepawn has no such detector; it has sql-format, server-command, format-string, build-path, timer-client, unchecked-client, unchecked-entity, buffer-size, secret.",
    ],
    [
      "a pattern of exponential time",
      '  - id: a\n    message: M.\n    match: {kind: pattern, pattern: "(x+)+y"}\n    examples: [{report: "xxy();"}, {keep: "z();"}]\n',
      "6:37 a: the pattern can take exponential time; repeat nothing that repeats inside.",
    ],
    [
      "a pattern of more than linear time",
      '  - id: a\n    message: M.\n    match: {kind: pattern, pattern: "x.*x.*y"}\n    examples: [{report: "x x y();"}, {keep: "z();"}]\n',
      "6:37 a: the pattern can take more than linear time; let no two repeats take the same text.",
    ],
    [
      "a pattern that is none",
      '  - id: a\n    message: M.\n    match: {kind: pattern, pattern: "(x"}\n    examples: [{report: "x();"}, {keep: "z();"}]\n',
      "6:37 a: the pattern is no regular expression; close its brackets, and put a backslash before signs that mean themselves.",
    ],
  ])(
    "names the place of %s",
    async (_name, rules, expected) => {
      expect(await faults(rules)).toContain(expected);
    },
    20_000,
  );

  it("lets a priority settle two rules for one span", async () => {
    expect(await faults(rule("a", "X", "GetRandomInt") + rule("b", "X", "GetRandomInt", "    priority: 1\n"))).toEqual(
      [],
    );
  });

  it("takes a linear pattern", async () => {
    const linear =
      '  - id: a\n    message: M.\n    match: {kind: pattern, pattern: "TODO[: ]"}\n    examples: [{report: "// TODO: x"}, {keep: "z();"}]\n';
    expect(await faults(linear)).toEqual([]);
  });
});

describe("proveRules()", () => {
  it("refuses with every place in the message", async () => {
    const pack = load(rule("a", "RandomFloat", "Nothing"));
    await expect(proveRules([pack], { languages, index })).rejects.toMatchObject({
      code: "RULE_PACK_INVALID",
      message: "test.yaml:7:10: a: the API index has no function named Nothing.",
      details: { faults: [{ file: "test.yaml", line: 7, column: 10 }] },
    });
  });

  it("does not check names without an index", async () => {
    await expect(proveRules([load(rule("a", "RandomFloat", "Nothing"))], { languages })).resolves.toBeUndefined();
  });
});

describe("parseRulePack()", () => {
  it.each([
    ["bad YAML", "version: 1\npack: [", "test.yaml:2:8:"],
    ["an alias without an anchor", "version: 1\npack: *a\n", "test.yaml:2:7:"],
    [
      "an unknown key",
      "version: 1\npack: a\nrulez: []\nrules:\n  - {}",
      "test.yaml:3:1: rulez: there is no such setting here; remove it or correct its name.",
    ],
    [
      "a missing message",
      "version: 1\npack: a\nrules:\n  - id: x\n    match: {kind: call, name: X}\n    examples: [{keep: a}]",
      "test.yaml:4:5: rules.0.message:",
    ],
    [
      "an unknown kind",
      "version: 1\npack: a\nrules:\n  - id: x\n    message: m\n    match: {kind: cal, name: X}\n    examples: [{keep: a}]",
      "test.yaml:6:19: rules.0.match.kind:",
    ],
    [
      "an id with a space",
      'version: 1\npack: a\nrules:\n  - id: "x y"\n    message: m\n    match: {kind: call, name: X}\n    examples: [{keep: a}]',
      "test.yaml:4:9: rules.0.id: Use lower case words joined by hyphens.",
    ],
  ])("names the place of %s", (_name, text, expected) => {
    expect(() => parseRulePack(text, "test.yaml")).toThrow(expected);
  });
});
