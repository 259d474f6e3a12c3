import { describe, expect, it } from "@jest/globals";
import { judgeClient } from "./judge-client.ts";
import { SourcePawnView } from "./sourcepawn-view.ts";

/** What the code says about the last `x` in it. */
function judge(code: string): boolean | undefined {
  const start = /\bx\b(?!.*\bx\b)/s.exec(code)?.index ?? -1;
  return judgeClient(new SourcePawnView(code), { start, end: start + 1 });
}

const use = 'SetEntPropFloat(x, Prop_Send, "m_flMaxSpeed", 1.0);';

describe("judgeClient()", () => {
  it.each([
    ["a client by its user id", `void F(int id) { int x = GetClientOfUserId(id); ${use} }`],
    ["a client that is asked whether it is in the game", `void F(int x) { if (IsClientInGame(x)) ${use} }`],
    ["what a forward about clients is called with", `public void OnClientPutInServer(int x) { ${use} }`],
    ["what a forward is called with, in the old syntax", `public OnClientDisconnect(x) { ${use} }`],
    ["what a plugin calls its own forward with", `void F(int x) { OnClientPutInServer(x); ${use} }`],
    [
      "who presses buttons",
      `public Action OnPlayerRunCmd(int x, int &buttons, int &impulse, float vel[3]) { ${use} return Plugin_Continue; }`,
    ],
    ["who types a command", `public Action Command_Fast(int x, int args) { ${use} return Plugin_Handled; }`],
    ["who types a command, in the old syntax", `public Action:Command_Fast(x, argc) { ${use} return Plugin_Handled; }`],
    ["who has a class of zombie", `void F(int x) { if (GetEntProp(x, Prop_Send, "m_zombieClass") == 8) ${use} }`],
    ["a player who is aimed at", `void F(int client) { int x = GetClientAimTarget(client, true); ${use} }`],
    ["a player who is aimed at, by default", `void F(int client) { int x = GetClientAimTarget(client); ${use} }`],
    ["a copy of a client", `void F(int client) { int x = client; ${use} }`],
    ["who is counted up to the last client", `void F() { for (int x = 1; x <= MaxClients; x++) ${use} }`],
  ])("knows a client: %s", (_name, code) => {
    expect(judge(code)).toBe(true);
  });

  it.each([
    ["whatever is aimed at", `void F(int client) { int x = GetClientAimTarget(client, false); ${use} }`],
    ["a parameter", `void F(int x) { ${use} }`],
    ["the first of two arguments", `void F(int x, int args) { Log(x, args); } void G(int x) { ${use} }`],
    ["an argument next to a count", `void F(int args) { int x = Next(); Log(x, args); ${use} }`],
    ["who has health", `void F(int x) { if (GetEntProp(x, Prop_Data, "m_iHealth") > 0) ${use} }`],
    [
      "what has an element for each player",
      `int Team(int x, int player) { if (GetEntProp(x, Prop_Send, "m_zombieClass", _, player) == 8) ${use} }`,
    ],
    [
      "what has a named element for each player",
      `int Team(int x, int player) { if (GetEntProp(x, Prop_Send, "m_zombieClass", .element = player) == 8) ${use} }`,
    ],
    ["whatever is counted", `void F() { for (int x = 1; x <= count; x++) ${use} }`],
    ["what is compared with the last client", `void F(int x) { if (x <= MaxClients) ${use} }`],
    ["a copy of what may be anything", `void F(int target) { int x = target; ${use} }`],
    ["a client of another function", `void G(int x) { IsClientInGame(x); } void F(int x) { ${use} }`],
    ["an element of what a client has", `void F(int client) { int x = client + 1; ${use} }`],
  ])("does not know whether it is a client: %s", (_name, code) => {
    expect(judge(code)).toBeUndefined();
  });

  it.each([
    ["an entity that is made", `void F() { int x = CreateEntityByName("func_rotating"); ${use} }`],
    [
      "an entity that is found",
      `void F() { int x = -1; while ((x = FindEntityByClassname(x, "func_rotating")) != -1) ${use} }`,
    ],
  ])("knows that it is none: %s", (_name, code) => {
    expect(judge(code)).toBe(false);
  });

  it("asks the function around, not those before and behind it", () => {
    const before = "void A(int x) { IsClientInGame(x); }";
    const behind = "void B(int x) { IsClientInGame(x); }";
    const code = `${before}\nvoid F(int x) { SetEntProp(x, 1); }\n${behind}`;
    const start = code.indexOf("SetEntProp(x") + "SetEntProp(".length;
    expect(judgeClient(new SourcePawnView(code), { start, end: start + 1 })).toBeUndefined();
    for (const name of ["IsClientInGame(x); }\nvoid F", "IsClientInGame(x); }"]) {
      const at = name.includes("F") ? code.indexOf(name) : code.lastIndexOf(name);
      const place = at + "IsClientInGame(".length;
      expect(judgeClient(new SourcePawnView(code), { start: place, end: place + 1 })).toBe(true);
    }
  });

  it.each([
    ["GetClientOfUserId(id)", true],
    ["CreateEntityByName(name)", false],
    ["GetPlayerWeaponSlot (client, 0)", false],
    ["Next(client)", undefined],
    ["1", undefined],
    ["0", undefined],
    ["client", true],
    ["clients[i]", true],
    ["victim2", true],
    ["weapon", false],
    ["doors[i]", false],
    ["thing", undefined],
    ["client + 1", undefined],
    ['"CTerrorPlayer"', true],
    ['"CDoor"', false],
    [" client ", true],
  ])("judges %s by itself: %s", (expression, expected) => {
    const code = `void F() { SetEntProp(${expression}, 1); }`;
    const start = code.indexOf("(", 8) + 1;
    expect(judgeClient(new SourcePawnView(code), { start, end: start + expression.length })).toBe(expected);
  });

  it.each([
    ["an entity by its name that is tested as a client", "if (IsClientInGame(weapon))", "weapon", undefined],
    ["a client by its name that is made as an entity", "int client = CreateEntityByName(n);", "client", false],
    ["a target that is asked as an entity", "if (IsValidEntity(target))", "target", undefined],
    ["a target that is an entity behind a trace", "int target = TR_GetEntityIndex(trace);", "target", undefined],
    [
      "a target that is asked as an entity and as a client",
      "if (IsValidEntity(target) && IsClientInGame(target))",
      "target",
      true,
    ],
    ["a client that is asked as an entity", "if (IsValidEntity(client))", "client", true],
    ["a target by its name", "", "target", true],
  ])("weighs what the code does against the name: %s", (_name, line, name, expected) => {
    const code = `void F() { ${line} SetEntProp(${name}, 1); }`;
    const start = code.lastIndexOf(name);
    expect(judgeClient(new SourcePawnView(code), { start, end: start + name.length })).toBe(expected);
  });

  it("takes the list of targets of a command for clients", () => {
    const code = `void F(int client) { int list[65]; ProcessTargetString("@all", client, list, 65, 0, "", 0, ml); ${use.replace("x", "list[0]")} }`;
    const start = code.lastIndexOf("list[0]");
    expect(judgeClient(new SourcePawnView(code), { start, end: start + 7 })).toBe(true);
  });
});
