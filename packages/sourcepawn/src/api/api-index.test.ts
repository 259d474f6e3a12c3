// Over 300 lines: one checkout in miniature, and everything that is read from it.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { apiIndexSchema } from "@tunewright/schema";
import type { ApiIndex } from "./api-index.ts";
import { assembleApiIndex, emptyApiNames } from "./assemble-api-index.ts";
import { buildApiIndex } from "./build-api-index.ts";
import { formatApiIndex } from "./format-api-index.ts";
import { loadApiIndex } from "./load-api-index.ts";
import { readGameEvents } from "./read-game-events.ts";
import { readInclude } from "./read-include.ts";
import { readNetprops } from "./read-netprops.ts";

const shipped = resolve(import.meta.dirname, "../../../../data/api/l4d2-sourcemod-1.12.json");

describe("the index that is shipped", () => {
  let index: ApiIndex;
  beforeAll(async () => {
    index = await loadApiIndex(shipped);
  });

  it("is written as the builder writes it", async () => {
    expect(formatApiIndex(index.data)).toBe(await readFile(shipped, "utf8"));
  });

  it.each([
    ["function", "GetRandomFloat", "RandomFloat"],
    ["function", "GetClientHealth", "SetClientHealth"],
    ["function", "RoundFloat", "RoundNumber"],
    ["event", "lunge_pounce", "pounce"],
    ["event", "player_now_it", "boomer_vomit"],
    ["event", "weapon_pickup", "pickup_weapon"],
    ["netprop", "m_flLaggedMovementValue", "m_flSpeedMultiplier"],
    ["netprop", "m_flMaxspeed", "m_flMaxSpeeds"],
    ["constant", "Plugin_Handled", "Plugin_Blocked"],
    ["constant", "MaxClients", "MAXCLIENT"],
    ["forward", "OnClientPutInServer", "OnClientJoin"],
    ["type", "ArrayList", "List"],
    ["member", "ArrayList.Push", "ArrayList.Add"],
    ["member", "Event.GetInt", "Event.GetInteger"],
    ["event-field", "userid", "clientid_of_user"],
  ] as const)("knows the %s %s and not %s", (kind, right, wrong) => {
    expect([index.has(kind, right), index.has(kind, wrong)]).toEqual([true, false]);
  });

  it("gives fields, deprecations and includes", () => {
    expect(index.eventFields("lunge_pounce")).toMatchObject({ userid: "short", victim: "short" });
    expect(index.eventFields("pounce")).toBeUndefined();
    expect(index.deprecation("FindDataMapOffs")).toMatch(/FindDataMapInfo/);
    expect(index.deprecation("FindDataMapInfo")).toBeUndefined();
    expect(["sourcemod", "sdktools.inc", "left4dhooks", "colors"].map((name) => index.knowsInclude(name))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it("knows inherited members, and takes a chain apart", () => {
    expect([index.hasMember("ArrayList", "Close"), index.hasMember("Handle", "Close")]).toEqual([
      index.hasMember("Handle", "Close"),
      index.hasMember("Handle", "Close"),
    ]);
    expect(index.hasNetprop("m_Local.m_vecPunchAngle")).toBe(
      index.hasNetprop("m_Local") && index.hasNetprop("m_vecPunchAngle"),
    );
    expect(index.hasNetprop("m_iAmmo[3]")).toBe(index.hasNetprop("m_iAmmo"));
  });

  it.each([
    ["RandomFloat", "function", "GetRandomFloat"],
    ["RandomInt", "function", "GetRandomInt"],
    ["smoker_tongue_grab", "event", "tongue_grab"],
    ["pounce", "event", "lunge_pounce"],
    ["PrintToChatall", "function", "PrintToChatAll"],
    ["Plugin_Handle", "constant", "Plugin_Handled"],
    ["StringMap.Get", "member", "GetValue"],
  ] as const)("finds the nearest name to %s", (name, kind, nearest) => {
    expect(index.nearest(name, kind).map((one) => one.name)).toContain(nearest);
  });

  it("has nothing near to nonsense", () => {
    expect(index.nearest("qqqqzzzzxxxx", "function")).toEqual([]);
  });
});

const include = `/** Comment with native int Ghost(); */
#if defined _things_included
 #endinput
#endif
#define _things_included

#define THING_MAX 5 /**< Most. */
enum ThingType { ThingType_None = -1, ThingType_Big };
enum struct ThingInfo { int id; char name[64]; }
typedef ThingCallback = function void (int client, any data);
typeset ThingSet { function void (int a); function Action (int a, int b); }
funcenum OldSet { Action:public(client) };

methodmap Thing < Handle
{
  public native Thing(int size);
  public native ~Thing();
  public native void Grow(float amount);
  public bool Shrink() { int local = 1; return local > 0; }
  property int Size { public native get(); public native set(int value); }
};

#pragma deprecated Use Thing.Grow() instead
native void Thing_Grow(Handle thing, float amount);
native Float:Thing_OldStyle(Handle:thing, any:...);
stock bool Thing_IsBig(Handle thing)
{
  int size = 3;
  return size > 2;
}
static stock int Hidden() { return 1; }
forward Action Thing_OnGrow(int client, float &amount);
#pragma deprecated
forward Thing_OnOld(client);
stock const float THING_RATES[] = { 1.0, 2.0 };
public const int g_ThingCount;

public Extension __ext_thing = { name = "thing", file = "thing.ext", autoload = 1, required = 1, };
public void __ext_thing_SetNTVOptional() { MarkNativeAsOptional("Thing_Grow"); }
`;

describe("readInclude()", () => {
  const names = readInclude(include, "thing.inc");

  it("finds static methods, which belong to their type, and none of the file's own", () => {
    const code =
      "methodmap Hook < Handle\n{\n\tpublic static native Hook FromConf(Handle conf);\n\tpublic static bool Is(Handle h) { return h != null; }\n}\n" +
      "static int Own() { return 1; }\nstatic const int OWN = 1;\n#define _Hook_Included_\n";
    const { functions, members, constants } = readInclude(code, "hook.inc");
    expect(members.map(({ type, name }) => `${type}.${name}`)).toEqual(["Hook.FromConf", "Hook.Is"]);
    expect([functions, constants]).toEqual([[], []]);
  });

  it("finds functions, natives and forwards with their deprecations", () => {
    expect(names.functions).toEqual([
      {
        name: "Thing_Grow",
        kind: "native",
        include: "thing.inc",
        returns: "void",
        deprecated: "Use Thing.Grow() instead",
      },
      { name: "Thing_OldStyle", kind: "native", include: "thing.inc", returns: "Float" },
      { name: "Thing_IsBig", kind: "stock", include: "thing.inc", returns: "bool" },
    ]);
    expect(names.forwards).toEqual([
      { name: "Thing_OnGrow", include: "thing.inc" },
      { name: "Thing_OnOld", include: "thing.inc", deprecated: "" },
    ]);
  });

  it("finds types and members", () => {
    expect(names.types.map(({ name, kind, parent }) => [name, kind, parent])).toEqual([
      ["ThingType", "enum", undefined],
      ["ThingInfo", "enum-struct", undefined],
      ["ThingCallback", "typedef", undefined],
      ["ThingSet", "typedef", undefined],
      ["OldSet", "typedef", undefined],
      ["Thing", "methodmap", "Handle"],
    ]);
    expect(names.members.map(({ type, name, kind, returns }) => [type, name, kind, returns])).toEqual([
      ["ThingInfo", "id", "property", "int"],
      ["ThingInfo", "name", "property", "char"],
      ["Thing", "Thing", "constructor", undefined],
      ["Thing", "Grow", "method", "void"],
      ["Thing", "Shrink", "method", "bool"],
      ["Thing", "Size", "property", "int"],
    ]);
  });

  it("finds constants, and neither locals nor what announces an extension", () => {
    expect(names.constants.map(({ name, kind }) => [name, kind])).toEqual([
      ["THING_MAX", "define"],
      ["ThingType_None", "enum-value"],
      ["ThingType_Big", "enum-value"],
      ["THING_RATES", "const"],
      ["g_ThingCount", "const"],
    ]);
  });
});

describe("readGameEvents()", () => {
  it("reads blocks, comments, conditions and bare words", () => {
    const text = `//=== comment "x" { ===
"gameevents"
{
  "server_cvar"  // a comment
  {
    "cvarname" "string"
    "cvarvalue" "string" // which
  }
  tank_spawn [$WIN32]
  {
    local "1"
    userid short
    "tankid"	"short"
  }
  "empty" { }
}`;
    expect(readGameEvents(text)).toEqual([
      { name: "server_cvar", fields: { cvarname: "string", cvarvalue: "string" } },
      { name: "tank_spawn", fields: { userid: "short", tankid: "short" } },
      { name: "empty", fields: {} },
    ]);
  });

  it("takes what is not closed", () => {
    expect(readGameEvents('"gameevents"\n{\n "a"\n {\n "b" "short"\n }\n "c')).toEqual([
      { name: "a", fields: { b: "short" } },
    ]);
    expect(readGameEvents("")).toEqual([]);
  });

  it.each([
    ["records", '{"a": {"b": {"c": "d"}}}\n'],
    ["code", '#include <sourcemod>\npublic void A() { B("c"); { D(); } }\n'],
    ["a dump", "CTank (type DT_Tank)\n Table: x { a { b } }\n"],
  ])("takes %s for no file of events", (_name, text) => {
    expect(readGameEvents(text)).toEqual([]);
  });

  it("passes over a mark, comments and directives before the first block", () => {
    const text = '\uFEFF// all events\n#base "old.res"\n\n"modevents" // here\n{\n "a"\n {\n }\n}\n';
    expect(readGameEvents(text)).toEqual([{ name: "a", fields: {} }]);
  });
});

describe("readNetprops()", () => {
  it.each([
    [
      "sm_dump_netprops",
      "CTank:\n Sub-Class Table (1 Deep): DT_Tank\n -Member: m_iHealth (offset 228) (type integer) (bits 17)\n  -Member: 000 (offset 0) (type integer) (bits 8)\n",
      ["m_iHealth"],
    ],
    [
      "newer sm_dump_netprops",
      "CTank (type DT_Tank)\n Table: baseclass (offset 0) (type DT_Base)\n  Member: m_flCycle (offset 4) (type float) (bits 15) (RoundDown)\n",
      ["m_flCycle"],
    ],
    [
      "sm_dump_netprops_xml",
      '<serverclass name="CTank">\n<sendtable name="DT_Tank">\n <property name="m_iHealth">\n  <type>integer</type>\n </property>\n',
      ["m_iHealth"],
    ],
    ["sm_dump_datamaps", "CTank - tank\n - m_iHealth (Offset 228) (Save|Key)(4 Bytes) - health\n", ["m_iHealth"]],
    [
      "a plain list",
      '"player_array"\nm_iHealth\nm_Local.m_x\r\nm_iAmmo\n\nno name here\n',
      ["player_array", "m_iHealth", "m_Local.m_x", "m_iAmmo"],
    ],
  ])("reads %s", (_name, text, expected) => {
    expect(readNetprops(text)).toEqual(expected);
  });

  it("takes a file of events for no list", () => {
    expect(readNetprops('"modevents"\n{\n "a"\n {\n  "userid" "short"\n }\n}\n')).toEqual([]);
  });
});

describe("buildApiIndex()", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tunewright-api-"));
    const includes = join(folder, "sm", "scripting", "include");
    await mkdir(join(includes, "more"), { recursive: true });
    await writeFile(join(includes, "thing.inc"), include);
    await writeFile(
      join(includes, "more", "version_auto.inc"),
      "#define SOURCEMOD_V_MAJOR 1\n#define SOURCEMOD_V_MINOR 12\n",
    );
    await writeFile(join(folder, "modevents.res"), '"modevents" { "tank_spawn" { "userid" "short" } }');
    await writeFile(
      join(folder, "gameevents.res"),
      Buffer.from('\ufeff"gameevents" { "tank_spawn" { "tankid" "short" } }', "utf16le"),
    );
    await writeFile(join(folder, "netprops.txt"), "  -Member: m_iHealth (offset 1) (type integer) (bits 2)\n");
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("builds an index from folders and files, in the same bytes every time", async () => {
    const options = {
      sourcemod: join(folder, "sm"),
      events: [join(folder, "modevents.res"), join(folder, "gameevents.res")],
      netprops: [join(folder, "netprops.txt")],
      name: "mine",
      game: "left4dead2",
    };
    const data = await buildApiIndex(options);
    expect(apiIndexSchema.parse(data)).toEqual(data);
    expect({ ...data, sources: data.sources.map(({ path }) => path), constants: data.constants.length }).toMatchObject({
      sourcemod: "1.12",
      includes: { "more/version_auto.inc": "sourcemod", "thing.inc": "sourcemod" },
      sources: [
        "gameevents.res",
        "include/more/version_auto.inc",
        "include/thing.inc",
        "modevents.res",
        "netprops.txt",
      ],
      events: [{ name: "tank_spawn", fields: { userid: "short", tankid: "short" } }],
      netprops: ["m_iHealth"],
      constants: 7,
    });
    const file = join(folder, "index.json");
    await writeFile(file, formatApiIndex(data));
    const loaded = await loadApiIndex(file);
    expect(loaded.data).toEqual(data);
    expect([
      loaded.hasMember("Thing", "Grow"),
      loaded.functionReturns("Thing_IsBig"),
      loaded.deprecation("Thing_Grow"),
    ]).toEqual([true, "bool", "Use Thing.Grow() instead"]);
    expect(
      formatApiIndex(await buildApiIndex({ ...options, sourcemod: join(folder, "sm", "scripting", "include") })),
    ).toBe(formatApiIndex(data));
  });

  it("says what is missing", async () => {
    await expect(buildApiIndex({ sourcemod: join(folder, "nope"), name: "x" })).rejects.toMatchObject({
      code: "INPUT_NOT_FOUND",
    });
    await expect(
      buildApiIndex({ sourcemod: join(folder, "sm"), events: [join(folder, "no.res")], name: "x" }),
    ).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
  });

  it.each([
    ["events", "netprops.txt", "netprops.txt holds no events"],
    ["netprops", "modevents.res", "modevents.res holds no properties"],
  ])("refuses a file of another kind as %s", async (kind, name, message) => {
    const options = { sourcemod: join(folder, "sm"), [kind]: [join(folder, name)], name: "x" };
    await expect(buildApiIndex(options)).rejects.toMatchObject({
      code: "API_INDEX_INVALID",
      message: expect.stringContaining(message),
    });
  });
});

describe("loadApiIndex()", () => {
  it("refuses what is no index", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tunewright-api-"));
    try {
      await writeFile(join(folder, "a.json"), "{");
      await writeFile(join(folder, "b.json"), '{"version":2}');
      await expect(loadApiIndex(join(folder, "a.json"))).rejects.toMatchObject({ code: "API_INDEX_INVALID" });
      await expect(loadApiIndex(join(folder, "b.json"))).rejects.toMatchObject({ code: "API_INDEX_INVALID" });
      await expect(loadApiIndex(join(folder, "c.json"))).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
      const head = { name: "x", game: "", sourcemod: "", sources: [], includes: {} };
      await writeFile(join(folder, "d.json"), `\uFEFF${formatApiIndex(assembleApiIndex(head, emptyApiNames()))}`);
      expect((await loadApiIndex(join(folder, "d.json"))).data.name).toBe("x");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
