import { describe, expect, it } from "@jest/globals";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { parseRulePack } from "./load-rule-pack.ts";
import { findRuleFaults } from "./prove-rules.ts";
import type { SymbolIndex } from "./symbol-index.ts";

const languages = [createSourcePawnAdapter()];
const real = new Set(["function Round", "constant MAX", "forward OnStart", "event hurt", "member ConVar.Value"]);
const index: SymbolIndex = { has: (kind, name) => real.has(`${kind} ${name}`), knowsInclude: () => true };

/** What is said of a rule's names; its examples are no matter here. */
async function said(match: string, fix: string, more = "", of: SymbolIndex = index): Promise<string[]> {
  const text = `version: 1\npack: test\nrules:\n  - id: a\n    message: m\n    match: ${match}\n    fix: ${fix}\n${more}    examples: [{keep: x}, {before: y, after: z}]\n`;
  const faults = await findRuleFaults([parseRulePack(text, "test.yaml")], { languages, index: of });
  return faults.map(({ message }) => message).filter((message) => !message.includes("example"));
}

describe("the names of a rule", () => {
  it.each([
    ["a call that becomes a function", "{kind: call, name: RoundIt}", "Round"],
    ["a call that becomes a constant", "{kind: call, name: GetMax}", "MAX"],
    ["a constant that becomes a constant", "{kind: value, name: MAXIMUM}", "MAX"],
    ["a constant that becomes a function", "{kind: value, name: MAXIMUM}", "Round"],
    ["a forward", "{kind: forward, name: OnBegin}", "OnStart"],
    ["an event", "{kind: event, name: harm}", "hurt"],
    ["a member", "{kind: member, of: ConVar, name: GetValue}", "{name: Value, dropCall: true}"],
    ["a string, which no index knows", "{kind: string, name: x, in: [{call: F, argument: 1}]}", "y"],
  ])("are right in %s", async (_what, match, fix) => {
    expect(await said(match, fix)).toEqual([]);
  });

  it.each([
    ["a call", "{kind: call, name: RoundIt}", "OnStart", "a: the API index has no function named OnStart."],
    ["a constant", "{kind: value, name: MAXIMUM}", "hurt", "a: the API index has no constant named hurt."],
    ["a forward", "{kind: forward, name: OnBegin}", "Round", "a: the API index has no forward named Round."],
    ["an event", "{kind: event, name: harm}", "Round", "a: the API index has no event named Round."],
    ["a netprop", "{kind: netprop, name: m_x}", "hurt", "a: the API index has no netprop named hurt."],
    [
      "a member of one of two types",
      "{kind: member, of: [ConVar, Handle], name: GetValue}",
      "Value",
      "a: the API index has no member named Handle.Value.",
    ],
  ])("are wrong in %s whose target is of another kind", async (_what, match, fix, fault) => {
    expect(await said(match, fix)).toEqual([fault]);
  });

  it("must not be real ones, unless the rule says why or the API gives them up", async () => {
    const fault = "a: ConVar.Value is a real member; say in scope.because why it is wrong here.";
    const match = "{kind: member, of: ConVar, name: [GetValue, Value]}";
    expect(await said(match, "Value")).toContain(fault);
    expect(await said(match, "Value", "    scope: {because: elsewhere}\n")).not.toContain(fault);
    expect(await said(match, "Value", "    deprecated: true\n")).not.toContain(fault);
  });

  it("are held against an index of their own language alone", async () => {
    const of = (language: string): Promise<string[]> =>
      said("{kind: call, name: RoundIt}", "Nothing", "", { ...index, language });
    expect(await of("sourcepawn")).toEqual(["a: the API index has no function named Nothing."]);
    expect(await of("pawn")).toEqual([]);
  });
});

describe("the faults of several packs", () => {
  const pack = (file: string, rules: string) => parseRulePack(`version: 1\npack: test\nrules:\n${rules}`, file);
  const rule = (id: string, name: string, examples: string): string =>
    `  - id: ${id}\n    message: m\n    match: {kind: call, name: ${name}}\n    examples: ${examples}\n`;

  it("come in the order of their files and lines, whatever finds them", async () => {
    const packs = [
      pack("z.yaml", rule("one", "X", "[{keep: y}]")),
      pack("b.yaml", rule("two", "Y", '[{report: "Y();"}]') + rule("three", "Z", '[{keep: "Z();"}, {report: "a();"}]')),
    ];
    const faults = await findRuleFaults(packs, { languages });
    expect(faults.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)).toEqual([
      "b.yaml:7:15 two: no example shows what is kept.",
      "b.yaml:11:16 three: example 1 is noisy: Z was reported.",
      "b.yaml:11:32 three: example 2 is missing: nothing was reported.",
      "z.yaml:7:15 one: no example shows what is reported.",
    ]);
  });

  it("come in the order of their places on one line, and of their lines where two rules are held against each other", async () => {
    const text =
      '  - {id: a, message: m, match: {kind: call, name: Round}, fix: Nothing, examples: [{keep: "b();"}, {before: "Round();", after: "Nothing();"}]}\n' +
      rule("b", "Round", '[{keep: "c();"}, {report: "Round();"}]') +
      rule("c", "X", '[{keep: "c();"}]');
    const faults = await findRuleFaults([pack("a.yaml", text)], { languages, index });
    expect(faults.map(({ line, column, message }) => `${line}:${column} ${message.split(" ", 4).join(" ")}`)).toEqual([
      "4:51 a: Round is a",
      "4:64 a: the API index",
      "7:31 b: Round is a",
      "7:31 b: a claims Round",
      "12:15 c: no example shows",
    ]);
  });

  it("say of a rule with a fix that no example shows a change", async () => {
    const fixing = rule("a", "X", "[{keep: y}]").replace("    examples", "    fix: Y\n    examples");
    expect((await findRuleFaults([pack("a.yaml", fixing)], { languages })).map(({ message }) => message)).toEqual([
      "a: no example shows a change.",
    ]);
  });

  it("hold the examples of a pattern against it", async () => {
    const examples = '[{keep: "ab();"}, {report: "c();"}]';
    const pattern = rule("a", "X", examples).replace("{kind: call, name: X}", "{kind: pattern, pattern: ab}");
    expect((await findRuleFaults([pack("a.yaml", pattern)], { languages })).map(({ message }) => message)).toEqual([
      "a: example 1 is noisy: a was reported.",
      "a: example 2 is missing: nothing was reported.",
    ]);
  });

  it("are none where a rule that only reports is held against an index", async () => {
    const sound = pack("a.yaml", rule("a", "X", '[{keep: "b();"}, {report: "X();"}]'));
    expect(await findRuleFaults([sound], { languages, index })).toEqual([]);
  });

  it("name the first file of an id that stands in two", async () => {
    const sound = '[{keep: "a();"}, {report: "X();"}]';
    const packs = [pack("a.yaml", rule("one", "X", sound)), pack("b.yaml", rule("one", "Y", sound.replace("X", "Y")))];
    expect((await findRuleFaults(packs, { languages })).map(({ file, message }) => `${file} ${message}`)).toEqual([
      "b.yaml one: the id is used twice; the first is in a.yaml.",
    ]);
  });

  it("say what a second pass would change", async () => {
    const rules =
      '  - id: longer\n    message: m\n    deprecated: true\n    match: {kind: call, name: X}\n    fix: Yes\n    examples: [{keep: "a();"}, {before: "X();", after: "Yes();"}]\n' +
      '  - id: again\n    message: m\n    match: {kind: pattern, pattern: "Yes"}\n    fix: Yess\n    examples: [{keep: "a();"}, {before: "Yes();", after: "Yess();"}]\n';
    const faults = await findRuleFaults([pack("a.yaml", rules)], { languages });
    expect(faults.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "9 longer: a second pass changes example 2 again, by again.",
      "14 again: a second pass changes example 2 again, by again.",
    ]);
  });
});
