import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findHits, findHitsInParts } from "./sanitize-text.ts";
import { splitText } from "./text-parts.ts";
import { projectRules } from "./testing/rule-table-fixture.ts";

const all = await projectRules();
// Detectors look at whole functions anyway, so they are left out here.
const table = await projectRules(undefined, (rule) => rule.match.kind !== "detector");

/** Top-level pieces, as they stand in plugins; a name may be defined, used and typed in different ones. */
const pieces = fc.constantFrom(
  "#include <sourcemod>\n",
  '#include "sub/my_file" // mine\n',
  '#define EV "pounce"\n',
  "#define RandomFloat GetRandomFloat\n",
  "ConVar g_cv;\n",
  "ArrayList g_list, g_other;\n",
  "Handle g_cv;\n",
  'static const char NAME[] = "boomer_vomit";\n',
  'public Plugin myinfo =\n{\n\tname = "x"\n};\n',
  "void A()\n{\n\tRandomFloat(1.0, 2.0); // not a b\n}\n",
  "void B(int client)\n{\n\tfloat x = g_cv.GetFloat();\n\tg_list.Add(5);\n\tg_other.Size();\n}\n",
  '// BAD\nvoid C()\n{\n\tRandomInt(1, 2);\n\tHookEvent("charger_grab", D);\n} // WRONG\n',
  "void D()\n{\n\tHookEvent(EV, A);\n\tHookEvent(NAME, A);\n\n\tif (TEAM_SURVIVORS == 2) RandomInt(RandomInt(1, 2), 3);\n}\n",
  "int RandomInt(int a, int b)\n{\n\treturn GetRandomInt(a, b);\n}\n",
  "enum\n{\n\tZC_TANK,\n\tTEAM_SURVIVORS\n}\n",
  'void E(int x)\n{\n\tSetEntPropFloat(x, Prop_Send, "m_flSpeed", 1.0);\n}\n',
  "void F()\n{\n\tint x = GetClientOfUserId(5);\n\tE(x);\n}\n",
  "public void OnPlayerDeath(Event event, const char[] name, bool b)\n{\n}\n",
  'public void OnPluginStart()\n{\n\tHookEvent("player_death", OnPlayerDeath);\n}\n',
  "/* RandomFloat does not exist */\n",
  "#if defined X\nvoid G() {\n#endif\n",
  "\n",
);

describe("windows of code", () => {
  it("give the same answers as all of the code", () => {
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 14 }), (list) => {
        const text = `\`\`\`sourcepawn\n${list.join("")}// ${"padding ".repeat(40)}\n\`\`\`\n`;
        const parts = splitText(text, table.adapters);
        const views = new Map(parts.code.map((part) => [part, part.adapter.view(part.code)]));
        expect(findHits(text, table)).toEqual(findHitsInParts(text, parts, table, views));
      }),
      { numRuns: 600 },
    );
  });

  it("are not used where a detector has to see everything", () => {
    expect(all.languages[0]?.detectors.length).toBeGreaterThan(0);
    expect(table.languages[0]?.detectors).toEqual([]);
  });
});
