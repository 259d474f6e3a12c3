// Over 300 lines: one table for each question that the model answers.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CodeModel } from "./code-model.ts";

const newStyle = `#pragma semicolon 1
#pragma newdecls required
#include <sourcemod>
#include "stocks/left4"

#define EVENT "lunge_pounce"
#define CLAMP(%1,%2) (%1 < %2 ? %1 : %2)

enum struct Tracker { int userid; float since; ArrayList hits; void Reset() { this.hits.Clear(); } }
enum { TEAM_SPECTATOR = 1, TEAM_SURVIVOR, TEAM_INFECTED }
methodmap Boss < Handle {
  public Boss(int client) { return view_as<Boss>(client); }
  public native void Rage(float seconds);
  property int Health { public get() { return GetHealth(this); } public set(int value) { SetHealth(this, value); } }
}
typedef OnHit = function void (int victim, int attacker);

ConVar g_cvDelay, g_cvOther;
ArrayList g_lists[MAXPLAYERS + 1];
static const char g_names[][] = { "a", "b" };
public Plugin myinfo = { name = "x", author = "y", version = "1" };

native int Foo_Get(int client);
forward Action Foo_OnThing(int client, const char[] text);

public void OnPluginStart()
{
  HookEvent(EVENT, OnPounce, EventHookMode_Post);
  g_cvDelay = CreateConVar("sm_delay", "1.0", "Delay (s)", FCVAR_NOTIFY, true, -0.5);
}

void OnPounce(Event event, const char[] name, bool dontBroadcast)
{
  int victim = GetClientOfUserId(event.GetInt("victim")), attacker;
  for (int i = 1; i <= MaxClients; i++) g_lists[i].Push(GetRandomFloat(1.0, float(i)));
  ArrayList list = new ArrayList(ByteCountToCells(64));
  if (victim > 0) { StringMap list2 = new StringMap(); list2.SetValue("a" ... "b", 'c'); }
  FindConVar("z_tank_health").IntValue = 3; list.Push(view_as<int>(victim));
}
`;
const oldStyle = `#include <sourcemod>
new Handle:g_hTimer[MAXPLAYERS+1] = {INVALID_HANDLE, ...}, g_count;
static bool:g_bOn
const Float:SPEED = 1.5;
enum Info { Float:Info_Time, String:Info_Name[32], Info_Id = 5 };
funcenum Callback { Action:public(Handle:timer, any:data), public(Handle:timer) };
functag public Action:Tagged(client);
forward Action:OnThing(client, Float:&damage);
native Float:Thing_Get(index, {Float,Handle}:value, const String:text[] = "");
stock Float:RandomFloat(Float:min, Float:max=1.0) { return GetURandomFloat() * (max - min) + min; }
public Plugin:myinfo = { name = "x" };
public OnPluginStart() { HookEvent("player_hurt", Event_Hurt); }
public Action:Event_Hurt(Handle:event, const String:name[], bool:dontBroadcast)
{
  new client = GetClientOfUserId(GetEventInt(event, "userid")), Float:damage = Float:GetEventFloat(event, "dmg");
  decl String:buffer[64], Float:vec[3];
  for (new i = 1; i <= MaxClients; i++) PrintToChat(i, "%d", i);
  switch (client) { case ZERO: foo(1); default: bar(2); }
  new x = client > 0 ? one:two;
  return Plugin_Continue;
}
Helper(client, &other)
{
  return client;
}
`;

const named = (code: string): string[] =>
  new CodeModel(code).definitions.map(
    ({ kind, name, type }) => `${kind} ${name}${type === undefined ? "" : `: ${type}`}`,
  );

/** Roles of every word, without repeats. */
const roles = (code: string): Record<string, string> => {
  const model = new CodeModel(code);
  const found: Record<string, string> = {};
  for (let i = 0; i < model.tokens.length; i += 1) {
    const role = model.role(i);
    if (role !== "other") found[model.tokens.textOf(i)] = role;
  }
  return found;
};

describe("CodeModel.definitions", () => {
  it("finds what new syntax defines", () => {
    expect(named(newStyle)).toEqual([
      "macro EVENT",
      "macro CLAMP",
      "enum-struct Tracker",
      "field userid: int",
      "field since: float",
      "field hits: ArrayList",
      "method Reset: void",
      "enum-value TEAM_SPECTATOR",
      "enum-value TEAM_SURVIVOR",
      "enum-value TEAM_INFECTED",
      "methodmap Boss",
      "method Boss",
      "parameter client: int",
      "method Rage: void",
      "parameter seconds: float",
      "property Health: int",
      "parameter value: int",
      "typedef OnHit",
      "parameter victim: int",
      "parameter attacker: int",
      "variable g_cvDelay: ConVar",
      "variable g_cvOther: ConVar",
      "variable g_lists: ArrayList",
      "variable g_names: char",
      "variable myinfo: Plugin",
      "function Foo_Get: int",
      "parameter client: int",
      "function Foo_OnThing: Action",
      "parameter client: int",
      "parameter text: char",
      "function OnPluginStart: void",
      "function OnPounce: void",
      "parameter event: Event",
      "parameter name: char",
      "parameter dontBroadcast: bool",
      "variable victim: int",
      "variable attacker: int",
      "variable i: int",
      "variable list: ArrayList",
      "variable list2: StringMap",
    ]);
  });

  it("finds what old syntax defines", () => {
    expect(named(oldStyle)).toEqual([
      "variable g_hTimer: Handle",
      "variable g_count",
      "variable g_bOn: bool",
      "variable SPEED: Float",
      "enum Info",
      "enum-value Info_Time: Float",
      "enum-value Info_Name: String",
      "enum-value Info_Id",
      "typedef Callback",
      "parameter timer: Handle",
      "parameter data: any",
      "parameter timer: Handle",
      "typedef Tagged",
      "parameter client",
      "function OnThing: Action",
      "parameter client",
      "parameter damage: Float",
      "function Thing_Get: Float",
      "parameter index",
      "parameter value",
      "parameter text: String",
      "function RandomFloat: Float",
      "parameter min: Float",
      "parameter max: Float",
      "variable myinfo: Plugin",
      "function OnPluginStart",
      "function Event_Hurt: Action",
      "parameter event: Handle",
      "parameter name: String",
      "parameter dontBroadcast: bool",
      "variable client",
      "variable damage: Float",
      "variable buffer: String",
      "variable vec: Float",
      "variable i",
      "variable x",
      "function Helper",
      "parameter client",
      "parameter other",
    ]);
  });

  it.each([
    ["a bare statement", "int x = RandomInt(1, 2);", ["variable x: int"]],
    ["statements without semicolons", "new x = 5\nnew Float:y = x\nfoo(y)", ["variable x", "variable y: Float"]],
    [
      "statements without semicolons behind a keyword",
      "new bool:a = false\nnew Handle:b = null\nint c\nfoo() {\n  if (c) return\n  new d\n}",
      ["variable a: bool", "variable b: Handle", "variable c: int", "function foo", "variable d"],
    ],
    // What follows `new` on its line or on the next is a class, and no declaration.
    ["no declaration in a value", "new Handle:a = new\nArrayList(8)", ["variable a: Handle"]],
    ["a call that looks like a function's head", "foo(a);\nif (bar(b)) {\n}", []],
    ["a call over a brace", "if (x) {\n  foo(a)\n}\n", []],
    ["a return", "return foo(a);\ndelete x;\ngoto end;", []],
    [
      "both sides of a condition",
      "#if defined A\nvoid F(int a)\n#else\nvoid F(float b)\n#endif\n{\n int c;\n}",
      ["function F: void", "parameter a: int", "function F: void", "parameter b: float", "variable c: int"],
    ],
    ["what is not closed", "void F(int a", ["function F: void"]],
    ["a dimension by a call", "char s[view_as<int>(MAX)], t[2][3];", ["variable s: char", "variable t: char"]],
    [
      "an operator",
      "stock bool operator==(Foo a, Foo b) { return true; }\nstock Float:operator*(Float:c, d) { return c; }",
      ["parameter a: Foo", "parameter b: Foo", "parameter c: Float", "parameter d"],
    ],
    [
      "loops, switches and branches without braces",
      "for (new i = 0, n = 5; i < n; i++) foo();\nif (x) new y = 3; else new Float:z = 1.0;\nswitch (x) { case A: { int k = 1; } default: { new d; } }",
      ["variable i", "variable n", "variable y", "variable z: Float", "variable k: int", "variable d"],
    ],
    [
      "a plugin without semicolons",
      'public Plugin myinfo =\n{\n  name = "x"\n}\n\nint g_a\nfloat g_b = 1.0\nvoid F()\n{\n  g_b = G(\n    "a")\n  int z = 3\n  foo(z)\n}',
      ["variable myinfo: Plugin", "variable g_a: int", "variable g_b: float", "function F: void", "variable z: int"],
    ],
    [
      "arrays as results, arguments and values",
      "int[] Foo() { } const int MAX = 5; static int Bar(const int[] x, int size = sizeof(x)) { }",
      ["function Foo: int", "variable MAX: int", "function Bar: int", "parameter x: int", "parameter size: int"],
    ],
    [
      "functions without braces",
      "public OnClientPutInServer(client) g_b[client] = false;\npublic Foo() return 1;",
      ["function OnClientPutInServer", "parameter client", "function Foo"],
    ],
    [
      "multipliers and tags of enums",
      "enum Foo (*= 2) { A = 1, B };\nenum Bar:{ D, E[3], Float:F[MAX] }",
      ["enum Foo", "enum-value A", "enum-value B", "enum Bar", "enum-value D", "enum-value E", "enum-value F: Float"],
    ],
    ["a destructor", "methodmap A { public ~A() {} }", ["methodmap A"]],
    ["a function as an expression", "x = view_as<Foo>(bar);", []],
  ])("reads %s", (_name, code, expected) => {
    expect(named(code)).toEqual(expected);
  });

  it.each([
    ["stock GetHealth(client) return GetEntProp(client);", ["GetHealth"]],
    ["bool IsUp(int client)\n\treturn true;", ["IsUp"]],
    ["GetHealth(client) return 1;", ["GetHealth"]],
    ["GetHealth(client)\nreturn 1", []],
    ["if (x) GetHealth(client)\nreturn 1", []],
  ])("takes a single statement for the body of a function: %j", (code, names) => {
    const found = new CodeModel(code).definitions.filter(({ kind }) => kind === "function");
    expect(found.map(({ name }) => name)).toEqual(names);
  });

  it("knows the parent of a methodmap and the owner of a member", () => {
    const boss = new CodeModel(newStyle).definitionsOf("Boss");
    expect(boss.map(({ kind, parent, container }) => ({ kind, parent, container }))).toEqual([
      { kind: "methodmap", parent: "Handle", container: undefined },
      { kind: "method", parent: undefined, container: "Boss" },
    ]);
  });
});

describe("CodeModel.role()", () => {
  it("tells how words of the new syntax stand", () => {
    expect(roles("ArrayList a = new ArrayList(N); a.Push(b); a.Length; Foo(.x = y); #pragma semicolon")).toEqual({
      ArrayList: "constructor",
      N: "value",
      a: "value",
      Push: "method",
      b: "value",
      Length: "property",
      Foo: "call",
      x: "field",
      y: "value",
      pragma: "value",
      semicolon: "value",
    });
  });

  it("tells types, tags, labels and fields apart", () => {
    const found = roles(oldStyle);
    expect(found).toMatchObject({
      Handle: "type",
      Float: "type",
      ZERO: "value",
      one: "value",
      two: "value",
      foo: "call",
      name: "definition",
    });
    expect(roles("new x = view_as<Foo>(bar);")["Foo"]).toBe("type");
    expect(roles('public Plugin myinfo = { name = "a", url = b };')).toMatchObject({
      name: "field",
      url: "field",
      b: "value",
    });
    expect(roles("#pragma semicolon 1\n#define A Foo(B)\n#if defined C\n")).toEqual({
      semicolon: "directive",
      A: "definition",
      Foo: "call",
      B: "value",
      C: "directive",
    });
  });
});

describe("CodeModel.calls", () => {
  const model = new CodeModel(newStyle);
  const call = (name: string) => model.calls.find((one) => one.name === name);

  it("lists the calls with their kinds and arguments", () => {
    const code = 'a(b, c(1, 2), {1, 2}[0]); x.d(); new E("f", (g, h)); i';
    expect(
      new CodeModel(code).calls.map(({ name, kind, arguments: list }) => [
        name,
        kind,
        list.map(({ start, end }) => code.slice(start, end)),
      ]),
    ).toEqual([
      ["a", "function", ["b", "c(1, 2)", "{1, 2}[0]"]],
      ["c", "function", ["1", "2"]],
      ["d", "method", []],
      ["E", "constructor", ['"f"', "(g, h)"]],
    ]);
  });

  it("does not take a definition, a keyword or a type for a call", () => {
    const names = new Set(model.calls.map(({ name }) => name));
    for (const name of ["OnPounce", "Rage", "Foo_Get", "CLAMP", "if", "for", "get", "OnHit", "void"])
      expect(names).not.toContain(name);
  });

  it("gives the values of arguments that are literals or constants", () => {
    const hook = call("HookEvent");
    const cvar = call("CreateConVar");
    const set = call("SetValue");
    expect(hook && [model.argumentValue(hook, 0), model.argumentValue(hook, 1)]).toEqual(["lunge_pounce", undefined]);
    expect(cvar && [0, 1, 3, 4, 5].map((n) => model.argumentValue(cvar, n))).toEqual([
      "sm_delay",
      "1.0",
      undefined,
      undefined,
      -0.5,
    ]);
    expect(set && [0, 1].map((n) => model.argumentValue(set, n))).toEqual(["ab", "c"]);
  });

  it("finds the call around a token, and whether the token is all of the argument", () => {
    const code = 'Outer(1, (Inner("x")), list[y], "z" ... w)';
    const other = new CodeModel(code);
    const at = (text: string) => {
      const index = other.tokens.indexAt(code.indexOf(text));
      const show = (found: ReturnType<CodeModel["enclosingCall"]>): string =>
        found === undefined ? "-" : `${found.call.name} ${found.argument}`;
      return [show(other.enclosingCall(index)), show(other.wholeArgument(index))];
    };
    expect(at('"x"')).toEqual(["Inner 0", "Inner 0"]);
    expect(at("y")).toEqual(["Outer 2", "-"]);
    expect(at('"z"')).toEqual(["Outer 3", "-"]);
    expect(at("Outer")).toEqual(["-", "-"]);
    expect(at("1")).toEqual(["Outer 0", "Outer 0"]);
  });

  it("reads a call that is not closed up to the end of its statement", () => {
    const code = "a(b, c; d";
    expect(
      new CodeModel(code).calls.map(({ arguments: list }) => list.map(({ start, end }) => code.slice(start, end))),
    ).toEqual([["b", "c"]]);
  });
});

describe("CodeModel.receiver()", () => {
  it.each([
    ["a global", "ArrayList g; void F() { g.Push(1); }", "Push", "ArrayList", undefined],
    ["an element", "ArrayList g[4]; void F() { g[F2(1)].Push(1); }", "Push", "ArrayList", undefined],
    ["a parameter", "void F(Event event) { event.GetInt(1); }", "GetInt", "Event", undefined],
    [
      "a local that hides a global",
      "StringMap a; void F() { ArrayList a; a.Clear(); }",
      "Clear",
      "ArrayList",
      undefined,
    ],
    [
      "a name after the block that hid it",
      "StringMap a; void F() { if (x) { ArrayList a; } a.Clear(); }",
      "Clear",
      "StringMap",
      undefined,
    ],
    [
      "a parameter of another function",
      "void F(Event a) {} void G(ConVar a) { a.IntValue; }",
      "IntValue",
      "ConVar",
      undefined,
    ],
    ["an old tag", "new Handle:h; h.Foo;", "Foo", "Handle", undefined],
    ["this", "methodmap M { public void F() { this.Close(); } }", "Close", "M", undefined],
    ["a cast", "view_as<ArrayList>(x).Push(1);", "Push", "ArrayList", undefined],
    ["a result of a native", 'FindConVar("x").IntValue = 1;', "IntValue", "ConVar", undefined],
    ["a result of an own function", "Menu Make() { } void F() { Make().Display(1); }", "Display", "Menu", undefined],
    ["a new object", "(new ArrayList()).Push(1);", "Push", "ArrayList", undefined],
    [
      "a field of an enum struct",
      "enum struct S { ArrayList hits; } S s; s.hits.Push(1);",
      "Push",
      "ArrayList",
      undefined,
    ],
    ["a name that the code does not declare", "list.Push(1);", "Push", undefined, "list"],
    ["a type", "Database.Connect(f);", "Connect", undefined, "Database"],
  ])("knows the type of %s", (_name, code, member, type, name) => {
    const model = new CodeModel(code);
    const found = model.receiver(model.tokens.indexAt(code.lastIndexOf(`.${member}`) + 1));
    expect(found && { type: found.type, name: found.name }).toEqual({ type, name });
  });
});

describe("CodeModel", () => {
  it("lists includes", () => {
    expect(new CodeModel(newStyle).includes).toEqual(["sourcemod", "stocks/left4"]);
  });

  it("tells own names from others", () => {
    const model = new CodeModel(oldStyle);
    expect(
      ["RandomFloat", "Helper", "Info_Id", "client", "GetRandomFloat", "Float"].map((name) => model.defines(name)),
    ).toEqual([true, true, true, true, false, false]);
  });

  it("answers everything about any text without throwing", () => {
    const pieces = fc.constantFrom(
      ...'a b.c ( ) [ ] { } , ; : . = & new decl enum struct methodmap typedef typeset funcenum property get public stock for if #if #else #endif #define view_as< > Float: int 1 "x" ... \n case default this ~ operator function native forward const'.split(
        " ",
      ),
      "\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (list) => {
        const code = list.join(" ");
        const model = new CodeModel(code);
        for (let i = 0; i < model.tokens.length; i += 1) {
          model.role(i);
          model.receiver(i);
          model.enclosingCall(i);
          model.wholeArgument(i);
        }
        for (const call of model.calls) {
          for (const [n, { start, end }] of call.arguments.entries()) {
            expect(end).toBeGreaterThanOrEqual(start);
            model.argumentValue(call, n);
          }
        }
        for (const { name, token } of model.definitions) expect(model.tokens.textOf(token)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    "(",
    "a(",
    "{",
    "a(b,",
    "new a,",
    "enum {",
    "#if (\n",
    "f(int a",
    "a.",
    "a?b:c,",
    "int a;",
    "#define a\n",
    "methodmap a {",
    "typedef a = ",
  ])(
    "stays linear on a long run of %j",
    (piece) => {
      const model = new CodeModel(piece.repeat(20_000));
      expect(model.definitions.length + model.calls.length).toBeGreaterThanOrEqual(0);
      for (let i = 0; i < model.tokens.length; i += 1) model.receiver(i);
    },
    5000,
  );
});
