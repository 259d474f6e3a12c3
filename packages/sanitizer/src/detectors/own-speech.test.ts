import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

const typed = "char text[128]; GetCmdArgString(text, sizeof(text));";
const listener = (body: string): string =>
  `public Action OnSay(int client, const char[] command, int argc) { ${typed} ${body} return Plugin_Handled; }`;

describe("a player who is made to say what was typed", () => {
  it.each([
    ["by the same player", listener('FakeClientCommand(client, "say %s", text);')],
    ["by the same player, to the team", listener('FakeClientCommandEx(client, "say_team %s", text);')],
    [
      "by the same player, in the old syntax and in small letters",
      'public Action:Cmd(client, args) { decl String:text[128]; GetCmdArg(1, text, sizeof(text)); text[0] = CharToLower(text[0]); FakeClientCommand(client, "say %s", text); return Plugin_Handled; }',
    ],
    [
      "in the callback for what is said, behind a mark",
      'public Action OnClientSayCommand(int client, const char[] command, const char[] sArgs) { char line[192]; Format(line, sizeof(line), "!%s", sArgs[1]); FakeClientCommand(client, "say %s", line); return Plugin_Handled; }',
    ],
    [
      "with the player's own name in front",
      listener(
        'char name[64]; GetClientName(client, name, sizeof(name)); FakeClientCommand(client, "say %s: %s", name, text);',
      ),
    ],
    ["with a format that has a name", `#define LINE "say %s"\n${listener("FakeClientCommand(client, LINE, text);")}`],
  ])("is no finding: %s", (_name, code) => {
    expect(found(code)).toEqual([]);
  });

  it.each([
    ["by another", listener('int target = FindPlayer(1); FakeClientCommand(target, "say %s", text);')],
    ["and is another by then", listener('client = PickPlayer(); FakeClientCommand(client, "say %s", text);')],
    ["is no `say`", listener('FakeClientCommand(client, "sm_slay %s", text);')],
    ["is the command as well", listener('FakeClientCommand(client, "%s", text);')],
    ["on the server", listener('ServerCommand("say %s", text);')],
    ["on the player's own console, which is cut at semicolons", listener('ClientCommand(client, "say %s", text);')],
    [
      "behind another player's name",
      listener(
        'char name[64]; GetClientName(GetKiller(), name, sizeof(name)); FakeClientCommand(client, "say %s %s", name, text);',
      ),
    ],
    ["behind another player's name, by the format", listener('FakeClientCommand(client, "say %N %s", g_iLast, text);')],
    [
      "with what another said before",
      `char g_sLast[128];\npublic Action OnClientSayCommand(int client, const char[] command, const char[] sArgs) { FakeClientCommand(client, "say %s", g_sLast); strcopy(g_sLast, sizeof(g_sLast), sArgs); return Plugin_Continue; }`,
    ],
    [
      "by a function that is called for any player",
      `void Repeat(int client, int args) { ${typed} FakeClientCommand(client, "say %s", text); }\npublic Action Cmd(int client, int args) { Repeat(GetTarget(), args); return Plugin_Handled; }`,
    ],
    [
      "by a function that is given the text",
      `${listener("Say(GetTarget(), text);")}\nvoid Say(int client, const char[] line) { FakeClientCommand(client, "say %s", line); }`,
    ],
  ])("is reported where it was typed, or goes, %s", (_name, code) => {
    expect(found(code)).toEqual(["security-server-command"]);
  });
});
