import { beforeAll, describe, expect, it } from "@jest/globals";
import { type RuleGuard, rulePackSchema } from "@tunewright/schema";
import fc from "fast-check";
import { createRuleGuard } from "./create-inspection.ts";
import { createTableGuard } from "./rule-guard.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let guard: RuleGuard;
beforeAll(async () => {
  guard = createTableGuard(await projectRules());
});

/** Pieces of answers that meet in any order: names, fences, prose, labels, things that are nearly names. */
const pieces = fc.constantFrom(
  ...'RandomFloat(0.0, 1.0);|GetRandomFloat|RandomF|loat(1.0)|HookEvent("pounce", A);|pounce| |\n|\n\n|```|```sourcepawn\n|~~~\n|\n```\n|`|`RandomInt()`|Use this. |It does not exist. |// WRONG\n|// GOOD\n|Wrong:\n|void F()\n{\n|}\n|int RandomInt(int a)\n{\n}\n|RandomInt(1, 2);\n|# Title\n|- item |> quote |#include <x>\n|SetEntPropFloat(client, Prop_Send, "m_flSpeed", 1.0);\n|/* |*/|"|.|! |event |```diff\n|-RandomInt(1);\n|+RandomInt(2);\n'.split(
    "|",
  ),
);
const texts = fc.array(pieces, { maxLength: 30 }).map((list) => list.join(""));
const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 20 });

function stream(text: string, sizes: readonly number[]): { text: string; held: string } {
  const run = guard.stream();
  let out = "";
  for (let at = 0, index = 0; at < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    out += run.push(text.slice(at, at + size));
    at += size;
  }
  const { text: held } = run.end();
  return { text: out + held, held };
}

describe("RuleGuard", () => {
  it("gives the same text as a stream as it gives for the whole, however the text is cut", () => {
    fc.assert(
      fc.property(texts, cuts, (text, sizes) => {
        expect(stream(text, sizes).text).toBe(guard.repair(text).text);
      }),
      { numRuns: 800 },
    );
  });

  it("changes nothing on a second pass", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = guard.repair(text).text;
        expect(guard.repair(once).text).toBe(once);
      }),
      { numRuns: 400 },
    );
  });

  it("lets text go at once that no rule can change", () => {
    const run = guard.stream();
    expect(run.push("Here is a ")).toBe("Here is a ");
    expect(run.push("plugin for ran")).toBe("plugin for ran");
    expect(run.push("dom delays.")).toBe("dom delays.");
  });

  it("holds back a word only while it may become a name", () => {
    const run = guard.stream();
    expect(run.push("a Random")).toBe("a ");
    expect(run.push("ize.")).toBe("Randomize.");
  });

  it("lets a repaired block go when it is closed and the sentence behind it is there", () => {
    const run = guard.stream();
    expect(run.push("```sourcepawn\nint a;\nfloat f = RandomFloat(0.0, 1.0);\n")).toBe(
      "```sourcepawn\nint a;\nfloat f = ",
    );
    expect(run.push("```\nThat is ")).toBe("");
    expect(run.push("it. More")).toBe("GetRandomFloat(0.0, 1.0);\n```\nThat is it. More");
  });

  it("reports changes with offsets in the text as it came", () => {
    const text = "```sourcepawn\nRandomFloat(0.0, 1.0);\n```\n";
    const run = guard.stream();
    run.push(text);
    const { changes, findings } = run.end();
    expect(findings).toEqual([]);
    expect(changes).toEqual([
      { rule: "get-random-float", before: "RandomFloat", after: "GetRandomFloat", start: 14, end: 25 },
    ]);
  });

  it("has one line for the prompt for each rule that repairs a wrong name", () => {
    expect(guard.instructions).toContain("SourceMod has no RandomFloat; the native is GetRandomFloat.");
    expect(guard.instructions.every((line) => !line.includes("\n"))).toBe(true);
  });
});

describe("instructions of a guard", () => {
  it("name first what exists nowhere, then the others in the order of their packs; what has no fix is left out", () => {
    const rule = (name: string, others: object): object => ({
      id: name.toLowerCase(),
      message: `Not ${name}.`,
      match: { kind: "call", name },
      examples: [{ keep: "x();" }],
      ...others,
    });
    const pack = rulePackSchema.parse({
      version: 1,
      pack: "order",
      rules: [
        rule("One", { fix: "First" }),
        rule("Two", {}),
        rule("Three", { fix: "Third", nowhere: true }),
        rule("Four", { fix: "Fourth" }),
        rule("Five", { fix: "Fifth", nowhere: true }),
      ],
    });
    expect(createRuleGuard([pack]).instructions).toEqual(["Not Three.", "Not Five.", "Not One.", "Not Four."]);
  });
});

describe("a guard of other rules", () => {
  const guardOf = (...rules: readonly object[]): RuleGuard =>
    createRuleGuard([rulePackSchema.parse({ version: 1, pack: "other", rules })]);
  const secret = {
    id: "secret",
    message: "It is a key.",
    match: { kind: "pattern", pattern: "sk-[a-z]+" },
    scope: { parts: ["code", "prose"] },
    examples: [{ keep: "" }],
  };

  it("holds a text to its end where a pattern could rewrite any part of it", () => {
    const run = guardOf({ ...secret, fix: "KEY" }).stream();
    expect([run.push("Here: sk-"), run.push("abc"), run.push(" and more.")]).toEqual(["", "", ""]);
    expect(run.end()).toEqual({
      text: "Here: KEY and more.",
      changes: [{ rule: "secret", before: "sk-abc", after: "KEY", start: 6, end: 12 }],
      findings: [],
    });
    expect(
      guardOf({ ...secret, fix: "KEY" })
        .stream()
        .push(""),
    ).toBe("");
  });

  it("lets a text go where a pattern only reports, and tells what it found", () => {
    const run = guardOf(secret).stream();
    expect([run.push("Here: sk-"), run.push("abc"), run.push(" and more.")]).toEqual([
      "Here: sk-",
      "abc",
      " and more.",
    ]);
    expect(run.end()).toMatchObject({
      text: "",
      changes: [],
      findings: [{ rule: "secret", severity: "error", start: 6, end: 12, name: "secret", certain: true }],
    });
  });

  it("does not wait for a name that is only deprecated, or that nothing stands in for", () => {
    const call = { id: "toss", message: "Not Toss.", match: { kind: "call", name: "Toss" }, examples: [{ keep: "" }] };
    const code = "```sourcepawn\nvoid F(int client)\n{\n\tToss(";
    expect(guardOf(call).stream().push(code)).toBe(code);
    expect(
      guardOf({ ...call, fix: "GetToss", deprecated: true })
        .stream()
        .push(code),
    ).toBe(code);
    expect(
      guardOf({ ...call, fix: "GetToss" })
        .stream()
        .push(code),
    ).toBe(code.slice(0, -"Toss(".length));
    expect(guardOf({ ...call, fix: "GetToss", deprecated: true }).repair(`${code}1);\n}\n\`\`\`\n`)).toMatchObject({
      changes: [],
      findings: [{ rule: "toss", fix: "GetToss", certain: true }],
    });
  });
});
