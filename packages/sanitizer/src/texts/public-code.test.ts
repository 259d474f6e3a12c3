import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "./sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

// Ways of writing that public plugins and includes have, each with the names of our rules in their place.

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
/** Far enough from the rest that the code is read in windows. */
const rest = `\nvoid Pad()\n{\n\tPrintToServer("x");\n}\n`.repeat(3);

describe("a function whose body is a single statement", () => {
  it.each([
    ["stock bool:IsClientAlive(client) return IsPlayerAlive(client);", "IsClientAlive(client);"],
    ["stock GetPlayerCount() return GetClientCount();", "GetPlayerCount();"],
    ["bool IsClientBot(int client)\n\treturn IsFakeClient(client);", "IsClientBot(client);"],
    ["Float:RandomFloat(Float:a, Float:b) return GetRandomFloat(a, b);", "RandomFloat(0.0, 1.0);"],
    ["RandomInt(low, high) return GetRandomInt(low, high);", "RandomInt(1, 2);"],
    ["stock KillEntity(entity) if (IsValidEntity(entity)) RemoveEntity(entity);", "KillEntity(entity);"],
    ["stock PrintToAll(const String:text[])\n\tPrintToChatAll(text);", 'PrintToAll("x");'],
    ["static int[] GetPlayerTeam(int client) return GetTeams(client);", "GetPlayerTeam(client);"],
  ])("is its definition: %s", (definition, call) => {
    for (const code of [
      `${definition}\n${rest}\nvoid F(int client)\n{\n\t${call}\n}`,
      `void F(int client)\n{\n\t${call}\n}\n${rest}\n${definition}`,
    ]) {
      expect(sanitizeText(fence(code), table)).toEqual({ text: fence(code), hits: [] });
    }
  });

  it.each([
    ["int team = GetPlayerTeam(client)\nreturn team", "int team = GetClientTeam(client)\nreturn team"],
    ["GetPlayerTeam(client)\nreturn Plugin_Handled", "GetClientTeam(client)\nreturn Plugin_Handled"],
    ["if (x) GetPlayerTeam(client)\nreturn y", "if (x) GetClientTeam(client)\nreturn y"],
    ["else GetPlayerTeam(client)\nreturn y", "else GetClientTeam(client)\nreturn y"],
    ["void F()\n{\n\tGetPlayerCount()\n\treturn 1\n}", "void F()\n{\n\tGetClientCount()\n\treturn 1\n}"],
  ])("is not seen where semicolons are left out: %j", (before, after) => {
    expect(sanitizeText(fence(before), table).text).toBe(fence(after));
  });
});

describe("a function that a macro of the code defines", () => {
  it.each([
    "#define STATE(%1,%2) stock %1 %2(int client) { return Look(client); }\nSTATE(bool,IsClientAlive)",
    "#define NATIVE(%1) public int Native_%1(Handle plugin, int count)\nNATIVE(IsClientAlive)\n{\n\treturn 1;\n}",
  ])("is its own: %s", (definition) => {
    const code = `${definition}\n${rest}\nvoid F(int client)\n{\n\tIsClientAlive(client);\n}`;
    expect(sanitizeText(fence(code), table)).toEqual({ text: fence(code), hits: [] });
  });

  it("is not seen where a function is called, or the macro is from elsewhere", () => {
    const call = "Log(IsClientAlive(client));\nForward(IsClientAlive);";
    expect(sanitizeText(fence(`${call}\nIsClientAlive(client);`), table).text).toBe(
      fence("Log(IsPlayerAlive(client));\nForward(IsClientAlive);\nIsPlayerAlive(client);"),
    );
  });
});

describe("a type of a public library that has the members our types have not", () => {
  it("keeps them, beside one of ours in the same function", () => {
    const code = (set: string): string =>
      [
        "#include <l4d2_source_keyvalues>",
        "void Read(SourceKeyValues mode, KeyValues config)",
        "{",
        "\tfor (SourceKeyValues kv = mode.GetFirstTrueSubKey(); !kv.IsNull(); kv = kv.GetNextTrueSubKey())",
        "\t{",
        '\t\tkv.SetInt("version", kv.GetInt("version") + mode.FindKey("modes").GetInt("coop"));',
        "\t}",
        `\tconfig.${set}("players", mode.GetInt("maxplayers", 4));`,
        "}",
      ].join("\n");
    expect(sanitizeText(fence(code("SetInt")), table).text).toBe(fence(code("SetNum")));
  });
});

describe("a name of another language in words", () => {
  it.each([
    "// See CUniformRandomStream::RandomFloat for how it is drawn.\nfloat f = 1.0;",
    "/* math::RandomFloat */\nfloat f = 1.0;",
  ])("stays as a part of a longer one: %j", (code) => {
    expect(sanitizeText(fence(code), table)).toEqual({ text: fence(code), hits: [] });
  });

  it.each(["The engine's RandomFloat draws it.", "Like RandomInt of vstdlib.", "As Valve's RandomInt does."])(
    "is doubtful where it is said whose it is: %s",
    (sentence) => {
      const { text, hits } = sanitizeText(sentence, table);
      expect([text, hits.map(({ code }) => code)]).toEqual([sentence, ["doubtful"]]);
    },
  );
});
