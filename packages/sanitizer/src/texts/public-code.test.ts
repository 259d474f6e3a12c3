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
