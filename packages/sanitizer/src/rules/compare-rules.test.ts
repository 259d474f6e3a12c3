import { describe, expect, it } from "@jest/globals";
import { rulePackSchema, type RulePackInput } from "@tunewright/schema";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { findClashes, findRewrites } from "./compare-rules.ts";
import { parseRulePack } from "./load-rule-pack.ts";
import type { PlacedRule } from "./prove-rules.ts";

type RuleInput = RulePackInput["rules"][number];

const languages = [createSourcePawnAdapter()];
const source = parseRulePack(
  "version: 1\npack: test\nrules: [{id: a, message: m, match: {kind: call, name: X}, examples: [{keep: x}]}]",
  "test.yaml",
);

/** Rules a, b, c … of what each adds to a call of `X` without a fix. */
function placed(...rules: readonly Partial<RuleInput>[]): PlacedRule[] {
  const named = rules.map((rule, index) => ({
    id: "abc".charAt(index),
    message: "m",
    match: { kind: "call", name: "X" } as const,
    examples: [{ keep: "" }],
    ...rule,
  }));
  return rulePackSchema
    .parse({ version: 1, pack: "test", rules: named })
    .rules.map((rule, position) => ({ rule, position, source, language: rule.language ?? "sourcepawn" }));
}

/** Faults as "rule: message". */
const told = (faults: ReturnType<typeof findClashes>): string[] =>
  faults.map(({ placed: { rule }, message }) => `${rule.id}: ${message}`);
const clashes = (...rules: readonly Partial<RuleInput>[]): string[] => told(findClashes(placed(...rules), languages));
const rewrites = (...rules: readonly Partial<RuleInput>[]): string[] => told(findRewrites(placed(...rules), languages));

const call = (name: string): RuleInput["match"] => ({ kind: "call", name });
const string = (name: string, to: string, argument = 1): RuleInput["match"] => ({
  kind: "string",
  name,
  in: [{ call: ["Other", to], argument }],
});
const claim = "b: a claims X as well; give one of them a priority";

describe("findClashes()", () => {
  it.each<[string, Partial<RuleInput>, Partial<RuleInput>]>([
    ["two calls", {}, {}],
    ["two calls, one for another role too", {}, { scope: { roles: ["user", "assistant"] } }],
    ["a call and a value, in code spans", {}, { match: { kind: "value", name: "X" } }],
    [
      "a call and a value, in prose",
      { scope: { parts: ["prose"] } },
      { match: { kind: "value", name: "X" }, scope: { parts: ["code", "prose"] } },
    ],
    [
      "a call and a value, in comments",
      { scope: { parts: ["code"], tokens: ["comment"] } },
      { match: { kind: "value", name: "X" }, scope: { parts: ["code"], tokens: ["identifier", "comment"] } },
    ],
    [
      "members of one type",
      { match: { kind: "member", of: ["A", "B"], name: "X" } },
      { match: { kind: "member", of: ["B", "C"], name: "X" } },
    ],
    ["strings of one place", { match: string("X", "Hook") }, { match: string("X", "Hook") }],
    [
      "an event and a string where events stand, in code alone",
      { match: { kind: "event", name: "X" }, scope: { parts: ["code"] } },
      { match: string("X", "HookEvent"), scope: { parts: ["code"] } },
    ],
    [
      "a string and a netprop where netprops stand, in code alone",
      { match: string("X", "GetEntProp", 3), scope: { parts: ["code"] } },
      { match: { kind: "netprop", name: "X" }, scope: { parts: ["code"] } },
    ],
    [
      "an event and a string elsewhere, in code spans",
      { match: { kind: "event", name: "X" } },
      { match: string("X", "Hook") },
    ],
  ])("finds %s", (_what, one, other) => {
    expect(clashes(one, other)).toEqual([claim]);
  });

  it.each<[string, Partial<RuleInput>, Partial<RuleInput>]>([
    ["of other names", {}, { match: call("Y") }],
    ["of which one comes first", {}, { priority: 1 }],
    ["for other roles", { scope: { roles: ["system"] } }, { scope: { roles: ["user", "assistant"] } }],
    ["of other languages", {}, { language: "pawn" }],
    [
      "of other types",
      { match: { kind: "member", of: ["A"], name: "X" } },
      { match: { kind: "member", of: ["B"], name: "X" } },
    ],
    ["of which one is a member", {}, { match: { kind: "member", of: ["A"], name: "X" } }],
    ["of another kind, in code alone", { scope: { parts: ["code"] } }, { match: { kind: "value", name: "X" } }],
    [
      "of another kind, of which one sees comments",
      { scope: { parts: ["code"] } },
      { match: { kind: "value", name: "X" }, scope: { parts: ["code"], tokens: ["identifier", "comment"] } },
    ],
    [
      "of strings in other calls",
      { match: { kind: "string", name: "X", in: [{ call: "Hook", argument: 1 }] } },
      { match: { kind: "string", name: "X", in: [{ call: "Unhook", argument: 1 }] } },
    ],
    [
      "of an event and a string elsewhere, in code alone",
      { match: { kind: "event", name: "X" }, scope: { parts: ["code"] } },
      { match: string("X", "Hook"), scope: { parts: ["code"] } },
    ],
    ["of strings in other arguments", { match: string("X", "Hook", 1) }, { match: string("X", "Hook", 2) }],
  ])("lets rules be that are %s", (_what, one, other) => {
    expect(clashes(one, other)).toEqual([]);
  });

  it("names every rule that claims a name earlier, and the place of the name", () => {
    const faults = findClashes(placed({}, {}, { match: { kind: "call", name: ["Y", "X"] } }), languages);
    expect(told(faults)).toEqual([
      claim,
      "c: a claims X as well; give one of them a priority",
      "c: b claims X as well; give one of them a priority",
    ]);
    expect(faults.map(({ path }) => path)).toEqual([
      ["match", "name", 0],
      ["match", "name", 1],
      ["match", "name", 1],
    ]);
  });

  it("says nothing of a rule that names a thing twice", () => {
    expect(clashes({ match: { kind: "call", name: ["X", "X"] } })).toEqual([]);
  });

  it.each<[string, Partial<RuleInput>, Partial<RuleInput>, readonly string[]]>([
    ["takes a name, and both write", { fix: "Y" }, { fix: "Z" }, ["b"]],
    ["takes a name, and it alone writes", {}, { fix: "Z" }, ["b"]],
    ["takes a name that is written over", { fix: "Y" }, {}, ["b"]],
    ["only reports, as the other does", {}, {}, []],
    ["has a priority", { fix: "Y" }, { priority: 2 }, []],
    ["is of another language", { fix: "Y" }, { language: "pawn" }, []],
    ["does not match the name", { fix: "Y", match: call("Other") }, {}, []],
  ])("asks of a pattern whether it %s", (_what, one, more, faulty) => {
    const pattern: Partial<RuleInput> = { match: { kind: "pattern", pattern: "^[x-z]$", flags: "i" }, ...more };
    const message = "the pattern takes what a claims as well; give one of them a priority";
    expect(clashes(one, pattern)).toEqual(faulty.map((id) => `${id}: ${message}`));
  });

  it("leaves a pattern that is none to others", () => {
    expect(clashes({ fix: "Y" }, { match: { kind: "pattern", pattern: "(X" } })).toEqual([]);
  });
});

describe("findRewrites()", () => {
  it.each<[string, readonly Partial<RuleInput>[], readonly string[]]>([
    ["a chain", [{ fix: "Y" }, { match: call("Y"), fix: "Z" }], ["a: the fix Y is what b rewrites"]],
    [
      "a rule that writes what it takes",
      [{ fix: "X" }],
      ["a: the fix is what the rule itself looks for; write the right name"],
    ],
    [
      "a cycle of two",
      [{ fix: "Y" }, { match: call("Y"), fix: "X" }],
      ["a: the rules form a cycle: a → b → a", "b: the rules form a cycle: b → a → b"],
    ],
    [
      "a chain into a cycle",
      [{ fix: "Y" }, { match: call("Y"), fix: "Z" }, { match: call("Z"), fix: "Y" }],
      [
        "a: the fix Y is what b rewrites",
        "b: the rules form a cycle: b → c → b",
        "c: the rules form a cycle: c → b → c",
      ],
    ],
    ["no fault where the next rule only reports", [{ fix: "Y" }, { match: call("Y") }], []],
    [
      "no fault where the next rule has other roles",
      [{ fix: "Y" }, { match: call("Y"), fix: "Z", scope: { roles: ["user"] } }],
      [],
    ],
    ["no fault in rules that write what nobody takes", [{ fix: "Y" }, { match: call("Z"), fix: "W" }], []],
  ])("finds %s", (_what, rules, faults) => {
    expect(rewrites(...rules)).toEqual(faults);
  });
});
