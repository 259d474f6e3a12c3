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

describe("a comment about a function that the code has", () => {
  const own = "stock int RandomInt(int low, int high)\n{\n\treturn low + GetURandomInt() % (high - low + 1);\n}\n";
  const use =
    "void Roll()\n{\n\t// Use RandomInt(1, 3) here.\n\tint x = RandomInt(1, 3); // RandomInt\n\t// x = RandomInt(2, 4);\n}\n";

  it.each([
    ["above it", `// RandomInt draws a number.\n${own}`],
    ["in another function", `${own}${rest}${use}`],
    ["in another function, further up", `${use}${rest}${own}`],
    ["that is a macro", "#define RandomInt 60\n// #define RandomInt 30\n"],
  ])("keeps its name, %s", (_, code) => {
    expect(sanitizeText(fence(code), table)).toEqual({ text: fence(code), hits: [] });
  });

  it("says what its code says where that has none", () => {
    expect(sanitizeText(fence(use), table).text).toBe(fence(use.replaceAll("RandomInt", "GetRandomInt")));
  });

  it("is held back with its code", () => {
    const code = `#include "utils.sp"\n${use}`;
    const { text, hits } = sanitizeText(fence(code), table);
    expect([text, hits.map(({ reason }) => reason)]).toEqual([fence(code), Array(4).fill("unknown-include")]);
  });
});

describe("a native that the plugin makes", () => {
  const make = 'CreateNative("GetPlayerCount", Native_GetPlayerCount);';
  const load = `public APLRes AskPluginLoad2(Handle self, bool late, char[] error, int length)\n{\n\t${make}\n\treturn APLRes_Success;\n}`;
  const call = 'void Show()\n{\n\tPrintToServer("%d", GetPlayerCount());\n}';

  it.each([
    ["in its own code", fence(`${load}\n${rest}\n${call}`)],
    ["in its own code, further up", fence(`${call}\n${rest}\n${load}`)],
    ["in a block of its own", `${fence(load)}\nAnother plugin calls it:\n\n${fence(call)}`],
  ])("is the one that is called, %s", (_, text) => {
    expect(sanitizeText(text, table)).toEqual({ text, hits: [] });
  });

  it("is no other one", () => {
    const text = fence(`${load.replaceAll("GetPlayerCount", "GetHumanCount")}\n${rest}\n${call}`);
    expect(sanitizeText(text, table).text).toBe(text.replace("GetPlayerCount", "GetClientCount"));
  });
});

describe("a function for an event or a forward", () => {
  const plugin = 'public Plugin:myinfo =\n{\n\tname = "Rounds",\n\tauthor = "Somebody"\n};\n';
  const body = "\n{\n}\n";
  const names = (text: string): string[] => sanitizeText(text, table).hits.map(({ name }) => name);

  it.each([
    [
      "that is hooked with a tag",
      'public OnPluginStart()\n{\n\tHookEvent("round_start", EventHook:OnRoundStart);\n}\n',
    ],
    ["that the plugin itself calls", 'Make()\n{\n\tforward_ = CreateGlobalForward("OnRoundStart", ET_Ignore);\n}\n'],
    ["that another plugin calls", "forward OnRoundStart();\n"],
  ])("is called: %s", (_, how) => {
    expect(names(fence(`${plugin}${how}public OnRoundStart()${body}`))).toEqual([]);
  });

  it("is called from the other block", () => {
    const other = fence('forward_ = new GlobalForward("OnRoundStart", ET_Ignore);');
    expect(
      names(`${other}\nEach plugin that listens has this:\n\n${fence(`${plugin}public OnRoundStart()${body}`)}`),
    ).toEqual([]);
  });

  it("is not called where nothing says so", () => {
    expect(names(fence(`${plugin}public OnRoundStart()${body}public OnTankSpawn(tank)${body}`))).toEqual([
      "OnRoundStart",
      "OnTankSpawn",
    ]);
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
