import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

const command = (lines: string): string =>
  `public Action Cmd_Test(int client, int args)\n{\n\tchar t[64], b[64];\n\t${lines}\n\treturn Plugin_Handled;\n}`;
const typed = "GetCmdArg(1, t, sizeof(t));";

// Each call as SourceMod declares it (sourcemod, console, halflife, logging, menus, files, functions, and the colours of the community).
describe("a player's text as a format", () => {
  it.each([
    "PrintToChat(client, t);",
    "PrintToChatAll(t);",
    "PrintToServer(t);",
    "PrintToConsole(client, t);",
    "PrintToConsoleAll(t);",
    "PrintHintText(client, t);",
    "PrintHintTextToAll(t);",
    "PrintCenterText(client, t);",
    "PrintCenterTextAll(t);",
    "ReplyToCommand(client, t);",
    "ShowActivity(client, t);",
    'ShowActivity2(client, "[x] ", t);',
    'ShowActivityEx(client, "[x] ", t);',
    "ShowHudText(client, -1, t);",
    "ShowSyncHudText(client, sync, t);",
    "KickClient(client, t);",
    "KickClientEx(client, t);",
    "LogMessage(t);",
    "LogError(t);",
    "LogAction(client, -1, t);",
    "LogToFile(path, t);",
    "LogToFileEx(path, t);",
    "LogToOpenFile(file, t);",
    "LogToOpenFileEx(file, t);",
    "LogToGame(t);",
    "WriteFileLine(file, t);",
    "Format(b, sizeof(b), t);",
    "FormatEx(b, sizeof(b), t);",
    "ThrowError(t);",
    "ThrowNativeError(1, t);",
    "SetFailState(t);",
    "SetMenuTitle(menu, t);",
    "CPrintToChat(client, t);",
    "CPrintToChatEx(client, client, t);",
    "CPrintToChatAll(t);",
    "CPrintToChatAllEx(client, t);",
    "CReplyToCommand(client, t);",
    "CShowActivity2(client, tag, t);",
    "MC_PrintToChat(client, t);",
    "MC_PrintToChatEx(client, client, t);",
    "MC_PrintToChatAll(t);",
    "MC_PrintToChatAllEx(client, t);",
    "CGOPrintToChat(client, t);",
    "CGOPrintToChatAll(t);",
  ])("is found in %s, and not behind a format", (call) => {
    expect(found(command(`${typed} ${call}`))).toEqual(["security-format-string"]);
    expect(found(command(`${typed} ${call.replace("t);", '"%s", t);')}`))).toEqual([]);
  });
});

describe("a player's text as a command", () => {
  it.each([
    'ServerCommand("say %s", t);',
    "ServerCommand(t);",
    'ServerCommandEx(b, sizeof(b), "say %s", t);',
    'InsertServerCommand("say %s", t);',
    'FakeClientCommand(client, "sm_tell %s", t);',
    'FakeClientCommandEx(client, "sm_tell %s", t);',
    'ClientCommand(client, "say %s", t);',
  ])("is found in %s", (call) => {
    expect(found(command(`${typed} ${call}`))).toEqual(["security-server-command"]);
    expect(found(command(`GetCurrentMap(t, sizeof(t)); ${call}`))).toEqual([]);
  });
});

describe("a buffer", () => {
  it.each([
    "GetClientName(client, t, sizeof(t));",
    "GetCmdArg(1, t, sizeof(t));",
    "GetCmdArgString(t, sizeof(t));",
    'GetClientInfo(client, "name", t, sizeof(t));',
    'event.GetString("text", t, sizeof(t));',
    'GetEventString(event, "newname", t, sizeof(t));',
    "GetCmdArg(1, b, sizeof(b)); strcopy(t, sizeof(t), b);",
    'GetCmdArg(1, b, sizeof(b)); Format(t, sizeof(t), "a%s", b);',
    "GetCmdArg(1, b, sizeof(b)); StrCat(t, sizeof(t), b);",
  ])("holds a player's text after %s", (fill) => {
    expect(found(command(`${fill} PrintToServer(t);`))).toEqual(["security-format-string"]);
  });

  it.each([
    "GetCurrentMap(t, sizeof(t));",
    "GetClientAuthId(client, AuthId_Steam2, t, sizeof(t));",
    "IntToString(5, t, sizeof(t));",
    "FormatTime(t, sizeof(t), NULL_STRING);",
    "cv.GetString(t, sizeof(t));",
    'strcopy(t, sizeof(t), "mine");',
    'Format(t, sizeof(t), "a%d", client);',
  ])("holds none any more after %s", (fill) => {
    expect(found(command(`${typed} ${fill} PrintToServer(t);`))).toEqual([]);
  });
});
