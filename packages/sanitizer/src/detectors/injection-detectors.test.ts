import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

describe("what a player wrote", () => {
  it.each([
    [
      "a name that is joined to a query",
      "security-sql-format",
      'void F(int client) { char name[64]; GetClientName(client, name, sizeof(name)); char q[256] = "SELECT * FROM p WHERE n=\'"; StrCat(q, sizeof(q), name); StrCat(q, sizeof(q), "\'"); db.Query(cb, q); }',
    ],
    [
      "an argument of a command in a query",
      "security-sql-format",
      "public Action Cmd(int client, int args) { char a[64]; GetCmdArgString(a, sizeof(a)); char q[256]; Format(q, sizeof(q), \"DELETE FROM x WHERE y = '%s'\", a); SQL_TQuery(db, cb, q); return Plugin_Handled; }",
    ],
    [
      "a player's name by %N in a query",
      "security-sql-format",
      "void F(int client) { char q[256]; Format(q, sizeof(q), \"INSERT INTO x VALUES ('%N')\", client); db.Query(cb, q); }",
    ],
    [
      "a query in small letters",
      "security-sql-format",
      "void F(int client) { char name[64]; GetClientName(client, name, sizeof(name)); char q[256]; Format(q, sizeof(q), \"select * from x where n = '%s'\", name); }",
    ],
    [
      "a query over two lines",
      "security-sql-format",
      "void F(int client) { char name[64]; GetClientName(client, name, sizeof(name)); char q[256]; Format(q, sizeof(q), \"SELECT * FROM x \\\n WHERE n = '%s'\", name); }",
    ],
    [
      "a query in a define",
      "security-sql-format",
      "#define Q \"SELECT * FROM x WHERE n = '%s'\"\nvoid F(int client) { char name[64]; GetClientName(client, name, sizeof(name)); char q[256]; Format(q, sizeof(q), Q, name); }",
    ],
    [
      "a query where another text was escaped",
      "security-sql-format",
      "void F(int client) { char name[64], o[64], e[129]; GetClientName(client, name, sizeof(name)); GetCurrentMap(o, sizeof(o)); db.Escape(o, e, sizeof(e)); char q[256]; Format(q, sizeof(q), \"SELECT * FROM x WHERE n = '%s'\", name); }",
    ],
    [
      "a query with the raw text in spite of the escaped one",
      "security-sql-format",
      "void F(int client) { char name[64], e[129]; GetClientName(client, name, sizeof(name)); db.Escape(name, e, sizeof(e)); char q[256]; Format(q, sizeof(q), \"SELECT * FROM x WHERE n = '%s'\", name); }",
    ],
    [
      "a name that is only searched for another text, in a query",
      "security-sql-format",
      'void F(int client) { char name[64]; GetClientName(client, name, sizeof(name)); if (StrContains(name, "bot") != -1) return; char q[256]; Format(q, sizeof(q), "INSERT INTO x VALUES (\'%s\')", name); db.Query(cb, q); }',
    ],
    [
      "a copy of a name in a query",
      "security-sql-format",
      "void F(int client) { char name[64], c[64]; GetClientName(client, name, sizeof(name)); strcopy(c, sizeof(c), name); char q[256]; Format(q, sizeof(q), \"SELECT * FROM x WHERE n = '%s'\", c); }",
    ],
    [
      "the text of an event in a query",
      "security-sql-format",
      'void E(Event event, const char[] n, bool d) { char t[64]; event.GetString("text", t, sizeof(t)); char q[256]; Format(q, sizeof(q), "INSERT INTO c VALUES (\'%s\')", t); }',
    ],
    [
      "what a player said in a query",
      "security-sql-format",
      "public Action OnClientSayCommand(int client, const char[] command, const char[] sArgs) { char q[256]; Format(q, sizeof(q), \"INSERT INTO c VALUES ('%s')\", sArgs); return Plugin_Continue; }",
    ],
    [
      "an argument in a console command",
      "security-server-command",
      'public Action Cmd(int client, int args) { char a[64]; GetCmdArg(1, a, sizeof(a)); ServerCommand("sm_kick %s", a); return Plugin_Handled; }',
    ],
    [
      "a command line that was put together before",
      "security-server-command",
      'public Action Cmd(int client, int args) { char a[64], c[128]; GetCmdArg(1, a, sizeof(a)); Format(c, sizeof(c), "kick %s", a); ServerCommand(c); return Plugin_Handled; }',
    ],
    [
      "what a player typed as a console command",
      "security-server-command",
      "public Action Cmd(int client, int args) { char a[64]; GetCmdArgString(a, sizeof(a)); ServerCommand(a); return Plugin_Handled; }",
    ],
    [
      "what a player typed as another's command",
      "security-server-command",
      'public Action Cmd(int client, int args) { char a[64]; GetCmdArgString(a, sizeof(a)); FakeClientCommand(client, "%s", a); return Plugin_Handled; }',
    ],
    [
      "a name in a console command",
      "security-server-command",
      'void F(int client) { char name[64]; GetClientName(client, name, sizeof(name)); ServerCommand("say %s left", name); }',
    ],
    [
      "a player's name by %N in a console command",
      "security-server-command",
      'void F(int client) { ServerCommand("say %N left", client); }',
    ],
    [
      "what a player typed as a format",
      "security-format-string",
      "public Action Cmd(int client, int args) { char a[64]; GetCmdArgString(a, sizeof(a)); PrintToChat(client, a); return Plugin_Handled; }",
    ],
    [
      "what a player said as a format",
      "security-format-string",
      "public Action OnClientSayCommand(int client, const char[] command, const char[] sArgs) { PrintToChatAll(sArgs); return Plugin_Continue; }",
    ],
    [
      "a line put together from what a player typed as a format",
      "security-format-string",
      'public Action Cmd(int client, int args) { char a[64], b[128]; GetCmdArgString(a, sizeof(a)); Format(b, sizeof(b), "Said: %s", a); PrintToChatAll(b); return Plugin_Handled; }',
    ],
    [
      "a name as a format of the log",
      "security-format-string",
      "void F(int c) { char n[64]; GetClientName(c, n, sizeof(n)); LogMessage(n); }",
    ],
    [
      "a name as the title of a menu, which is a format",
      "security-format-string",
      "void F(int c, Menu m) { char n[64]; GetClientName(c, n, sizeof(n)); m.SetTitle(n); }",
    ],
    [
      "a text as the format of an activity",
      "security-format-string",
      'void F(int c) { char n[64]; GetCmdArgString(n, sizeof(n)); ShowActivity2(c, "[SM] ", n); }',
    ],
    [
      "a text as the format of a coloured line",
      "security-format-string",
      "void F(int c) { char n[64]; GetCmdArgString(n, sizeof(n)); CPrintToChat(c, n); }",
    ],
    [
      "a text as the format of a coloured line in the colour of a team",
      "security-format-string",
      "void F(int c, int o) { char n[64]; GetCmdArgString(n, sizeof(n)); CPrintToChatEx(c, o, n); }",
    ],
    [
      "an element of an array of names as a format",
      "security-format-string",
      "void F(int c) { GetClientName(c, g_sName[c], sizeof(g_sName[])); PrintToChatAll(g_sName[c]); }",
    ],
    [
      "a text as the reason of a kick, which is a format",
      "security-format-string",
      "void F(int c) { char n[64]; GetCmdArgString(n, sizeof(n)); KickClient(c, n); }",
    ],
    [
      "a line of chat as the format of a line in a file",
      "security-format-string",
      "void F(int c, File f) { char n[64]; GetCmdArgString(n, sizeof(n)); f.WriteLine(n); }",
    ],
    [
      "a line of chat as the format of a line in a file, by the old function",
      "security-format-string",
      "void F(int c, Handle f) { char n[64]; GetCmdArgString(n, sizeof(n)); WriteFileLine(f, n); }",
    ],
    [
      "a name by %N in a path",
      "security-build-path",
      'void F(int c) { char n[64], p[256]; Format(n, sizeof(n), "data/%N.txt", c); BuildPath(Path_SM, p, sizeof(p), n); }',
    ],
    [
      "an argument in a path",
      "security-build-path",
      'public Action Cmd(int client, int args) { char a[64], p[256]; GetCmdArg(1, a, sizeof(a)); BuildPath(Path_SM, p, sizeof(p), "data/%s.txt", a); return Plugin_Handled; }',
    ],
    [
      "an argument as a path",
      "security-build-path",
      "public Action Cmd(int client, int args) { char a[64], p[256]; GetCmdArg(1, a, sizeof(a)); BuildPath(Path_SM, p, sizeof(p), a); return Plugin_Handled; }",
    ],
  ])("is reported: %s, by %s", (_name, rule, code) => {
    expect(found(code)).toEqual([rule]);
  });

  it.each([
    [
      "an escaped name in a query",
      "void F(int client) { char name[64], e[129]; GetClientName(client, name, sizeof(name)); SQL_EscapeString(db, name, e, sizeof(e)); char q[256]; Format(q, sizeof(q), \"INSERT INTO x VALUES ('%s')\", e); db.Query(cb, q); }",
    ],
    [
      "a name that the plugin's own function escapes, in a query",
      "void F(int client) { char name[64], e[129]; GetClientName(client, name, sizeof(name)); EscapeSingleQuotes(name, e, sizeof(e)); char q[256]; Format(q, sizeof(q), \"INSERT INTO x VALUES ('%s')\", e); db.Query(cb, q); }",
    ],
    [
      "a name without a quote, in a query",
      'void F(int client) { char name[64]; GetClientName(client, name, sizeof(name)); if (StrContains(name, "\'") != -1) return; char q[256]; Format(q, sizeof(q), "INSERT INTO x VALUES (\'%s\')", name); db.Query(cb, q); }',
    ],
    [
      "a line that the plugin's own function writes",
      "void F(int c) { char n[64]; GetCmdArgString(n, sizeof(n)); WriteLine(n); }",
    ],
    [
      "a %N that is copied and not filled in",
      'void F(int c) { char n[64]; StrCat(n, sizeof(n), "%N left"); PrintToChatAll(n, c); }',
    ],
    [
      "a query by Database.Format, which escapes",
      "void F(int client) { char name[64]; GetClientName(client, name, sizeof(name)); char q[256]; db.Format(q, sizeof(q), \"INSERT INTO x VALUES ('%s')\", name); db.Query(cb, q); }",
    ],
    [
      "the name of a map in a query",
      "void F() { char map[64]; GetCurrentMap(map, sizeof(map)); char q[256]; Format(q, sizeof(q), \"SELECT * FROM x WHERE map = '%s'\", map); }",
    ],
    [
      "a number in a query",
      'void F(int client) { char q[256]; Format(q, sizeof(q), "SELECT * FROM x WHERE id = %d", GetSteamAccountID(client)); }',
    ],
    ["a query that is a literal", 'void F() { SQL_Query(db, "SELECT * FROM x"); }'],
    [
      "a parameter whose origin is not shown in a query",
      "void Save(const char[] name) { char q[256]; Format(q, sizeof(q), \"INSERT INTO c VALUES ('%s')\", name); }",
    ],
    ["a fixed command for a client", 'void F(int c) { FakeClientCommand(c, "say hello"); }'],
    [
      "a command from parameters whose origin is not shown",
      'void Cheat(int c, const char[] cmd, const char[] arg) { FakeClientCommand(c, "%s %s", cmd, arg); }',
    ],
    [
      "a number in a console command",
      'public Action Cmd(int client, int args) { char a[64]; GetCmdArg(1, a, sizeof(a)); int n = StringToInt(a); ServerCommand("mp_limit %d", n); return Plugin_Handled; }',
    ],
    ["a user id in a console command", 'void F(int client) { ServerCommand("kickid %d", GetClientUserId(client)); }'],
    [
      "what a player typed behind a format",
      'public Action Cmd(int client, int args) { char a[64]; GetCmdArgString(a, sizeof(a)); PrintToChat(client, "%s", a); return Plugin_Handled; }',
    ],
    ["a fixed text as a format", 'void F(int c) { char n[64]; strcopy(n, sizeof(n), "x"); PrintToChat(c, n); }'],
    [
      "a name as an item of a menu, which is no format",
      'void F(int c, Menu m) { char n[64]; GetClientName(c, n, sizeof(n)); m.AddItem("x", n); }',
    ],
    [
      "a name as a line of a panel, which is no format",
      "void F(int c, Panel p) { char n[64]; GetClientName(c, n, sizeof(n)); p.DrawText(n); }",
    ],
    [
      "a path that is built by nothing",
      'public Action Cmd(int client, int args) { char a[64]; GetCmdArg(1, a, sizeof(a)); File f = OpenFile(a, "r"); return Plugin_Handled; }',
    ],
    [
      "a Steam id in a path",
      'void F(int client) { char a[32], p[256]; GetClientAuthId(client, AuthId_SteamID64, a, sizeof(a)); BuildPath(Path_SM, p, sizeof(p), "data/%s.txt", a); }',
    ],
    [
      "an admin command",
      'public void OnPluginStart() { RegAdminCmd("sm_x", Cmd, ADMFLAG_ROOT); }\npublic Action Cmd(int client, int args) { SetEntityHealth(client, 5); return Plugin_Handled; }',
    ],
    ["a call in a comment", '// ServerCommand("say %s", text);\nint a;'],
  ])("is no finding: %s", (_name, code) => {
    expect(found(code)).toEqual([]);
  });
});

describe("code that is shown as wrong", () => {
  const code = 'void F(int client)\n{\n\tServerCommand("say %N left", client);\n}';

  it("is no finding", () => {
    expect(found(`// BAD: a name can hold quotes\n${code}`)).toEqual([]);
    expect(found(code)).toEqual(["security-server-command"]);
  });
});
