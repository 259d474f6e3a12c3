import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

const command = (body: string): string =>
  `public Action Cmd(int client, int args)\n{\n\tchar text[64];\n\tGetCmdArgString(text, sizeof(text));\n\t${body}\n\treturn Plugin_Handled;\n}\n`;
const name = "GetClientName(client, g_sName[client], sizeof(g_sName[]));";

describe("text of a player that goes from function to function", () => {
  it.each([
    [
      "to a parameter, into a query",
      "security-sql-format",
      `${command("Rename(3, text);")}void Rename(int id, const char[] name)\n{\n\tchar q[256];\n\tFormat(q, sizeof(q), "UPDATE clans SET name = '%s' WHERE id = %d", name, id);\n}\n`,
    ],
    [
      "to a parameter of a function that stands above, in the old syntax",
      "security-server-command",
      `Run(client, const String:line[])\n{\n\tFakeClientCommand(client, "%s", line);\n}\n${command("Run(client, text);")}`,
    ],
    [
      "through a copy and a second function",
      "security-server-command",
      `${command("First(text);")}void First(const char[] a)\n{\n\tchar b[64];\n\tstrcopy(b, sizeof(b), a);\n\tSecond(b);\n}\nvoid Second(const char[] c)\n{\n\tServerCommand("kick %s", c);\n}\n`,
    ],
    [
      "by an array outside of functions",
      "security-sql-format",
      `char g_sName[65][64];\nvoid Join(int client)\n{\n\t${name}\n}\nvoid Save(int client)\n{\n\tchar q[256];\n\tFormat(q, sizeof(q), "INSERT INTO p VALUES ('%s')", g_sName[client]);\n}\n`,
    ],
    [
      "by a field of a structure",
      "security-sql-format",
      `void Save(int client)\n{\n\tGetClientName(client, g_Player[client].name, 64);\n\tchar q[256];\n\tFormat(q, sizeof(q), "INSERT INTO p VALUES ('%s')", g_Player[client].name);\n}\n`,
    ],
    [
      "behind the named parameters, into a format",
      "security-format-string",
      `void Tell(int client, const char[] format, any ...)\n{\n\tchar line[256];\n\tVFormat(line, sizeof(line), format, 3);\n\tPrintToChat(client, line);\n}\n${command('Tell(client, "You said %s", text);')}`,
    ],
    [
      "as a name that a format writes",
      "security-format-string",
      'void TellAll(const char[] format, any ...)\n{\n\tchar line[256];\n\tVFormat(line, sizeof(line), format, 2);\n\tPrintToChatAll(line);\n}\nvoid Left(int client)\n{\n\tTellAll("%N left", client);\n}\n',
    ],
    [
      "into a template, into a command",
      "security-server-command",
      `${command('char line[128];\n\tg_hLine.GetString(line, sizeof(line));\n\tReplaceString(line, sizeof(line), "{text}", text);\n\tServerCommand("%s", line);')}`,
    ],
    [
      "by an array that is reset when the player leaves",
      "security-sql-format",
      `char g_sName[65][64];\nvoid Join(int client)\n{\n\t${name}\n}\npublic void OnClientDisconnect(int client)\n{\n\tstrcopy(g_sName[client], sizeof(g_sName[]), "");\n}\nvoid Save(int client)\n{\n\tchar q[256];\n\tFormat(q, sizeof(q), "INSERT INTO p VALUES ('%s')", g_sName[client]);\n}\n`,
    ],
    [
      "into a line that only another branch writes anew",
      "security-format-string",
      command(
        'char line[128];\n\tif (args > 1) FormatEx(line, sizeof(line), "Said: %s", text);\n\telse FormatEx(line, sizeof(line), "Said nothing");\n\tStrCat(line, sizeof(line), ".");\n\tPrintToChatAll(line);',
      ),
    ],
    [
      "into a line that only another case writes anew",
      "security-format-string",
      command(
        'char line[128];\n\tswitch (args)\n\t{\n\t\tcase 1: strcopy(line, sizeof(line), text);\n\t\tcase 2: line = "x", strcopy(line, sizeof(line), "x");\n\t\tdefault: strcopy(line, sizeof(line), "y");\n\t}\n\tPrintToChatAll(line);',
      ),
    ],
  ])("is found: %s", (_name, rule, code) => {
    expect(found(code).filter((id) => id !== "security-buffer-size")).toEqual([rule]);
  });

  it.each([
    [
      "the name of a command, which the plugin chose",
      'public Action Cmd(int client, int args)\n{\n\tchar word[64];\n\tGetCmdArg(0, word, sizeof(word));\n\tFakeClientCommand(client, "say /%s", word);\n\treturn Plugin_Handled;\n}\n',
    ],
    [
      "a text that is the class of an entity",
      `${command("Give(client, text);")}void Give(int client, const char[] item)\n{\n\tint entity = CreateEntityByName(item);\n\tif (entity == -1) return;\n\tFakeClientCommand(client, "use %s", item);\n}\n`,
    ],
    [
      "a line that both the branch and what comes behind write anew",
      command(
        'char line[128];\n\tif (args > 1) FormatEx(line, sizeof(line), "Said: %s", text);\n\telse FormatEx(line, sizeof(line), "Said nothing");\n\tPrintToServer("%s", line);\n\tstrcopy(line, sizeof(line), "over");\n\tPrintToChatAll(line);',
      ),
    ],
    [
      "a line in the branch that writes it anew",
      command(
        'char line[128];\n\tif (args > 1)\n\t{\n\t\tFormatEx(line, sizeof(line), "Said: %s", text);\n\t\tPrintToServer("%s", line);\n\t\treturn Plugin_Handled;\n\t}\n\telse\n\t{\n\t\tstrcopy(line, sizeof(line), "nothing");\n\t\tPrintToChatAll(line);\n\t}\n\tPrintToChatAll(line);',
      ),
    ],
    [
      "a line that is emptied before something is added",
      command(
        'char line[128];\n\tstrcopy(line, sizeof(line), text);\n\tPrintToServer("%s", line);\n\tline[0] = \'\\0\';\n\tif (args > 1) StrCat(line, sizeof(line), "x");\n\tPrintToChatAll(line);',
      ),
    ],
    [
      "a parameter that gets an escaped copy",
      `${command("char safe[129];\n\tg_db.Escape(text, safe, sizeof(safe));\n\tRename(safe);")}void Rename(const char[] name)\n{\n\tchar q[256];\n\tFormat(q, sizeof(q), "UPDATE clans SET name = '%s'", name);\n}\n`,
    ],
    [
      "another parameter of the function",
      `${command('Run(text, "status");')}void Run(const char[] why, const char[] line)\n{\n\tLogMessage("%s", why);\n\tServerCommand("%s", line);\n}\n`,
    ],
    [
      "an array outside of functions that is escaped in place",
      `char g_sName[65][64];\nvoid Join(int client)\n{\n\t${name}\n\tSQL_EscapeString(g_db, g_sName[client], g_sName[client], sizeof(g_sName[]));\n}\nvoid Save(int client)\n{\n\tchar q[256];\n\tFormat(q, sizeof(q), "INSERT INTO p VALUES ('%s')", g_sName[client]);\n}\n`,
    ],
    [
      "an array outside of functions that serves for other texts as well",
      'char g_sBuffer[64];\nvoid Join(int client)\n{\n\tGetClientName(client, g_sBuffer, sizeof(g_sBuffer));\n\tLogMessage("%s", g_sBuffer);\n}\nvoid Read(KeyValues kv)\n{\n\tkv.GetString("command", g_sBuffer, sizeof(g_sBuffer));\n}\nvoid Run()\n{\n\tServerCommand("%s", g_sBuffer);\n}\n',
    ],
    [
      "a variable of the function that is named like one outside",
      'char sName[64];\nvoid Join(int client)\n{\n\tGetClientName(client, sName, sizeof(sName));\n}\nvoid Run(KeyValues kv)\n{\n\tchar sName[64];\n\tkv.GetString("command", sName, sizeof(sName));\n\tServerCommand("%s", sName);\n}\n',
    ],
    [
      "another field of a structure",
      `void Save(int client)\n{\n\tGetClientName(client, g_Player[client].name, sizeof(PlayerInfo::name));\n\tchar q[256];\n\tFormat(q, sizeof(q), "SELECT id FROM p WHERE auth = '%s'", g_Player[client].auth);\n}\n`,
    ],
    [
      "another element of an array",
      `void Save(int client)\n{\n\tGetClientName(client, g_Player[client][Name], sizeof(g_Player[][Name]));\n\tchar q[256];\n\tFormat(q, sizeof(q), "SELECT id FROM p WHERE auth = '%s'", g_Player[client][Auth]);\n}\n`,
    ],
    [
      "elements of an array that are all escaped in a loop",
      `void Save(int client)\n{\n\tchar parts[2][64], q[256];\n\tGetClientName(client, parts[0], sizeof(parts[]));\n\tfor (int i = 0; i < sizeof(parts); i++) g_db.Escape(parts[i], parts[i], sizeof(parts[]));\n\tFormat(q, sizeof(q), "INSERT INTO p VALUES ('%s', '%s')", parts[0], parts[1]);\n}\n`,
    ],
    [
      "a format that only writes numbers",
      'void TellAll(const char[] format, any ...)\n{\n\tchar line[256];\n\tVFormat(line, sizeof(line), format, 2);\n\tPrintToChatAll(line);\n}\nvoid Count(int votes)\n{\n\tTellAll("%d votes", votes);\n}\n',
    ],
  ])("is no finding: %s", (_name, code) => {
    expect(found(code)).toEqual([]);
  });
});

describe("a buffer that is used again", () => {
  it.each([
    ['GetCurrentMap(text, sizeof(text));\n\tServerCommand("changelevel %s", text);'],
    ['kv.GetString("command", text, sizeof(text));\n\tServerCommand("%s", text);'],
    ['g_hConfig.GetString(text, sizeof(text));\n\tServerCommand("exec %s", text);'],
    ['menu.GetItem(item, text, sizeof(text));\n\tServerCommand("sm_map %s", text);'],
    ["GetClientAuthId(client, AuthId_Steam2, text, MAX_AUTHID_LENGTH);\n\tServerCommand(text);"],
    ["IntToString(client, text, sizeof(text));\n\tPrintToChatAll(text);"],
    ["ReadMyConfig(text, sizeof text);\n\tPrintToChatAll(text);"],
    ['Format(text, sizeof(text), "%T", "Usage", client);\n\tPrintToChat(client, text);'],
  ])("holds what was put into it last: %s", (body) => {
    expect(found(command(body))).toEqual([]);
  });

  it.each([
    ["TrimString(text);\n\tServerCommand(text);"],
    ["StripQuotes(text);\n\tServerCommand(text);"],
    ["CRemoveTags(text, sizeof(text));\n\tServerCommand(text);"],
    ['ReplaceString(text, sizeof(text), "\\n", " ");\n\tServerCommand(text);'],
    ["g_Log.PushString(text);\n\tServerCommand(text);"],
    ["LogLine(text, sizeof(g_sOther));\n\tServerCommand(text);"],
  ])("still holds what it was only changed or read for: %s", (body) => {
    expect(found(command(body))).toEqual(["security-server-command"]);
  });

  it.each([
    ['ReplaceString(text, sizeof(text), ";", "");'],
    ["if (!IsSafeName(text)) return Plugin_Handled;"],
    ["if (g_Allowed.FindString(text) == -1) return Plugin_Handled;"],
    ["if (!g_Commands.ContainsKey(text)) return Plugin_Handled;"],
    ["if (FindMap(text, text, sizeof(text)) == FindMap_NotFound) return Plugin_Handled;"],
    ['if (!SimpleRegexMatch(text, "^[a-z]+$")) return Plugin_Handled;'],
    ["SanitizeLine(text, sizeof(text));"],
  ])("is safe behind %s", (guard) => {
    expect(found(command(`${guard}\n\tServerCommand("sm_map %s", text);`))).toEqual([]);
  });

  it("is not safe behind a look at whether it is empty", () => {
    const body = 'if (IsNullString(text)) return Plugin_Handled;\n\tServerCommand("sm_map %s", text);';
    expect(found(command(body))).toEqual(["security-server-command"]);
  });
});

describe("a query in a line of the log", () => {
  it("does not make the line a query", () => {
    const code =
      'void Fail(int client, const char[] error)\n{\n\tchar q[256], line[512];\n\tFormat(q, sizeof(q), "SELECT name FROM p WHERE id = %d", client);\n' +
      '\tFormat(line, sizeof(line), "The query of %N failed: %s (%s)", client, error, q);\n\tLogError("%s", line);\n}\n';
    expect(found(code)).toEqual([]);
  });
});
