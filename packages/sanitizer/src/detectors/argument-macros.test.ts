import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";
import { standsFor } from "./argument-macros.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

const define = "#define SZF(%0) \t%0, sizeof(%0)\n";
const name = "char name[64], q[256], safe[129]; GetClientName(client, SZF(name));";

describe("a macro that stands for a text and its size", () => {
  it.each([
    ["a query", "security-sql-format", `Format(SZF(q), "SELECT * FROM p WHERE n = '%s'", name);`],
    [
      "a query that goes on",
      "security-sql-format",
      `StrCat(SZF(q), "DELETE FROM p WHERE n = '"); StrCat(SZF(q), name);`,
    ],
    ["a command", "security-server-command", 'char c[99]; FormatEx(SZF(c), "kick %s", name); ServerCommand(c);'],
    ["a format", "security-format-string", 'char c[99]; FormatEx(SZF(c), "%s is here", name); PrintToChatAll(c);'],
    ["a path", "security-build-path", 'char p[256]; BuildPath(Path_SM, SZF(p), "data/%s.txt", name);'],
  ])("hides no text of a player in %s", (_where, rule, use) => {
    expect(found(`${define}void F(int client) { ${name} ${use} }`)).toEqual([rule]);
  });

  it.each([
    ["an escaped text", `db.Escape(name, SZF(safe)); Format(SZF(q), "SELECT * FROM p WHERE n = '%s'", safe);`],
    [
      "a text that was written over",
      `GetCurrentMap(SZF(name)); Format(SZF(q), "SELECT * FROM p WHERE n = '%s'", name);`,
    ],
    ["a number", 'Format(SZF(q), "SELECT * FROM p WHERE n = %d", client);'],
    ["an argument behind a format", 'PrintToChat(client, "%s", name);'],
  ])("makes no finding of %s", (_what, use) => {
    expect(found(`${define}void F(int client) { ${name} ${use} }`)).toEqual([]);
  });

  it("is followed to a parameter of the plugin's own function", () => {
    const save = `void Save(const char[] text, int size, int id) { char q[256]; Format(q, sizeof(q), "UPDATE p SET n = '%s'", text); }`;
    expect(found(`${define}${save}\nvoid F(int client) { ${name} Save(SZF(name), 5); }`)).toEqual([
      "security-sql-format",
    ]);
  });
});

describe("standsFor()", () => {
  const macros = new Map([["ROW", { parameters: ["%1", "%2"], stands: ["%1[%2]", "sizeof(%1[])"] }]]);

  it.each([
    ["ROW(g_sName, GetIndex(a, b))", ["g_sName[GetIndex(a, b)]", "sizeof(g_sName[])"]],
    ['ROW(name, Find(",)"))', ['name[Find(",)")]', "sizeof(name[])"]],
    ["ROW(name)", ["name[%2]", "sizeof(name[])"]],
    ["Other(name)", ["Other(name)"]],
    ["ROW", ["ROW"]],
  ])("writes %s as what it is", (text, expected) => {
    expect(standsFor(text, macros)).toEqual(expected);
  });
});
