import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "./sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
const repaired = (code: string): string => sanitizeText(fence(code), table).text.slice(14, -5);

describe("a wrong name that reaches its call by a detour", () => {
  it("is repaired in a list whose elements are hooked", () => {
    const code = (name: string): string =>
      `static const char g_sEvents[][] = { "round_start", "${name}" };\nvoid Hook()\n{\n\tfor (int i = 0; i < sizeof(g_sEvents); i++) HookEvent(g_sEvents[i], A);\n}`;
    expect(repaired(code("boomer_vomit"))).toBe(code("player_now_it"));
  });

  it.each([
    'switch (pos)\n\t{\n\t\tcase 0: sEvent = "round_start";\n\t\tcase 1: sEvent = "NAME";\n\t}\n\tHookEvent(sEvent, A);',
    'strcopy(sEvent, sizeof(sEvent), "NAME");\n\tHookEvent(sEvent, A);',
    'FormatEx(sEvent, sizeof(sEvent), "NAME");\n\tHookEvent(sEvent, A);',
    'HookEvent(g_bLate ? "round_start" : "NAME", A);',
  ])("is repaired where a variable takes it to the call: %j", (body) => {
    const code = (name: string): string =>
      `void Hook(int pos)\n{\n\tchar sEvent[32];\n\t${body.replace("NAME", name)}\n}`;
    expect(repaired(code("boomer_vomit"))).toBe(code("player_now_it"));
  });

  it.each([
    'Hook hook;\n\tstrcopy(hook.event, sizeof(hook.event), "NAME");\n\tHookEvent(hook.event, A);',
    'Hook hook;\n\thook.event = "NAME";\n\tHookEvent(hook.event, A);',
    'hooks[pos].event = "NAME";\n\tfor (int i = 0; i < 4; i++) HookEventEx(hooks[i].event, A);',
    'this.first.event = "NAME";\n\tHookEvent(this.first.event, A);',
    'Format(hooks[pos][2].event, 32, "NAME");\n\tHookEvent(.callback = A, .name = hooks[1][2].event);',
  ])("is repaired where a field of an enum struct takes it to the call: %j", (body) => {
    const code = (name: string): string => `void F(int pos)\n{\n\t${body.replace("NAME", name)}\n}`;
    expect(repaired(code("boomer_vomit"))).toBe(code("player_now_it"));
  });

  it.each([
    'hook.anim = "boomer_vomit";\n\tHookEvent(hook.event, A);',
    'one.event = "boomer_vomit";\n\tHookEvent(two.event, A);',
    'hook.event = "boomer_vomit";\n\tHookEvent(event, A);',
    'event = "boomer_vomit";\n\tHookEvent(hook.event, A);',
    'a.b.event = "boomer_vomit";\n\tHookEvent(b.event, A);',
    'strcopy(hook.event, 32, "boomer_vomit");\n\tPrintToServer(hook.event);\n\tHookEvent(hook.event2, A);',
  ])("stays where another field or variable is hooked: %j", (body) => {
    const code = `void F()\n{\n\t${body}\n}`;
    expect(repaired(code)).toBe(code);
  });

  it("is repaired in a constant whose brackets stand before its name", () => {
    expect(repaired('const char[] EV = "pounce";\nvoid F()\n{\n\tHookEvent(EV, A);\n}')).toBe(
      'const char[] EV = "lunge_pounce";\nvoid F()\n{\n\tHookEvent(EV, A);\n}',
    );
  });

  it("stays where the variable of another function is hooked", () => {
    const code =
      'void F()\n{\n\tchar buffer[32];\n\tbuffer = "pounce";\n\tPrintToServer(buffer);\n}\nvoid G(const char[] buffer)\n{\n\tHookEvent(buffer, A);\n}';
    expect(repaired(code)).toBe(code);
  });

  it("stays in a list whose elements are sounds", () => {
    const code = 'char g_sSounds[][] = { "boomer_vomit", "pounce" };\nvoid F()\n{\n\tEmitSoundToAll(g_sSounds[0]);\n}';
    expect(repaired(code)).toBe(code);
  });

  it.each([
    "Event event, const char[] name, bool dontBroadcast",
    "Handle:event, const String:name[], bool:dontBroadcast",
  ])("is repaired where a callback asks for its event: (%s)", (parameters) => {
    const code = (name: string): string =>
      `public void Event_Any(${parameters})\n{\n\tif (StrEqual(name, "${name}") || strcmp("${name}", name) == 0) F();\n}`;
    expect(repaired(code("charger_grab"))).toBe(code("charger_carry_start"));
  });

  it.each([
    'public void Event_Any(Event event, const char[] name, bool dontBroadcast)\n{\n\tif (StrEqual(g_sLast, "pounce")) F();\n}',
    'public void Event_Any(Event event, const char[] name, bool dontBroadcast)\n{\n}\nvoid G(const char[] name)\n{\n\tif (StrEqual(name, "pounce")) F();\n}',
    'void G(const char[] name, bool all)\n{\n\tif (StrEqual(name, "pounce")) F();\n}',
  ])("stays where another string is compared: %j", (code) => {
    expect(repaired(code)).toBe(code);
  });

  it("is repaired as the value of a define", () => {
    expect(repaired("#define MODE EventHookMode_PreNoCopy\nint F()\n{\n\treturn view_as<int>(MODE);\n}")).toBe(
      "#define MODE EventHookMode_PostNoCopy\nint F()\n{\n\treturn view_as<int>(MODE);\n}",
    );
  });

  it.each([
    [
      'FindSendPropInfo("CTerrorPlayer", "m_flSpeed");',
      'FindSendPropInfo("CTerrorPlayer", "m_flLaggedMovementValue");',
    ],
    ['GetEntSendPropOffs(client, "m_flSpeed");', 'GetEntSendPropOffs(client, "m_flLaggedMovementValue");'],
    [
      'SetEntPropFloat(tank, Prop_Send, "m_flSpeed", 1.5);',
      'SetEntPropFloat(tank, Prop_Send, "m_flLaggedMovementValue", 1.5);',
    ],
  ])("is repaired where the class or the variable is a player's: %s", (before, after) => {
    expect(repaired(before)).toBe(after);
  });

  it.each([
    'int target = GetClientAimTarget(client, false);\nSetEntPropFloat(target, Prop_Data, "m_flSpeed", 50.0);',
    'if (IsValidEntity(target)) SetEntPropFloat(target, Prop_Data, "m_flSpeed", 50.0);',
  ])("is doubtful where what is aimed at may be a door: %j", (code) => {
    const { text, hits } = sanitizeText(fence(code), table);
    expect([text, hits.map((hit) => hit.code)]).toEqual([fence(code), ["doubtful"]]);
  });

  it("stays where the class is a door's", () => {
    const code = 'FindSendPropInfo("CBasePropDoor", "m_flSpeed");';
    expect(repaired(code)).toBe(code);
  });
});

describe("a name that is a plain word", () => {
  it.each([
    "When the hunter does a pounce, the event fires.",
    "Hook it, and count each pounce of the hunter.",
    "The event tells how far the pounce went.",
    "The user wants a hunter pounce hook.",
    "Write a plugin for the hunter's pounce event, and hook it late.",
  ])("is no name in a sentence about the game: %s", (text) => {
    expect(sanitizeText(text, table)).toEqual({ text, hits: [] });
  });

  it.each([
    ["Hook the pounce event.", "Hook the lunge_pounce event."],
    ["Hook the event pounce.", "Hook the event lunge_pounce."],
    ['Hook the event called "pounce" first.', 'Hook the event called "lunge_pounce" first.'],
  ])("is one beside the word for what it names: %s", (before, after) => {
    expect(sanitizeText(before, table).text).toBe(after);
  });
});

describe("a wrong name that reaches its call through a function of the plugin's own", () => {
  const wrapper =
    'void HookSafely(EventHook callback, const char[] event = "")\n{\n\tHookEventEx(event, callback);\n}\n';

  it("is repaired", () => {
    const code = (name: string): string => `${wrapper}void Start()\n{\n\tHookSafely(OnBile, "${name}");\n}`;
    expect(repaired(code("boomer_vomit"))).toBe(code("player_now_it"));
  });

  it("is repaired where one function hands it to the next, in whatever order they stand and call each other", () => {
    const chain =
      "void HookAll(const char[] first, const char[] second)\n{\n\tHookOne(5, second);\n\tHookOne(7, first);\n}\n" +
      "void HookOne(int tries, const char[] name)\n{\n\tif (tries == 0) HookAll(name, name);\n\tHookSafely(OnBile, .event = name);\n}\n";
    const code = (name: string): string =>
      `${chain}${wrapper}void Start()\n{\n\tHookAll("round_start", "${name}");\n\tHookOne(1, "${name}");\n}`;
    expect(repaired(code("boomer_vomit"))).toBe(code("player_now_it"));
  });

  it.each([
    ["of one line", "#define HOOK(%1,%2) HookEvent(%1, %2)\n"],
    ["over two lines", '#define HOOK(%1,%2) \\\n\tif (!HookEventEx(%1, %2)) \\\n\t\tLogError("no event")\n'],
    ["that calls a function", `${wrapper}#define HOOK(%1,%2) HookSafely(%2, %1)\n`],
  ])("is repaired behind a macro %s", (_what, macro) => {
    const code = (name: string): string => `${macro}#define TWO 2\nvoid Start()\n{\n\tHOOK("${name}", OnBile);\n}`;
    expect(repaired(code("boomer_vomit"))).toBe(code("player_now_it"));
  });

  it.each([
    ["hands on another argument", "#define HOOK(%1,%2) HookEvent(%2, %1)"],
    ["only prints it", "#define HOOK(%1,%2) PrintToServer(%1)\n#define OTHER(%1) HookEvent(%1, OnBile)"],
    ["has no parameters", "#define HOOK (HookEvent)"],
  ])("is left alone behind a macro that %s", (_what, macro) => {
    const code = `${macro}\nvoid Start()\n{\n\tHOOK("boomer_vomit", OnBile);\n}`;
    expect(repaired(code)).toBe(code);
  });

  it("is left alone behind more functions than anybody writes, and asks no more of them", () => {
    const steps = Array.from(
      { length: 3000 },
      (_, at) => `void W${String(at)}(const char[] name)\n{\n\tW${String(at + 1)}(name);\n}\n`,
    ).join("");
    const code = `${steps}void W3000(const char[] name)\n{\n\tHookEvent(name, OnBile);\n}\nvoid Start()\n{\n\tW0("pounce");\n}`;
    expect(repaired(code)).toBe(code);
  });

  it("is repaired where the function stands below, and far off", () => {
    const far = Array.from({ length: 40 }, (_, at) => `void F${String(at)}()\n{\n\tPrintToServer("x");\n}\n`).join("");
    const code = (name: string): string => `void Start()\n{\n\tHookSafely(OnBile, "${name}");\n}\n${far}${wrapper}`;
    expect(repaired(code("boomer_vomit"))).toBe(code("player_now_it"));
  });

  it.each([
    [
      "a function that prints it",
      'void Say(const char[] text)\n{\n\tPrintToServer(text);\n}\nvoid F()\n{\n\tSay("pounce");\n}',
    ],
    ["another parameter", `${wrapper}void F()\n{\n\tHookSafely("pounce", "round_start");\n}`],
    ["a function from elsewhere", 'void F()\n{\n\tHookSafely(OnBile, "pounce");\n}'],
    [
      "a property of an entity that is no player",
      'void SetSpeed(int door, const char[] prop)\n{\n\tSetEntPropFloat(door, Prop_Data, prop, 1.0);\n}\nvoid F()\n{\n\tSetSpeed(1, "m_flSpeed");\n}',
    ],
  ])("stays in %s", (_where, code) => {
    expect(repaired(code)).toBe(code);
  });
});

describe("a wrong name that is given to a parameter by its name", () => {
  it.each([
    [
      'HookEvent(.callback = OnBile, .name = "boomer_vomit");',
      'HookEvent(.callback = OnBile, .name = "player_now_it");',
    ],
    ['HookEvent(.name="boomer_vomit", .callback=OnBile);', 'HookEvent(.name="player_now_it", .callback=OnBile);'],
    [
      'SetEntPropFloat(.prop = "m_flSpeed", .type = Prop_Send, .value = 1.5, .entity = client);',
      'SetEntPropFloat(.prop = "m_flLaggedMovementValue", .type = Prop_Send, .value = 1.5, .entity = client);',
    ],
  ])("is repaired: %s", (before, after) => {
    expect(repaired(`void F(int client)\n{\n\t${before}\n}`)).toBe(`void F(int client)\n{\n\t${after}\n}`);
  });

  it.each([
    'SetEntPropFloat(.prop = "m_flSpeed", .type = Prop_Data, .value = 1.5, .entity = door);',
    'HookEvent(.name = "round_start", .callback = OnStart); PrintToServer(.format = "pounce");',
  ])("stays where it is right: %s", (code) => {
    expect(repaired(`void F(int client)\n{\n\t${code}\n}`)).toBe(`void F(int client)\n{\n\t${code}\n}`);
  });
});

describe("a part of a name", () => {
  it.each(['HookEvent("lunge_" ... "pounce", A);', 'HookEvent(PREFIX ... "pounce", A);'])("stays: %s", (code) => {
    expect(repaired(code)).toBe(code);
  });
});
