import type { RulePackInput } from "../../packages/schema/src/index.ts";

/** A rename, for the tools that know no more. */
export interface Rename {
  readonly wrong: string;
  readonly right: string;
}

const events = [
  ["pounce", "lunge_pounce"],
  ["smoker_tongue_grab", "tongue_grab"],
  ["charger_grab", "charger_carry_start"],
  ["boomer_vomit", "player_now_it"],
  ["jockey_grab", "jockey_ride"],
  ["witch_death", "witch_killed"],
  ["tank_death", "tank_killed"],
  ["infected_killed", "infected_death"],
  ["player_healed", "heal_success"],
  ["horde_start", "create_panic_event"],
] as const;
const functions = [
  ["RandomFloat", "GetRandomFloat"],
  ["RandomInt", "GetRandomInt"],
  ["SetClientHealth", "SetEntityHealth"],
  ["IsClientAlive", "IsPlayerAlive"],
  ["GetPlayerName", "GetClientName"],
  ["GetPlayerTeam", "GetClientTeam"],
  ["GetMapName", "GetCurrentMap"],
  ["PrintToAll", "PrintToChatAll"],
  ["KillEntity", "RemoveEntity"],
  ["GetClientOrigin", "GetClientAbsOrigin"],
] as const;

/** The first `count` renames: twenty that the data holds, then made-up names of the same kind. */
export function benchmarkRules(count: number): Rename[] {
  const known = [...events, ...functions].map(([wrong, right]) => ({ wrong, right }));
  const more = Array.from({ length: Math.max(count - known.length, 0) }, (_, index) => {
    const word = letters(index);
    return { wrong: `${index % 2 === 0 ? "Get" : "Find"}${word}Entry`, right: `Get${word}EntryEx` };
  });
  return [...known, ...more].slice(0, count);
}

/** The same renames as a rule pack. */
export function benchmarkPack(count: number): RulePackInput {
  const eventNames = new Set<string>(events.map(([wrong]) => wrong));
  return {
    version: 1,
    pack: "benchmark",
    rules: benchmarkRules(count).map(({ wrong, right }, index) => ({
      id: `rename-${index}`,
      message: `It is ${right}.`,
      match: { kind: eventNames.has(wrong) ? "event" : "call", name: wrong },
      fix: right,
      examples: [{ keep: right }],
    })),
  };
}

/**
 * One record of about 1.47 kB: a question, and an answer with a plugin.
 *
 * @param share Share of the records that hold wrong names, from 0 to 1.
 */
export function benchmarkRecord(index: number, share: number): object {
  const random = sequence(index + 1);
  const isHit = random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const event = pick(events)[isHit ? 0 : 1];
  const call = pick(functions)[isHit ? 0 : 1];
  const word = letters(index % 5000);
  const code = [
    "#include <sourcemod>",
    "#include <sdktools>",
    "",
    "#pragma semicolon 1",
    "#pragma newdecls required",
    "",
    `ConVar g_cv${word}Delay;`,
    "",
    "public Plugin myinfo =",
    "{",
    `    name = "${word}",`,
    '    author = "benchmark",',
    `    description = "Rewards whoever comes first, number ${index}.",`,
    '    version = "1.0"',
    "};",
    "",
    "// Everything that the plugin needs is made when it starts, so that a change of map finds it.",
    "public void OnPluginStart()",
    "{",
    `    g_cv${word}Delay = CreateConVar("sm_${word.toLowerCase()}_delay", "1.5", "Seconds to wait.", FCVAR_NOTIFY, true, 0.1);`,
    `    HookEvent("${event}", Event_${word});`,
    "}",
    "",
    `public void Event_${word}(Event event, const char[] name, bool dontBroadcast)`,
    "{",
    '    int client = GetClientOfUserId(event.GetInt("userid"));',
    "    if (client > 0 && IsClientInGame(client))",
    "    {",
    `        // Bots are rewarded too: ${pick(["they earned it", "it keeps the round even", "nobody minds"])}.`,
    `        CreateTimer(g_cv${word}Delay.FloatValue, Timer_${word}, GetClientUserId(client), TIMER_FLAG_NO_MAPCHANGE);`,
    `        PrintToChat(client, "[%s] You will be rewarded soon, %N.", "${word}", client);`,
    "    }",
    "}",
    "",
    `public Action Timer_${word}(Handle timer, int userid)`,
    "{",
    "    int client = GetClientOfUserId(userid);",
    "    if (client > 0)",
    "    {",
    `        ${call}(client, ${Math.floor(random() * 100)});`,
    "    }",
    "    return Plugin_Stop;",
    "}",
  ].join("\n");
  return {
    messages: [
      { role: "system", content: "You are an expert SourcePawn developer for L4D2." },
      { role: "user", content: `Write a plugin named ${word} that rewards the first one.` },
      { role: "assistant", content: `Here it is:\n\n\`\`\`sourcepawn\n${code}\n\`\`\`\n` },
    ],
  };
}

/** A word for a number: 0 is `Aaa`, and no two are the same. */
function letters(index: number): string {
  const letter = (value: number, base: number): string => String.fromCharCode(base + value);
  return (
    letter(index % 26, 65) +
    letter(Math.floor(index / 26) % 26, 97) +
    letter(Math.floor(index / 676) % 26, 97) +
    letter(Math.floor(index / 17_576) % 26, 97)
  );
}

/** mulberry32: the same numbers for the same seed. */
function sequence(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
