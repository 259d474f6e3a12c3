import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type RuleGuard, rulePackSchema } from "@tunewright/schema";
import { createRuleGuard, loadRulePacks } from "../index.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import { compileRules } from "../rules/rule-table.ts";
import { callRule } from "../testing/rule-table-fixture.ts";
import { createTableGuard } from "./rule-guard.ts";

let guard: RuleGuard;
beforeAll(async () => {
  const packs = await loadRulePacks([join(import.meta.dirname, "../../../../data/rules")]);
  guard = createRuleGuard(packs.map(({ pack }) => pack));
});

/** What answers are made of: code and prose, wrong names, teaching before and behind them, fences open and closed. */
const fragments = [
  "```sourcepawn\n",
  "```\n",
  "\n\n",
  'HookEvent("pounce", OnPounce);\n',
  'HookEvent("lunge_pounce", OnPounce);\n',
  "float a = RandomFloat(1.0, 2.0);\n",
  "int b = RandomInt(1, 2);\n",
  "float RandomFloat(float a, float b) { return a; }\n",
  'SetEntPropFloat(client, Prop_Send, "m_flSpeed", 1.5);\n',
  "// Not RandomFloat, but GetRandomFloat.\n",
  "// BAD\n",
  "Use `pounce` here. ",
  "Not `pounce`, but `lunge_pounce`. ",
  "That is wrong. ",
  "public void OnPluginStart()\n{\n",
  "}\n",
  'char s[] = "RandomFloat',
  "/* ",
  " */\n",
  "// ^ does not exist\n",
  'error 017: undefined symbol "RandomFloat"\n',
  "void BadExample()\n{\n",
  "Diese Funktion existiert nicht. ",
  "Vorher:\n",
  "local x = RandomInt(1, 5)\n",
  "foreach (p in q) { p.Kill(); }\n",
];

function streamed(text: string, cuts: readonly number[]): string {
  const stream = guard.stream();
  let out = "";
  let from = 0;
  for (const to of [...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]) {
    out += stream.push(text.slice(from, to));
    from = to;
  }
  return out + stream.end().text;
}

describe("a guarded stream under the project's own rules", () => {
  it("gives the text of the whole answer, wherever it is cut", () => {
    const answers = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(answers, fc.array(fc.nat(2000), { maxLength: 30 }), (parts, cuts) => {
        const text = parts.join("");
        expect(streamed(text, cuts)).toBe(guard.repair(text).text);
      }),
      { numRuns: 1500 },
    );
  });

  it("gives the same of a long answer, which is not looked at with every piece", () => {
    const answers = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 12 });
    const long = "These words go on for a while. ".repeat(300);
    fc.assert(
      fc.property(answers, answers, fc.array(fc.nat(20_000), { maxLength: 200 }), (before, behind, cuts) => {
        const text = `${before.join("")}${long}${behind.join("")}`;
        expect(streamed(text, cuts)).toBe(guard.repair(text).text);
      }),
      { numRuns: 100 },
    );
  });

  it("looks at a long answer that stays undecided a few times only, however small its pieces are", () => {
    let looks = 0;
    const adapter = createSourcePawnAdapter();
    const counted = { ...adapter, looksLikeCode: (text: string) => ((looks += 1), adapter.looksLikeCode(text)) };
    const pack = rulePackSchema.parse({ version: 1, pack: "test", rules: [callRule("RandomInt", "GetRandomInt")] });
    const stream = createTableGuard(compileRules([pack], { languages: [counted] })).stream();
    // Bare code is decided at its end.
    const text = "int x = RandomInt(1, 2);\n".repeat(4000);
    let out = "";
    for (let at = 0; at < text.length; at += 4) out += stream.push(text.slice(at, at + 4));
    expect(out + stream.end().text).toBe(text.replaceAll("RandomInt", "GetRandomInt"));
    // Of 25,000 pieces the 1,024 up to 4 KiB, 64 more until a 64th of what lies beyond is a piece of four, then 64 × ln(96,000 / 256).
    expect(looks).toBeLessThan(1500);
  });
});
