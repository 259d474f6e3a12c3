import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

const command = (body: string): string =>
  `public Action Cmd(int client, int args) { char map[64]; GetCmdArg(1, map, sizeof(map)); ${body} return Plugin_Handled; }`;
const change = 'ServerCommand("changelevel %s", map);';

describe("a question about a text", () => {
  it.each([
    ["stands alone", command(`IsMapValid(map); ${change}`)],
    ["is a method that stands alone", command(`g_hAllowed.ContainsKey(map); ${change}`)],
    ["is the plugin's own, and stands alone", command(`IsAllowedMap(map); ${change}`)],
    ["is all that a branch does", command(`if (args > 1) IsMapValid(map); ${change}`)],
    ["is all that the other branch does", command(`if (args > 1) PrintIt(client); else IsMapValid(map); ${change}`)],
    ["gives a variable that is not read", command(`bool isValid = IsMapValid(map); ${change}`)],
  ])("proves nothing where nobody looks at the answer: it %s", (_name, code) => {
    expect(found(code)).toEqual(["security-server-command"]);
  });

  it.each([
    ["is a condition", command(`if (!IsMapValid(map)) return Plugin_Handled; ${change}`)],
    ["is a part of a condition", command(`if (args < 1 || !IsAllowedMap(map)) return Plugin_Handled; ${change}`)],
    ["is a condition before a question mark", command(`char to[64]; to = IsMapValid(map) ? map : "x"; ${change}`)],
    [
      "is one of two answers",
      command(`bool isIn = args > 1 ? true : IsMapValid(map); if (!isIn) return Plugin_Stop; ${change}`),
    ],
    [
      "gives a variable that is read",
      command(`bool isValid = IsMapValid(map); if (!isValid) return Plugin_Stop; ${change}`),
    ],
    ["gives a variable of the plugin", `bool g_isValid;\n${command(`g_isValid = IsMapValid(map); ${change}`)}`],
    [
      "is what a method answers",
      command(`int at = g_hMaps.FindString(map); if (at == -1) return Plugin_Stop; ${change}`),
    ],
    ["is a function that may change the text", command(`CheckMapName(map, sizeof(map)); ${change}`)],
    ["has no semicolon behind it", command(`IsMapValid(map)\n${change}`)],
  ])("proves that the text is safe where it %s", (_name, code) => {
    expect(found(code)).toEqual([]);
  });
});
