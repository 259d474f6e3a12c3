import { describe, expect, it } from "@jest/globals";
import { looksLikeOtherCode, looksLikeSourcePawn } from "./looks-like-source-pawn.ts";

const sourcePawn: readonly (readonly [string, string])[] = [
  [
    "a whole plugin",
    '#pragma semicolon 1\n#include <sourcemod>\npublic Plugin myinfo = { name = "x" };\npublic void OnPluginStart()\n{\n\tHookEvent("a", B);\n}',
  ],
  [
    "a plugin of 2009",
    '#include <sourcemod>\n\npublic OnPluginStart()\n{\n\tRegConsoleCmd("sm_x", Cmd)\n}\n\npublic Action:Cmd(client, args)\n{\n\treturn Plugin_Handled\n}',
  ],
  ["one statement", "float delay = GetRandomFloat(1.0, 2.0);"],
  ["a wrong call, too", "int x = RandomInt(1, 2);"],
  [
    "a loop over players",
    "for (int i = 1; i <= MaxClients; i++)\n{\n  if (!IsClientInGame(i)) continue;\n  g_iKills[i] = 0;\n}",
  ],
  ["old declarations", "new Handle:timer = INVALID_HANDLE;\ndecl String:name[64];\nnew Float:pos[3];"],
  [
    "a callback",
    "public Action Timer_Check(Handle timer, any userid)\n{\n  int client = GetClientOfUserId(userid);\n  return Plugin_Stop;\n}",
  ],
  ["comments over code", "// Heals everyone.\n/* Really\n   everyone. */\nSetEntityHealth(client, 100);"],
  ["a methodmap", "methodmap Boss < Handle\n{\n  property int Health { public get() { return 1; } }\n}"],
  ["an enum struct", "enum struct Stat\n{\n  int kills;\n  float time;\n}"],
  [
    "a typedef",
    "typedef OnHit = function void (int victim, int attacker);\nforward void OnThing(int client);\nConVar g_cv;",
  ],
  [
    "a switch",
    'switch (GetClientTeam(client))\n{\n  case 2:\n    PrintToChat(client, "x");\n  case 3, 4:\n    return;\n  default:\n    x = a ?\n      b :\n      c;\n}',
  ],
  ["defines", '#define PLUGIN_VERSION "1.0"\n#define MAX_X 5\n#include <sdktools>'],
  [
    "a menu",
    'Menu menu = new Menu(Handler);\nmenu.SetTitle("Pick");\nmenu.AddItem("1", "One");\nmenu.Display(client, 20);',
  ],
  ["a text that is passed", "void Tell(int to, const char[] text)\n{\n  Show(to, text);\n}"],
  ["a file that is read once", "#if defined _ammo_included\n  #endinput\n#endif\n#define _ammo_included"],
  ["defines beside globals", "#define MAX_X 5\nint g_iCount[MAX_X];"],
  ["globals without an underscore", "bool gbReady;\nint giCount = 0;"],
  ["numbers in hex", "int flags = GetEntProp(entity, Prop_Send, 0x1F);"],
  ["an apostrophe in a comment", "// don't\nKillTimer(g_hTimer[client]);"],
  ["text in other languages in strings", "PrintToChat(client, \"Привет, '%s'\");"],
  [
    "a class as a variable",
    'int class = GetEntProp(client, Prop_Send, "m_zombieClass");\nif (class == 8) IgniteEntity(client, 5.0);',
  ],
  [
    "own helpers with the usual prefixes",
    "void Reset()\n{\n  g_bActive = false;\n  g_iCount = 0;\n  g_fStart = 0.0;\n}",
  ],
];

const plugins: readonly (readonly [string, string])[] = [
  [
    "a name that is NULL in C",
    "#include <sdktools>\nnew g_Count[4];\npublic Reset(client)\n{\n\tg_Count[client] = NULL;\n}",
  ],
  ["an enum with None", 'public Plugin myinfo = { name = "x" };\nenum Mode\n{\n\tNone,\n\tAll\n}'],
  [
    "a label",
    'public Plugin:myinfo = { name = "x" };\nRoll()\n{\nagain:\n\tif (GetRandomInt(1, 6) < 6)\n\t\tgoto again;\n}',
  ],
  [
    "a parameter called from",
    "#include <sourcemod.inc>\nvoid Move(Team from, Team to)\n{\n\tChangeClientTeam(1, to);\n}",
  ],
];

const others: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["a word", "HookEvent"],
  [
    "an English sentence with functions",
    "Use GetRandomFloat(1.0, 2.0) instead of RandomFloat, because it exists in SourceMod.",
  ],
  [
    "an English list",
    "Steps:\n- call HookEvent in OnPluginStart\n- read the client with GetClientOfUserId\n- print with PrintToChat",
  ],
  [
    "English in several paragraphs",
    "The tank spawns when the director decides.\n\nYou can hook tank_spawn with HookEvent. Then check IsClientInGame before use.\n\nThat's all.",
  ],
  ["an instruction", "Write a plugin that announces the tank; it should use tank_spawn and PrintToChatAll."],
  ["C", '#include <stdio.h>\n\nint main(void)\n{\n  printf("hi\\n");\n  return 0;\n}'],
  ["C without includes", "int sum(int a, int b)\n{\n  return a + b;\n}"],
  ["C with pointers", "struct node *next = head->next;\nfree(head);\nhead = next;"],
  ["C++", '#include <iostream>\nint main() {\n  std::cout << "x" << std::endl;\n}'],
  [
    "C++ of an extension",
    "static cell_t GetClientHealth(IPluginContext *pContext, const cell_t *params)\n{\n  return pContext->LocalToString(params[1]);\n}",
  ],
  [
    "C++ of the game",
    "void CTerrorPlayer::OnPounced(CBaseEntity *pAttacker)\n{\n  m_isPounced = true;\n  SetMoveType(MOVETYPE_NONE);\n}",
  ],
  [
    "C#",
    "public class Tank : Entity\n{\n  private int health = 4000;\n  public void Hit() { Console.WriteLine(health); }\n}",
  ],
  ["Java", 'public class Main {\n  public static void main(String[] args) {\n    System.out.println("x");\n  }\n}'],
  [
    "Java's natives",
    "public class A {\n  public native int foo(int x);\n  private final List<String> names = new ArrayList<>();\n}",
  ],
  ["Python", "def on_start():\n    for i in range(10):\n        print(i)\n    return None"],
  ["Python's calls", "client = get_client()\nif client:\n    hook_event('tank_spawn', on_tank)"],
  ["JavaScript", "const x = () => { console.log('a'); };\nfunction foo(a) {\n  return a;\n}"],
  ["TypeScript", "export function load(path: string): number {\n  let count = 0;\n  return count;\n}"],
  [
    "VScript",
    "function OnGameEvent_tank_spawn(params)\n{\n  local player = GetPlayerFromUserID(params.userid);\n  ::tanks <- 1;\n}",
  ],
  [
    "a header of C",
    "/* Errors */\n#define IO_R_IN_USE 123\n#define IO_R_NO_FILE 128\n#define IO_MAX(a, b) ((a) > (b) ? (a) : (b))",
  ],
  [
    "methods that get something",
    "constructor(view) {\n  this.view = view;\n}\ngetName() { return this.getString(1); }\ngetSize() { return 2; }",
  ],
  ["C that passes a text", "void tell(int to, const char text[])\n{\n  show(to, text);\n}"],
  ["C++ with suffixes", "float f = RandomFloat(0.0f, 1.0f);"],
  ["C++ with an unsigned number", "int n = RandomInt(1, 10UL);"],
  ["a method of another language", "x = mod.RandomFloat(rng, 0.5, 0.6) * 2"],
  ["Squirrel that fires an entity", 'if (RandomInt(1, 5) == 1)\n{\n\tEntFire("door", "Open");\n}'],
  ["Pawn of SA-MP", "#include <a_samp>\nmain() {\n  new msg[sizeof buffer];\n}"],
  ["Pawn of AMX Mod X", "#include <amxmodx>\npublic plugin_init()\n{\n\tprecache();\n}"],
  ["Squirrel's tables", "DirectorOptions <-\n{\n  CommonLimit = 30\n  MobMaxSize = 40\n}"],
  ["JSON", '{"event": "tank_spawn", "fields": ["userid", "tankid"], "count": 2}'],
  ["JSON in lines", '{\n  "HookEvent": "tank_spawn",\n  "x": [1, 2]\n}'],
  ["YAML", "rules:\n  - id: random-float\n    match: RandomFloat\n    fix: GetRandomFloat"],
  ["shell", 'cd addons/sourcemod/scripting\n./spcomp plugin.sp -o"$OUT"\ncp plugin.smx ../plugins/'],
  ["a console", "sm plugins list\nsm plugins reload tank\nsm_cvar z_tank_health 4000"],
  [
    "KeyValues",
    '"Games"\n{\n  "left4dead2"\n  {\n    "Offsets"\n    {\n      "x"\n      {\n        "linux" "5"\n      }\n    }\n  }\n}',
  ],
  ["Lua", "local x = 5\nfunction foo()\n  print(x)\nend"],
  ["PHP", "<?php\n$x = GetClientName($client);\necho $x;"],
  ["SQL", "SELECT name, kills FROM players WHERE steamid = 'x' ORDER BY kills DESC;"],
  ["Go", 'package main\n\nimport "fmt"\n\nfunc main() {\n  fmt.Println("x")\n}'],
  ["Rust", 'fn main() {\n  let x: i32 = 5;\n  println!("{}", x);\n}'],
  ["an error of the compiler", 'plugin.sp(12) : error 017: undefined symbol "RandomFloat"\n1 Error.'],
  ["a path", "addons/sourcemod/plugins/tank.smx"],
  ["a Markdown table", "| Wrong | Right |\n|---|---|\n| RandomFloat | GetRandomFloat |"],
];

describe("looksLikeSourcePawn()", () => {
  it.each(sourcePawn)("says yes to %s", (_name, text) => {
    expect(looksLikeSourcePawn(text)).toBe(true);
  });

  it.each(plugins)("says yes to a plugin with %s", (_name, text) => {
    expect(looksLikeSourcePawn(text)).toBe(true);
  });

  it.each(others)("says no to %s", (_name, text) => {
    expect(looksLikeSourcePawn(text)).toBe(false);
  });

  it.each(others.filter(([, text]) => text !== ""))("says no to %s with CRLF", (_name, text) => {
    expect(looksLikeSourcePawn(text.replaceAll("\n", "\r\n"))).toBe(false);
  });
});

describe("looksLikeOtherCode()", () => {
  it.each([
    ["a script of the game", 'if (RandomInt(1, 5) == 1)\n{\n\tEntFire("door", "Open");\n}'],
    ["a line of it without a semicolon", "local x = RandomInt(1, 5)"],
    ["C++ with names of SourceMod", "Handle h = PrintToChat(this->client, 1);\nKillTimer(h);"],
  ])("knows %s", (_name, text) => {
    expect(looksLikeOtherCode(text)).toBe(true);
  });

  it.each([
    ["what could be SourcePawn", "int x = RandomInt(1, 5);"],
    ["a plugin with names that are words elsewhere", 'None = RandomInt(1, 5);\nPrintToChatAll("x");'],
    ["a sentence", "Take the class from there, or import what is printed by printf(x)"],
    ["words with signs of code", "It's `x`; and $y @z."],
    ["nothing", ""],
  ])("does not take %s for it", (_name, text) => {
    expect(looksLikeOtherCode(text)).toBe(false);
  });
});
