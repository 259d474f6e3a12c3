import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findHits, findHitsInParts } from "./sanitize-text.ts";
import { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { hasWindows, windowAround } from "../view/code-windows.ts";
import { splitText } from "./text-parts.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

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

/** Lines as they stand in functions: plain calls and strings, and what only looks like them. */
const lines = fc.constantFrom(
  "RandomFloat(1.0, 2.0);",
  "\tfloat x = RandomFloat(1.0, 2.0);",
  "return RandomFloat(0.0, 1.0);",
  "if (RandomInt(1, 2) == 1)",
  "if (RandomInt(1, 2) == 1) RandomInt(1, 2);",
  "x = RandomInt(1, 2) // RandomInt",
  "x += RandomInt(RandomInt(1, 2), arr[RandomInt(0, 1)]);",
  "y = a ? RandomInt(1, 2) : RandomInt(3, 4);",
  'PrintToChat(client, "RandomInt %d, \\"RandomInt\\" // no", RandomInt(1, 2)); // RandomInt(1)',
  'HookEvent("pounce", E);',
  'HookEvent( "pounce" , E, EventHookMode_Pre);',
  'HookEvent("pounce"',
  'HookEvent(.callback = E, .name = "pounce");',
  'HookEvent(.callback = E, "pounce");',
  'Hook("pounce"); UnhookEvent("pounce", E);',
  "void Hook(const char[] name) { HookEvent(name, E); }",
  'if (StrEqual(name, "boomer_vomit")) x = 1;',
  'HookEvent(b ? "pounce" : "charger_grab", E);',
  'strcopy(name, sizeof(name), "boomer_vomit"); HookEvent(name, E);',
  'name = "boomer_vomit";',
  "HookEvent(name, E);",
  'SetEntPropFloat(client, Prop_Send, "m_flSpeed", 1.0);',
  'SetEntPropFloat(GetClientOfUserId(u), Prop_Send, "m_flSpeed", 1.0);',
  'GetEntPropFloat(client, Prop_Send, "m_flSpeed") * RandomFloat(1.0, 2.0)',
  "char c = 'a'; RandomInt(1, 2);",
  "char c = '\"'; RandomInt(1, 2);",
  "native float RandomFloat(float a, float b);",
  "stock float RandomFloat(float a, float b) { return a; }",
  "float RandomFloat(float a, float b)",
  "RandomFloat(a, b) {",
  "RandomInt(a, b)",
  "public X = RandomInt(1, 2);",
  "Float:RandomFloat(a);",
  "obj.RandomInt(1, 2);",
  "new RandomInt(1, 2);",
  "a & RandomInt(1, 2);",
  "#define R RandomInt(1, 2)",
  "#define RandomInt(%1) GetRandomInt(%1)",
  "#pragma semicolon 1 // RandomInt",
  "// WRONG:",
  "// not RandomInt(1, 2)",
  "x = 1; // BAD",
  "foo(1, // RandomInt",
  "RandomInt(1,",
  "2);",
  "else",
  "stock float",
  "native float",
  "public",
  "else RandomInt(1, 2);",
  "for (int i; i < RandomInt(1, 2); i++) {",
  "{",
  "}",
  "\tif (x) { RandomInt(1, 2); }",
  "case RandomInt(1, 2):",
  "é = RandomInt(1, 2); // é RandomInt(1)",
  "@RandomInt(1, 2);",
  "enum { RandomInt, RandomFloat(1, 2) }",
  "int a, RandomInt(1, 2), RandomFloat;",
  "view_as<float>(RandomInt(1, 2))",
  "RandomInt (1, 2) ;",
  "!RandomInt(1, 2) && RandomInt(1, 2)|RandomInt(1, 2)",
  '"unclosed RandomInt(1, 2)',
  "((RandomInt(1, 2)])",
  "]) RandomInt(1, 2);",
  "",
);
const ends = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r");

/** The same rules, for which every window is lexed. */
const adapters = table.adapters.map((adapter) => ({
  ...adapter,
  windows: (code: string, places: readonly number[]) => {
    if (!hasWindows(code)) return undefined;
    const windows = new Map(places.map((place) => [windowAround(code, place).start, windowAround(code, place)]));
    return [...windows.values()].map((window) => new SourcePawnView(code, window));
  },
}));
const lexed = {
  ...table,
  adapters,
  languages: table.languages.map((rules, at) => ({ ...rules, adapter: adapters[at] ?? rules.adapter })),
};

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

  it("give the same answers line by line", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(lines, ends), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (list, isInFunction) => {
          const code = list.map(([line, end]) => `${isInFunction ? "\t" : ""}${line}${end}`).join("");
          const text = `\`\`\`sourcepawn\n${isInFunction ? `void F()\n{\n${code}\n}` : code}\n\`\`\`\n`;
          expect(findHits(text, table)).toEqual(findHits(text, lexed));
        },
      ),
      { numRuns: 2500 },
    );
  });

  it("are not used where a detector has to see everything", () => {
    expect(all.languages[0]?.detectors.length).toBeGreaterThan(0);
    expect(table.languages[0]?.detectors).toEqual([]);
  });
});
