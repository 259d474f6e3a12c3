import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleGuard } from "@tunewright/schema";
import fc from "fast-check";
import { createRuleGuard, loadRulePacks } from "../index.ts";

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
});
