import { describe, expect, it } from "@jest/globals";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { runtimeIndex } from "../rules/symbol-index.ts";
import { callRule, projectRules, tableOf } from "../testing/rule-table-fixture.ts";

const index = runtimeIndex({ includes: ["sourcemod"], functions: ["GetClientTeam", "RemoveEntity"] });
const table = tableOf([callRule("KillEntity", "RemoveEntity")], index);
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
const reasons = (code: string, rules = table): unknown =>
  sanitizeText(fence(code), rules).hits.map(({ after, reason }) => after ?? reason);

describe("a file of a larger plugin", () => {
  const helpers = "void Module_Start()\n{\n\tif (!IsPluginEnabled() || IsDebugEnabled()) Debug_Log();\n";

  it("holds back what another of its files may define", () => {
    expect(reasons(`${helpers}\tKillEntity(5);\n}`)).toEqual(["part-of-plugin"]);
  });

  it("holds it back in the words around and in the comments as well", () => {
    const text = `Call \`KillEntity\`, as in \`KillEntity(5);\`.\n\n${fence(`${helpers}\tKillEntity(5); // KillEntity\n}`)}`;
    const { hits } = sanitizeText(text, table);
    expect(hits.map(({ reason }) => reason)).toEqual(Array(hits.length).fill("part-of-plugin"));
    expect(hits.length).toBeGreaterThanOrEqual(3);
  });

  it("is one though a comment speaks of the start of the plugin", () => {
    expect(reasons(`// Call it in OnPluginStart().\n${helpers}\tKillEntity(5);\n}`)).toEqual(["part-of-plugin"]);
  });

  it.each([
    ["a plugin of the old syntax", `public Plugin:myinfo = { name = "x" };\n${helpers}\tKillEntity(5);\n}`],
    ["a plugin that is whole", `public void OnPluginStart()\n{\n\tModule_Start();\n}\n${helpers}\tKillEntity(5);\n}`],
    ["code that defines its helpers", `${helpers}\tKillEntity(5);\n}\nbool IsPluginEnabled()\n{\n\treturn true;\n}`],
    [
      "functions of the API",
      "void F(int c)\n{\n\tif (GetClientTeam(c) == 2 && IsTank(c) && Alone(c)) KillEntity(c);\n}",
    ],
    ["objects", "void F()\n{\n\tnew A();\n\tnew B();\n\tnew C();\n\tKillEntity(5);\n}"],
  ])("is not seen in %s", (_name, code) => {
    expect(reasons(code)).toEqual(["RemoveEntity"]);
  });

  it.each([
    ["its own options and no include", "#pragma semicolon 1\n\nvoid Module_Start()\n{\n\tKillEntity(5);\n}"],
    [
      "a guard",
      "#if defined _module_included\n\t#endinput\n#endif\n#define _module_included\n\nvoid F()\n{\n\tKillEntity(5);\n}",
    ],
  ])("is seen by %s", (_name, code) => {
    expect(reasons(code)).toEqual(["part-of-plugin"]);
  });

  // As the modules of Confogl are written, each with the includes that it needs itself.
  it.each([
    "UL_OnModuleStart()",
    "public ER_OnModuleEnd()",
    "void Debug_OnModuleStart()",
    "public _Bosses_OnPluginStart()",
    "stock void Spawn_OnMapStart()",
  ])("is seen by a function that its main file calls for a forward: %s", (head) => {
    expect(reasons(`#include <sourcemod>\n\n${head}\n{\n\tKillEntity(5);\n}`)).toEqual(["part-of-plugin"]);
  });

  it("is seen where all of it stands further in", () => {
    const code = "void Spawn_OnMapStart()\n{\n\tKillEntity(5);\n}";
    expect(reasons(code.replace(/^/gm, "  "))).toEqual(["part-of-plugin"]);
    const quoted = fence(code).replace(/^/gm, "> ");
    expect(sanitizeText(quoted, table).text).toBe(quoted);
  });

  it.each(["public void OnMapStart()", "void StartModule()", "public void Event_Round(Event event)"])(
    "is not seen by a function of its own: %s",
    (head) => {
      expect(reasons(`#include <sourcemod>\n\n${head}\n{\n\tKillEntity(5);\n}`)).toEqual(["RemoveEntity"]);
    },
  );

  it("is not seen where a file includes what it needs", () => {
    expect(reasons("#pragma semicolon 1\n#include <sourcemod>\n\nvoid F()\n{\n\tKillEntity(5);\n}")).toEqual([
      "RemoveEntity",
    ]);
  });

  it("is not told without the functions of the API", () => {
    const blind = tableOf([callRule("KillEntity", "RemoveEntity")], runtimeIndex({ includes: [] }));
    expect(reasons(`${helpers}\tKillEntity(5);\n}`, blind)).toEqual(["RemoveEntity"]);
  });
});

describe("code for another game", () => {
  it.each([
    'HookEvent("player_healed", OnHeal);\nHookEvent("building_healed", OnHeal);',
    'if (TF2_GetPlayerClass(client) == TFClass_Medic) HookEvent("player_healed", OnHeal);',
    'SetEntProp(client, Prop_Send, "m_iTeam", CS_TEAM_CT);',
  ])("keeps its own names: %s", async (code) => {
    expect(sanitizeText(fence(code), await projectRules()).text).toBe(fence(code));
  });

  it("is not seen in code for this one", async () => {
    expect(sanitizeText(fence('HookEvent("player_healed", OnHeal);'), await projectRules()).text).toBe(
      fence('HookEvent("heal_success", OnHeal);'),
    );
  });
});
