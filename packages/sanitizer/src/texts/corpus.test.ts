// Over 300 lines: one table of snippets, each with the one thing it shows.
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "./sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;

/** Correct code as plugins really write it; none of it may change. */
const correct: readonly (readonly [string, string])[] = [
  ["a name inside a longer one", "float f = GetRandomFloat(0.0, 1.0);"],
  ["the old syntax", "new Float:x = GetRandomFloat(0.0, 1.0);\ndecl String:pounce[32];"],
  [
    "a stock of that name",
    "stock Float:RandomFloat(Float:a, Float:b)\n{\n\treturn GetRandomFloat(a, b);\n}\n\nvoid F()\n{\n\tRandomFloat(0.0, 1.0);\n}",
  ],
  [
    "an old function without a type",
    "RandomInt(low, high)\n{\n\treturn GetRandomInt(low, high);\n}\n\nF()\n{\n\treturn RandomInt(1, 2);\n}",
  ],
  ["a define of that name", "#define RandomFloat GetRandomFloat\n\nvoid F()\n{\n\tRandomFloat(0.0, 1.0);\n}"],
  ["a macro of that name", "#define RandomInt(%1,%2) GetRandomInt(%1, %2)\n\nvoid F()\n{\n\tRandomInt(1, 2);\n}"],
  [
    "a native that the plugin declares",
    "native int RandomInt(int low, int high);\n\nvoid F()\n{\n\tRandomInt(1, 2);\n}",
  ],
  ["a forward of its own", "forward void TakeDamage(int client);\n\nvoid F()\n{\n\tTakeDamage(1);\n}"],
  ["a method of that name", "g_Random.RandomFloat(0.0, 1.0);"],
  [
    "a method of a methodmap of its own",
    "methodmap Dice\n{\n\tpublic float RandomFloat(float a, float b)\n\t{\n\t\treturn GetRandomFloat(a, b);\n\t}\n}",
  ],
  ["a variable of that name", 'int RandomInt = 5;\nPrintToServer("%d", RandomInt);'],
  [
    "a function that is defined below its use",
    "void F()\n{\n\tKillEntity(5);\n}\n\nvoid KillEntity(int entity)\n{\n\tRemoveEntity(entity);\n}",
  ],
  [
    "a function in the other branch of #if",
    "#if defined _x\nvoid F() {\n#else\nvoid G() {\n#endif\n\tKillEntity(5);\n}\n\nvoid KillEntity(int entity) { RemoveEntity(entity); }",
  ],
  ["a particle", 'PrecacheParticle("boomer_vomit");\nCreateParticle(client, "boomer_vomit");'],
  ["a sound path", 'PrecacheSound("player/boomer/vomit/boomer_vomit.wav");'],
  ["a model path", 'PrecacheModel("models/infected/smoker_tongue_grab.mdl");'],
  ["an admin command", 'RegAdminCmd("sm_pounce", Command_Pounce, ADMFLAG_SLAY);'],
  ["a command of that very name", 'RegConsoleCmd("pounce", Command_Pounce);'],
  ["a console variable", 'CreateConVar("charger_grab", "1", "Whether chargers grab.");'],
  ["a translation phrase", 'PrintToChatAll("%t", "pounce", client);'],
  ["chat text with the word", 'PrintToChatAll("Nice pounce, %N!", client);'],
  ["chat text that is the word", 'PrintToChat(client, "pounce");'],
  ["a KeyValues key", 'kv.JumpToKey("smoker_tongue_grab");'],
  ["a map key", 'g_Map.SetValue("boomer_vomit", 1);'],
  ["a comparison of a string", 'if (StrEqual(ability, "pounce")) return;'],
  ["an entity output", 'HookSingleEntityOutput(entity, "pounce", OnOutput);'],
  ["a fired input", 'AcceptEntityInput(entity, "charger_grab");'],
  ["an array of animations", 'char g_sAnims[][] = { "pounce", "charger_grab" };'],
  [
    "the other column of a table of events",
    'char g_Rows[][][] = { { "lunge_pounce", "pounce" } };\nvoid F()\n{\n\tHookEvent(g_Rows[0][0], A);\n}',
  ],
  [
    "a table whose rows nobody hooks",
    'char g_Rows[][][] = { { "pounce", "x" } };\nvoid F(int i)\n{\n\tHookEvent(g_Rows[0][i], A);\n\tHookEvent(g_Rows[0], A);\n}',
  ],
  [
    "the right events",
    'HookEvent("lunge_pounce", A);\nHookEvent("tongue_grab", B);\nHookEvent("charger_carry_start", C);\nHookEvent("player_now_it", D);',
  ],
  ["an event of another game", '#include <tf2_stocks>\nHookEvent("player_healed", A);'],
  [
    "an event of another game, by its other events",
    'void F()\n{\n\tHookEvent("player_healed", A);\n\tHookEvent("object_destroyed", B);\n}',
  ],
  ["a netprop of another game", '#include <insurgency>\nSetEntProp(weapon, Prop_Send, "m_iClip", 5);'],
  [
    "m_flSpeed in a loop over entities beside one over players",
    'void A()\n{\n\tfor (int i = 1; i <= MaxClients; i++) PrintToServer("%d", i);\n}\nvoid B()\n{\n\tfor (int i = MaxClients + 1; i <= 2048; i++) SetEntPropFloat(i, Prop_Data, "m_flSpeed", 1.0);\n}',
  ],
  ["a function that an include may bring", "#include <my_stocks>\nvoid F()\n{\n\tKillEntity(5);\n}"],
  ["the event weapon_pickup", 'HookEvent("weapon_pickup", Event_Pickup);'],
  ["GetClientHealth and SetEntityHealth", "SetEntityHealth(client, GetClientHealth(client) + 10);"],
  ["RoundFloat", "int x = RoundFloat(1.5);"],
  ["m_flMaxspeed", 'SetEntPropFloat(client, Prop_Send, "m_flMaxspeed", 300.0);'],
  [
    "the two rages of a witch",
    'float Rage(int witch)\n{\n\treturn GetEntPropFloat(witch, Prop_Send, "m_rage") + GetEntPropFloat(witch, Prop_Send, "m_wanderrage");\n}',
  ],
  ["m_flSpeed of a door", 'SetEntPropFloat(door, Prop_Data, "m_flSpeed", 200.0);'],
  [
    "m_flSpeed of a found entity",
    'int x = FindEntityByClassname(-1, "func_tracktrain");\nSetEntPropFloat(x, Prop_Data, "m_flSpeed", 200.0);',
  ],
  ["m_flSpeed of an entity that may be anything", 'SetEntPropFloat(entity, Prop_Data, "m_flSpeed", 200.0);'],
  [
    "m_iTeam of something else",
    'int x = CreateEntityByName("info_zombie_spawn");\nSetEntProp(x, Prop_Data, "m_iTeam", 3);',
  ],
  [
    "a callback that is called OnPlayerDeath",
    'public Plugin myinfo = {};\npublic void OnPluginStart()\n{\n\tHookEvent("player_death", OnPlayerDeath);\n}\npublic void OnPlayerDeath(Event event, const char[] name, bool dontBroadcast)\n{\n}',
  ],
  [
    "a hooked OnTakeDamage",
    "public Plugin myinfo = {};\npublic void OnClientPutInServer(int client)\n{\n\tSDKHook(client, SDKHook_OnTakeDamage, OnTakeDamage);\n}\npublic Action OnTakeDamage(int victim, int &attacker)\n{\n\treturn Plugin_Continue;\n}",
  ],
  [
    "a part of a plugin with OnRoundStart",
    "public void OnRoundStart(Event event, const char[] name, bool dontBroadcast)\n{\n}",
  ],
  [
    "team constants of its own",
    "#define TEAM_SURVIVORS 2\n#define ZC_TANK 8\nif (GetClientTeam(client) == TEAM_SURVIVORS && class == ZC_TANK) return;",
  ],
  ["an enum of its own", "enum\n{\n\tTEAM_SPECTATOR = 1,\n\tTEAM_SURVIVORS\n}\nint team = TEAM_SURVIVORS;"],
  [
    "IsValidClient of its own",
    "bool IsValidClient(int client)\n{\n\treturn client > 0;\n}\nvoid F(int c)\n{\n\tif (IsValidClient(c)) return;\n}",
  ],
  ["Get on an ArrayList", "void F(ArrayList list)\n{\n\tlist.Get(0);\n\tlist.Push(1);\n\tint n = list.Length;\n}"],
  ["Add on a type of its own", "void F(Thing thing)\n{\n\tthing.Add(0);\n\tthing.Size();\n}"],
  [
    "a field that only a variable shares its name with",
    "ArrayList list;\nvoid F(Thing thing)\n{\n\tthing.list.Add(0);\n}",
  ],
  [
    "fields of two types",
    "enum struct S\n{\n\tArrayList list;\n}\nenum struct T\n{\n\tThing list;\n}\nvoid F(T t)\n{\n\tt.list.Add(0);\n}",
  ],
  ["a cast to another type", "view_as<Thing>(x).Add(5);"],
  ["a method's result", "ArrayList Get()\n{\n\treturn x;\n}\nvoid F(Thing thing)\n{\n\tthing.Get().Add(5);\n}"],
  ["a handle's unknown type", "g_hThing.GetFloat();"],
  ["values of a ConVar", "ConVar cvar;\nvoid F()\n{\n\tfloat x = cvar.FloatValue;\n\tcvar.SetInt(5);\n}"],
  ["the native TIMER flag", "CreateTimer(1.0, Timer_X, _, TIMER_FLAG_NO_MAPCHANGE);"],
  ["FindConVar with the old functions", 'float x = GetConVarFloat(FindConVar("z_speed"));'],
  ["a commented call of the right name", "// GetRandomFloat gives a value between both.\nGetRandomFloat(0.0, 1.0);"],
  ["a comment that warns", "// RandomFloat does not exist, use GetRandomFloat.\nfloat f = GetRandomFloat(0.0, 1.0);"],
  ["a string over two lines", 'PrintToServer("a \\\n RandomFloat(0.0, 1.0) b");'],
  ["code in a string", 'PrintToServer("call RandomFloat(0.0, 1.0) here");'],
  ["code in a block comment that warns", "/* WRONG:\n * RandomFloat(0.0, 1.0)\n */\nGetRandomFloat(0.0, 1.0);"],
  [
    "a bad example with a label",
    "// BAD\nfloat a = RandomFloat(0.0, 1.0);\n\n// GOOD\nfloat b = GetRandomFloat(0.0, 1.0);",
  ],
  ["a bad example with a remark", "float a = RandomFloat(0.0, 1.0); // does not exist"],
  ["a bad example with a sign", "float a = RandomFloat(0.0, 1.0); // ❌"],
  ["a diff without a name", "-float a = RandomFloat(0.0, 1.0);\n+float a = GetRandomFloat(0.0, 1.0);"],
  ["an inline mark", "float a = RandomFloat(0.0, 1.0); // tunewright-ignore: get-random-float"],
  ["an inline mark on the line above", "// tunewright-ignore\nfloat a = RandomFloat(0.0, 1.0);"],
  ["deprecated but legal", "for (int i = 1; i <= GetMaxClients(); i++) StrCopy(a, 5, b);"],
  ["an unterminated string", 'PrintToServer("pounce);\nint a;'],
];

/** Messages as they stand in datasets; none of them may change. */
const teaching: readonly (readonly [string, string])[] = [
  ["use X, not Y", "Use `GetRandomFloat`, not `RandomFloat`."],
  ["a struck-through name", "| `GetRandomInt` | ~~RandomInt~~ |"],
  ["instead of", "Hook `lunge_pounce` instead of the event `pounce`."],
  ["does not exist", "The event `boomer_vomit` does not exist in L4D2."],
  ["a sentence later", "You wrote `RandomFloat()`. That name is wrong."],
  ["a list of wrong names", "Wrong names:\n\n- `RandomFloat` (no such native)\n- `RandomInt` (no such native)"],
  [
    "a block under 'Wrong:'",
    `Wrong:\n\n${fence("float f = RandomFloat(0.0, 1.0);")}\nRight:\n\n${fence("float f = GetRandomFloat(0.0, 1.0);")}`,
  ],
  ["a block under a heading", `### ❌ Before\n\n${fence("float f = RandomFloat(0.0, 1.0);")}`],
  ["a block under 'Don't do this'", `Don't do this:\n${fence('HookEvent("pounce", A);')}`],
  [
    "a block that the next sentence condemns",
    `${fence("float f = RandomFloat(0.0, 1.0);")}\n\`RandomFloat\` does not exist, so this will not compile.`,
  ],
  ["a diff", "```diff\n-float f = RandomFloat(0.0, 1.0);\n+float f = GetRandomFloat(0.0, 1.0);\n```"],
  ["German", "`RandomFloat` gibt es nicht; nimm `GetRandomFloat`."],
  ["Spanish", "La función `RandomFloat` no existe."],
  ["French", "La fonction `RandomFloat` n'existe pas."],
  ["Portuguese", "A função `RandomFloat` não existe."],
  ["Russian", "Функции `RandomFloat` не существует."],
  ["Chinese", "`RandomFloat` 不存在。"],
  ["Japanese", "`RandomFloat` は存在しない。"],
  ["prose with the plain word", "The hunter's pounce does more damage from far away."],
  ["a particle in prose", "The particle boomer_vomit looks best."],
  ["another language", "```python\nx = RandomFloat(0.0, 1.0)\n```"],
  ["JavaScript without a language", "```\nconst x = RandomFloat(0, 1);\nconsole.log(x);\n```"],
  ["a line of a changelog", "v1.1: replaced RandomInt() by GetRandomInt()"],
  [
    "a block under a numbered 'Bad:'",
    "1. Bad:\n   ```sourcepawn\n   int n = RandomInt(1, 2);\n   ```\n2. Good:\n   ```sourcepawn\n   int n = GetRandomInt(1, 2);\n   ```",
  ],
  ["a block that there is no native for", `Your code was:\n${fence("RandomInt(1, 2);")}\nThere is no such native.`],
  [
    "a block whose event is wrong",
    `${fence('HookEvent("pounce", A);')}\nThe event name is wrong. Corrected: see above.`,
  ],
  ["a block that the lead-in says fails", `Here is the code that fails:\n${fence('HookEvent("pounce", A);')}`],
  ["a block with a mistake", `The following code has a mistake.\n${fence('HookEvent("pounce", A);')}`],
  ["a block answered incorrectly", `What it answered (incorrectly):\n${fence('HookEvent("pounce", A);')}`],
  ["emphasis inside the label", `This does **not** work:\n${fence('HookEvent("pounce", A);')}`],
  ["a summary in HTML", `<details><summary>Wrong</summary>\n\n${fence("RandomInt(1, 2);")}\n</details>`],
  ["a French label", `Mauvais exemple :\n${fence("RandomInt(1, 2);")}`],
  ["a Chinese label", `错误写法：\n${fence("RandomInt(1, 2);")}`],
  ["a comment that says it fails", fence('// --- does not work ---\nHookEvent("pounce", A);')],
  ["a quote that the next paragraph takes back", "> Just call `RandomInt(1, 2)`.\n\nThat is wrong."],
  ["plain words that are taken back", "> You can use RandomInt(1, 2)\n\nNo: there is no such native."],
  ["a question", "Q: Can I call `RandomInt(1, 5)`?\nA: No, use `GetRandomInt(1, 5)`."],
  ["the function of another language", "`RandomInt` is from AMX Mod X, in SourceMod it is called differently."],
  ["what the compiler does", "A `RandomFloat(…)` call will be rejected by the compiler."],
  ["Russian that bends the word", "Такой функции, как `RandomFloat`, нет."],
  ["C++ of the engine", "```cpp\nfloat f = RandomFloat(0.0f, 1.0f);\n```"],
  ["Pawn of SA-MP", "```pawn\nnew name[24];\nGetPlayerName(playerid, name, sizeof(name));\n```"],
  ["Pawn of AMX Mod X", "```sma\n#include <amxmodx>\nfloat f = RandomFloat(0.0, 1.0);\n```"],
  ["Squirrel without a language", '```\nif (RandomInt(1, 5) == 1)\n{\n\tEntFire("door", "Open");\n}\n```'],
  ["a method of another language", "```\nx = mod.RandomFloat(rng, 0.5, 0.6) * 2\n```"],
  ["a path in prose", "It lies in materials/particle/boomer_vomit.vmt."],
];

/** Wrong references, and what they become. */
const wrong: readonly (readonly [string, string, string])[] = [
  ["a call", "float f = RandomFloat(0.0, 1.0);", "float f = GetRandomFloat(0.0, 1.0);"],
  ["the old syntax", "new Float:f = RandomFloat(0.0, 1.0);", "new Float:f = GetRandomFloat(0.0, 1.0);"],
  ["a tag before the call", "new f = Float:RandomFloat(0.0, 1.0);", "new f = Float:GetRandomFloat(0.0, 1.0);"],
  [
    "an argument of a call",
    "CreateTimer(RandomFloat(1.0, 5.0), Timer_X);",
    "CreateTimer(GetRandomFloat(1.0, 5.0), Timer_X);",
  ],
  ["two on a line", "int x = RandomInt(1, RandomInt(2, 3));", "int x = GetRandomInt(1, GetRandomInt(2, 3));"],
  ["behind a tab", "\tRandomInt(1, 2);", "\tGetRandomInt(1, 2);"],
  ["space before the bracket", "RandomInt (1, 2);", "GetRandomInt (1, 2);"],
  ["over two lines", "RandomInt\n(\n\t1,\n\t2\n);", "GetRandomInt\n(\n\t1,\n\t2\n);"],
  ["in a condition", "if (RandomInt(1, 2) == 1)\n{\n\treturn;\n}", "if (GetRandomInt(1, 2) == 1)\n{\n\treturn;\n}"],
  ["in a return", "return RandomInt(1, 2);", "return GetRandomInt(1, 2);"],
  ["in the body of a define", "#define DELAY RandomFloat(1.0, 2.0)", "#define DELAY GetRandomFloat(1.0, 2.0)"],
  ["an event", 'HookEvent("pounce", A);', 'HookEvent("lunge_pounce", A);'],
  ["an event over two lines", 'HookEvent(\n\t"pounce",\n\tA);', 'HookEvent(\n\t"lunge_pounce",\n\tA);'],
  [
    "an event with a mode",
    'HookEventEx("charger_grab", A, EventHookMode_Pre);',
    'HookEventEx("charger_carry_start", A, EventHookMode_Pre);',
  ],
  [
    "an event beside a particle of its name",
    'HookEvent("boomer_vomit", A);\nPrecacheParticle("boomer_vomit");',
    'HookEvent("player_now_it", A);\nPrecacheParticle("boomer_vomit");',
  ],
  ["an event in a define", '#define EV "pounce"\nHookEvent(EV, A);', '#define EV "lunge_pounce"\nHookEvent(EV, A);'],
  [
    "an event in an array",
    'static const char EV[] = "pounce";\nvoid F()\n{\n\tHookEvent(EV, A);\n}',
    'static const char EV[] = "lunge_pounce";\nvoid F()\n{\n\tHookEvent(EV, A);\n}',
  ],
  [
    "an event in a column of a table",
    'char EV[][][] = { { "x", "pounce" }, { "y", "tongue_grab" } };\nvoid F(int i)\n{\n\tHookEvent(EV[i + 1][1], A);\n}',
    'char EV[][][] = { { "x", "lunge_pounce" }, { "y", "tongue_grab" } };\nvoid F(int i)\n{\n\tHookEvent(EV[i + 1][1], A);\n}',
  ],
  [
    "m_flSpeed of a client",
    'SetEntPropFloat(client, Prop_Data, "m_flSpeed", 1.5);',
    'SetEntPropFloat(client, Prop_Data, "m_flLaggedMovementValue", 1.5);',
  ],
  [
    "m_flSpeed in a loop over players",
    'for (int i = 1; i <= MaxClients; i++)\n{\n\tif (IsClientInGame(i)) SetEntPropFloat(i, Prop_Send, "m_flSpeed", 1.5);\n}',
    'for (int i = 1; i <= MaxClients; i++)\n{\n\tif (IsClientInGame(i)) SetEntPropFloat(i, Prop_Send, "m_flLaggedMovementValue", 1.5);\n}',
  ],
  [
    "m_flSpeed of a user id",
    'SetEntPropFloat(GetClientOfUserId(id), Prop_Send, "m_flSpeed", 1.5);',
    'SetEntPropFloat(GetClientOfUserId(id), Prop_Send, "m_flLaggedMovementValue", 1.5);',
  ],
  [
    "m_flSpeed of an array of clients",
    'SetEntPropFloat(g_iSurvivors[i], Prop_Send, "m_flSpeed", 1.5);',
    'SetEntPropFloat(g_iSurvivors[i], Prop_Send, "m_flLaggedMovementValue", 1.5);',
  ],
  [
    "a ConVar's value",
    "ConVar g_cv;\nvoid F()\n{\n\tfloat x = g_cv.GetFloat();\n}",
    "ConVar g_cv;\nvoid F()\n{\n\tfloat x = g_cv.FloatValue;\n}",
  ],
  ["beside a variable of another Pawn", "int playerid = RandomInt(1, 2);", "int playerid = GetRandomInt(1, 2);"],
  ["a ConVar's value at once", 'int x = FindConVar("z_health").GetInt();', 'int x = FindConVar("z_health").IntValue;'],
  [
    "a method of a list in an array",
    "ArrayList g_lists[4];\nvoid F()\n{\n\tg_lists[1].Add(5);\n}",
    "ArrayList g_lists[4];\nvoid F()\n{\n\tg_lists[1].Push(5);\n}",
  ],
  [
    "a method of one in a list below a define",
    "#define X 5\nArrayList\n\tg_a = null,\n\tg_b[2],\n\tg_list;\nvoid F()\n{\n\tg_list.Add(5);\n}",
    "#define X 5\nArrayList\n\tg_a = null,\n\tg_b[2],\n\tg_list;\nvoid F()\n{\n\tg_list.Push(5);\n}",
  ],
  ["a method of a cast", "view_as<ArrayList>(x).Add(5);", "view_as<ArrayList>(x).Push(5);"],
  [
    "a method of what an own function gives",
    "ArrayList Get()\n{\n\treturn x;\n}\nvoid F()\n{\n\tGet().Add(5);\n}",
    "ArrayList Get()\n{\n\treturn x;\n}\nvoid F()\n{\n\tGet().Push(5);\n}",
  ],
  [
    "a method of a field",
    "enum struct S\n{\n\tArrayList list;\n}\nS g_s;\nvoid F()\n{\n\tg_s.list.Add(5);\n}",
    "enum struct S\n{\n\tArrayList list;\n}\nS g_s;\nvoid F()\n{\n\tg_s.list.Push(5);\n}",
  ],
  ["a constant", 'RegAdminCmd("sm_x", Command_X, ADMFLAG_ADMIN);', 'RegAdminCmd("sm_x", Command_X, ADMFLAG_GENERIC);'],
  [
    "constants joined",
    "CreateTimer(1.0, T, _, TIMER_REPEAT|TIMER_NO_MAPCHANGE);",
    "CreateTimer(1.0, T, _, TIMER_REPEAT|TIMER_FLAG_NO_MAPCHANGE);",
  ],
  [
    "behind a comment with a plain not",
    "// Bots do not count.\nRandomInt(1, 2);",
    "// Bots do not count.\nGetRandomInt(1, 2);",
  ],
  [
    "behind the end of a bad example's function",
    "// BAD\nvoid F()\n{\n\tRandomInt(1, 2);\n}\n\nvoid G()\n{\n\tRandomInt(1, 2);\n}",
    "// BAD\nvoid F()\n{\n\tRandomInt(1, 2);\n}\n\nvoid G()\n{\n\tGetRandomInt(1, 2);\n}",
  ],
  ["beside luck", "int n = RandomInt(1, 6); // bad luck below 3", "int n = GetRandomInt(1, 6); // bad luck below 3"],
  [
    "under a comment on when to call",
    "// Never call this from a timer\nint n = RandomInt(1, 6);",
    "// Never call this from a timer\nint n = GetRandomInt(1, 6);",
  ],
  ["a half-fixed pair", "GetRandomInt(1, 2);\nRandomInt(1, 2);", "GetRandomInt(1, 2);\nGetRandomInt(1, 2);"],
  [
    "a comment that speaks of it",
    "// RandomFloat spreads the load.\nRandomFloat(0.0, 1.0);",
    "// GetRandomFloat spreads the load.\nGetRandomFloat(0.0, 1.0);",
  ],
  [
    "letters of other languages",
    'PrintToChatAll("Größe 😀 %d", RandomInt(1, 2));',
    'PrintToChatAll("Größe 😀 %d", GetRandomInt(1, 2));',
  ],
];

describe("the project's rules", () => {
  it.each(correct)("leave %s as it is", (_name, code) => {
    expect(sanitizeText(fence(code), table).text).toBe(fence(code));
  });

  it.each(teaching)("leave a text that teaches as it is: %s", (_name, text) => {
    expect(sanitizeText(text, table).text).toBe(text);
  });

  it.each(wrong)("repair %s", (_name, before, after) => {
    expect(sanitizeText(fence(before), table).text).toBe(fence(after));
  });

  it.each(wrong)("change nothing on a second pass: %s", (_name, before) => {
    const once = sanitizeText(fence(before), table).text;
    expect(sanitizeText(once, table).text).toBe(once);
  });

  it.each([
    ["a fence in c that is SourcePawn", '```c\n#include <sourcemod>\nHookEvent("pounce", A);\n```'],
    ["a fence without a language", '```\npublic void OnPluginStart()\n{\n    HookEvent("pounce", A);\n}\n```'],
    ["a message that is bare code", 'public void OnPluginStart()\n{\n    HookEvent("pounce", A);\n}'],
    ["a fence of tildes", '~~~sp\nHookEvent("pounce", A);\n~~~'],
    ["a fence in a list", '1. Do:\n   ```sourcepawn\n   HookEvent("pounce", A);\n   ```'],
    ["a fence in a quote", '> ```sourcepawn\n> HookEvent("pounce", A);\n> ```'],
    ["a fence that is not closed", '```sourcepawn\nHookEvent("pounce", A);'],
    ["a fence with CRLF", '```sourcepawn\r\nHookEvent("pounce", A);\r\n```\r\n'],
    ["a code span", 'Call `HookEvent("pounce", A)` at the start.'],
    ["a block under a word on clients", 'If the client is invalid, skip it:\n```sp\nHookEvent("pounce", A);\n```'],
    ["a block that corrects", 'That was wrong because of the loop. Correct:\n```sp\nHookEvent("pounce", A);\n```'],
    ["prose about the event", "Hook the event pounce at the start."],
  ])("see code in %s", (_name, text) => {
    expect(sanitizeText(text, table).text).toBe(text.replace("pounce", "lunge_pounce"));
  });

  it("leave the words of a user alone", () => {
    const text = fence("float f = RandomFloat(0.0, 1.0);");
    expect(sanitizeText(text, table, { role: "user" })).toEqual({ text, hits: [] });
  });

  it("say what they could not decide", () => {
    const { hits } = sanitizeText(fence('SetEntPropFloat(entity, Prop_Data, "m_flSpeed", 1.0);'), table);
    expect(hits.map(({ rule, code, reason }) => [rule.rule.id, code, reason])).toEqual([
      ["lagged-movement-value", "doubtful", "condition-unclear"],
    ]);
  });

  it("hold back where an include is unknown, unless the name is in no library", async () => {
    const strict = await projectRules({ has: () => false, knowsInclude: (name) => name === "sourcemod" });
    const code = fence(
      "#include <sourcemod>\n#include <my_stocks>\nvoid F()\n{\n\tRandomInt(1, 2);\n\tKillEntity(5);\n}",
    );
    const { text, hits } = sanitizeText(code, strict);
    expect(text).toBe(code.replace("RandomInt", "GetRandomInt"));
    expect(hits.map(({ name, reason }) => [name, reason])).toEqual([
      ["RandomInt", undefined],
      ["KillEntity", "unknown-include"],
    ]);
  });

  it("rewrite deprecated calls only when asked to", () => {
    const text = fence("for (int i = 1; i <= GetMaxClients(); i++) F(i);");
    expect(sanitizeText(text, table).hits.map(({ code }) => code)).toEqual(["deprecated"]);
    expect(sanitizeText(text, table, { fixDeprecated: true }).text).toBe(text.replace("GetMaxClients()", "MaxClients"));
  });
});
