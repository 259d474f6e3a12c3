import { describe, expect, it } from "@jest/globals";
import type { ApiIndexData } from "@tunewright/schema";
import { ApiIndex } from "../api/api-index.ts";
import { CodeModel } from "../model/code-model.ts";
import { codePieces } from "./code-pieces.ts";
import { collectReferences } from "./collect-references.ts";
import { findUnknown } from "./find-unknown.ts";

const data: ApiIndexData = {
  version: 1,
  name: "small",
  game: "left4dead2",
  sourcemod: "1.12",
  sources: [],
  includes: { "sourcemod.inc": "sourcemod", "sdktools.inc": "sourcemod" },
  functions: [
    "HookEvent",
    "GetClientOfUserId",
    "GetRandomFloat",
    "GetEntProp",
    "PrintToChatAll",
    "CreateTimer",
    "GetEventInt",
    "IsClientInGame",
  ].map((name) => ({ name, kind: "native" as const, include: "sourcemod.inc" })),
  forwards: [{ name: "OnMapStart", include: "sourcemod.inc" }],
  types: [
    { name: "Event", kind: "methodmap", include: "events.inc", parent: "Handle" },
    { name: "ArrayList", kind: "methodmap", include: "adt_array.inc", parent: "Handle" },
    { name: "Database", kind: "methodmap", include: "dbi.inc", parent: "Handle" },
    { name: "Action", kind: "enum", include: "core.inc" },
  ],
  members: [
    { type: "Event", name: "GetInt", kind: "method", include: "events.inc" },
    { type: "ArrayList", name: "Push", kind: "method", include: "adt_array.inc" },
    { type: "ArrayList", name: "Length", kind: "property", include: "adt_array.inc" },
    { type: "ArrayList", name: "ArrayList", kind: "constructor", include: "adt_array.inc" },
    { type: "Handle", name: "Close", kind: "method", include: "handles.inc" },
    { type: "Database", name: "Connect", kind: "method", include: "dbi.inc" },
  ],
  constants: ["Plugin_Handled", "TIMER_REPEAT", "Prop_Send"].map((name) => ({
    name,
    kind: "enum-value" as const,
    include: "core.inc",
  })),
  events: [
    { name: "tank_spawn", fields: { userid: "short", tankid: "short" } },
    { name: "lunge_pounce", fields: { userid: "short", victim: "short" } },
  ],
  netprops: ["m_iHealth", "m_Local.m_vecPunchAngle"],
};
const index = new ApiIndex(data);
const unknown = (code: string): string[] =>
  findUnknown(new CodeModel(code), index).map(({ kind, name }) => `${kind} ${name}`);

describe("collectReferences()", () => {
  it("lists every name with what it refers to", () => {
    const code = `#include <sdktools>
#define EVENT "tank_spawn"
ArrayList g_list;
public void OnPluginStart() { HookEvent(EVENT, OnTank); HookEvent("lunge_pounce", Event_Elsewhere); CreateTimer(1.0, Timer_X, _, TIMER_REPEAT); }
void OnTank(Event event, const char[] name, bool dontBroadcast)
{
  int tank = event.GetInt("tankid"); // RandomFloat
  int hp = GetEntProp(tank, Prop_Send, "m_iHealth");
  g_list.Push(hp); g_list.Length; PrintToChatAll("RandomFloat %d", hp);
}`;
    const found = collectReferences(new CodeModel(code)).map(({ kind, name, owner, definedHere }) =>
      [kind, name, ...(owner === undefined ? [] : [owner]), ...(definedHere ? ["here"] : [])].join(" "),
    );
    expect(found).toEqual([
      "include sdktools",
      "event tank_spawn",
      "type ArrayList",
      "call HookEvent",
      "constant EVENT here",
      "callback OnTank here",
      "call HookEvent",
      "event lunge_pounce",
      "callback Event_Elsewhere",
      "call CreateTimer",
      "callback Timer_X",
      "constant TIMER_REPEAT",
      "type Event",
      "identifier event here",
      "method GetInt Event",
      "event-field tankid tank_spawn",
      "call GetEntProp",
      "identifier tank here",
      "constant Prop_Send",
      "netprop m_iHealth",
      "identifier g_list here",
      "method Push ArrayList",
      "identifier hp here",
      "identifier g_list here",
      "property Length ArrayList",
      "call PrintToChatAll",
      "identifier hp here",
    ]);
    for (const { name, start, end } of collectReferences(new CodeModel(code)))
      expect(code.slice(start, end)).toBe(name);
  });
});

describe("collectReferences() on strings", () => {
  it.each([
    ["a constant", 'static const char EVENT[] = "tank_spawn"; F() { HookEvent(EVENT, A); }', ["tank_spawn"]],
    [
      "a list of which each element is hooked",
      'char names[][] = { "tank_spawn", "lunge_pounce" }; F() { for (int i; i < 2; i++) HookEvent(names[i], A); }',
      ["tank_spawn", "lunge_pounce"],
    ],
    [
      "a list that is printed as well",
      'char names[][] = { "tank_spawn" }; F() { PrintToServer(names[0]); UnhookEvent(names[0], A); HookEvent(names[0], A); }',
      ["tank_spawn"],
    ],
    ["a list that nobody hooks", 'char names[][] = { "pounce" }; F() { PrintToServer(names[0]); }', []],
    [
      "a table, of which no column is known",
      'char t[][][] = { { "pounce", "Hunter" } }; F() { HookEvent(t[0][0], A); }',
      [],
    ],
    ["another variable", 'char a[] = "pounce"; char b[] = "tank_spawn"; F() { HookEvent(b, A); }', ["tank_spawn"]],
  ])("finds the events of %s", (_, code, events) => {
    const found = collectReferences(new CodeModel(code)).filter(({ kind }) => kind === "event");
    expect(found.map(({ name }) => name)).toEqual(events);
  });

  it.each([
    ['HookEvent("tank\\x5fspawn", F);', "tank_spawn", "tank\\x5fspawn"],
    ['HookEvent("tank_spawn', "tank_spawn", "tank_spawn"],
  ])("gives the value and the place between the quotes of %j", (code, name, written) => {
    const found = collectReferences(new CodeModel(code)).find(({ kind }) => kind === "event");
    expect(found && [found.name, code.slice(found.start, found.end)]).toEqual([name, written]);
  });
});

describe("findUnknown()", () => {
  it.each([
    ["a function", "RandomFloat(1.0, 2.0);", ["function RandomFloat"]],
    ["an event", 'HookEvent("pounce", X);', ["event pounce"]],
    ["a property", 'GetEntProp(client, Prop_Send, "m_flSpeed");', ["netprop m_flSpeed"]],
    ["a member", "ArrayList a = new ArrayList(); a.Add(1);", ["member ArrayList.Add"]],
    ["a method of no type", "list.Bogus(1);", ["member ?.Bogus"]],
    ["a constant", "return Plugin_Blocked;", ["constant Plugin_Blocked"]],
    ["a type", "Vector3 v;", ["type Vector3"]],
    [
      "a field of a known event",
      'void F(Event event) { event.GetInt("tankid"); } void G() { HookEvent("lunge_pounce", F); }',
      ["event-field tankid"],
    ],
    ["a field of no event", 'GetEventInt(event, "usrid");', ["event-field usrid"]],
    ["a define's body", "#define R RandomFloat(1.0)", ["function RandomFloat"]],
    ["a forward with a letter too many", "public void OnMapStartt()\n{\n}", ["forward OnMapStartt"]],
    ["a forward with a letter missing", "public OnMapStar()\n{\n}", ["forward OnMapStar"]],
    ["a forward in other letters", "public void onMapStart()\n{\n}", ["forward onMapStart"]],
  ])("reports %s", (_name, code, expected) => {
    expect(unknown(code)).toEqual(expected);
  });

  it.each([
    ["own functions", "float RandomFloat(float a) { return a; } void F() { RandomFloat(1.0); }"],
    ["variables from elsewhere", "g_iCount[client] = tank + damage;"],
    ["callbacks from elsewhere", 'HookEvent("tank_spawn", OnTank);'],
    ["inherited members", "ArrayList a; a.Close();"],
    ["static methods", "Database.Connect(f);"],
    ["own members", "methodmap M < Handle { public void Run() {} } void F(M m) { m.Run(); }"],
    ["own constants and enums", "#define MAX_THINGS 5\nenum { TEAM_X = 1 } int a = MAX_THINGS + TEAM_X;"],
    ["the compiler's own names", "int a = cellmax; char b = EOS; Function f = INVALID_FUNCTION;"],
    ["old tags", "new Float:x = Float:y; new Action:a = Action:_:b;"],
    [
      "inner properties",
      'GetEntProp(c, Prop_Send, "m_vecPunchAngle"); GetEntProp(c, Prop_Send, "m_Local.m_vecPunchAngle");',
    ],
    ["strings and comments", 'PrintToChatAll("RandomFloat"); // RandomFloat()'],
    ["fields of enum structs from elsewhere", "info.kills = 5;"],
    ["a forward", "public void OnMapStart()\n{\n}"],
    [
      "a function like a forward that is handed on",
      "public void OnMapStar()\n{\n}\nvoid F()\n{\n\tCreateTimer(1.0, OnMapStar);\n}",
    ],
    [
      "a function like a forward that is looked up",
      'public void OnMapStar()\n{\n}\nvoid F()\n{\n\tPrintToChatAll("OnMapStar");\n}',
    ],
    ["a function like a forward that is not public", "void OnMapStar()\n{\n}"],
    ["a public function of its own name", "public void OnTankStart()\n{\n}"],
  ])("says nothing about %s", (_name, code) => {
    expect(unknown(code)).toEqual([]);
  });

  it("says which names are asked for as datamap fields", () => {
    const code =
      'GetEntProp(c, Prop_Data, "m_fLerpTime"); GetEntProp(c, Prop_Send, "m_bogus"); FindDataMapInfo(c, "m_vecAbsOrigin");';
    expect(findUnknown(new CodeModel(code), index).filter(({ kind }) => kind === "netprop")).toMatchObject([
      { name: "m_fLerpTime", isDatamap: true },
      { name: "m_bogus" },
      { name: "m_vecAbsOrigin", isDatamap: true },
    ]);
  });

  it("knows what an include defines that the index describes, and that no other name comes from it", () => {
    const described = new ApiIndex({
      ...index.data,
      libraries: [{ include: "colors.inc", source: "a/b", names: ["CPrintToChat", "CTag*"] }],
    });
    const code =
      "#include <sourcemod>\n#include <colors>\nvoid F(ArrayList a) { CPrintToChat(1); CTagThis(1); Nothing(1); a.Add(1); }";
    expect(findUnknown(new CodeModel(code), described).map(({ name, include }) => [name, include])).toEqual([
      ["Nothing", undefined],
      ["ArrayList.Add", "colors"],
    ]);
  });

  it("says where a name could come from an include that the index does not know", () => {
    const code = '#include <sourcemod>\n#include <colors>\nvoid F() { CPrintToChat(1, "x"); HookEvent("pounce", F); }';
    expect(findUnknown(new CodeModel(code), index).map(({ name, include }) => [name, include])).toEqual([
      ["CPrintToChat", "colors"],
      ["pounce", undefined],
    ]);
  });
});

describe("codePieces()", () => {
  it("finds fences of SourcePawn, of no language and of a wrong one", () => {
    const code = "int x = GetRandomInt(1, 2);\n";
    const text = `a\n\`\`\`sp\n${code}\`\`\`\nb\n\`\`\`\n${code}\`\`\`\n\`\`\`cpp\n${code}\`\`\`\n\`\`\`python\n${code}\`\`\`\n`;
    const pieces = codePieces(text);
    expect(pieces.map((piece) => piece.code)).toEqual([code, code, code]);
    for (const piece of pieces) expect(text.startsWith(piece.code, piece.start)).toBe(true);
  });

  it("takes a message that is bare code as one piece, and prose as none", () => {
    expect(codePieces("int x = GetRandomInt(1, 2);")).toEqual([{ code: "int x = GetRandomInt(1, 2);", start: 0 }]);
    expect(codePieces("Use `GetRandomInt(1, 2)` here.")).toEqual([]);
  });
});
