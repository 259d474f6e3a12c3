/**
 * Places where code can hold the name that a rule repairs, as short pieces of SourcePawn that are right but for that name.
 *
 * A place is code with the name cut out: put the right name in and it is correct, put the wrong one in and it is a mistake. The
 * pieces are made from the rule itself, whose first example says how its name is called.
 */
import type { Rule } from "../../packages/schema/src/index.ts";

/** A piece of code around one name. */
export interface RepairSite {
  readonly rule: Rule;
  /** How the name stands there, for the table of results. */
  readonly place: string;
  /** The code with the wrong name. */
  readonly wrong: string;
  /** The same code with the right one. */
  readonly right: string;
}

/** Stands for the name. */
const hole = "\u0000";
/** Stands for the arguments of a call. */
const list = "\u0001";

const callPlaces: Readonly<Record<string, string>> = {
  statement: `void Apply(int client)\n{\n\t${hole}${list};\n\tPrintToServer("done");\n}`,
  "one line": `${hole}${list};`,
  assignment: `void Apply(int client)\n{\n\tany value = ${hole}${list};\n\tPrintToServer("%d", value);\n}`,
  condition: `void Apply(int client)\n{\n\tif (IsClientInGame(client) && ${hole}${list}) return;\n}`,
  nested: `void Apply(int client)\n{\n\tPrintToChatAll("\\x04[%s]\\x01 %d (of %d)", "a, b", ${hole}${list}, 10);\n}`,
  return: `any Apply(int client)\n{\n\tif (!IsClientInGame(client)) return 0;\n\treturn ${hole}${list};\n}`,
  case: `void Apply(int client)\n{\n\tswitch (GetClientTeam(client))\n\t{\n\t\tcase 2: ${hole}${list};\n\t\tdefault: return;\n\t}\n}`,
  "space before the bracket": `void Apply(int client)\n{\n\t${hole} ${list};\n\tPrintToServer("done");\n}`,
  macro: `#define APPLY ${hole}${list}\n\nvoid Apply(int client)\n{\n\tAPPLY;\n\tPrintToServer("done");\n}`,
  "branch of #if": `#if defined DEBUG\n\tPrintToServer("debug");\n#else\n\t${hole}${list};\n#endif`,
  "old syntax": `public Action:Command_Apply(client, args)\n{\n\tnew any:value = any:${hole}${list};\n\treturn Plugin_Handled;\n}`,
  "behind a comment": `void Apply(int client)\n{\n\t// Once each round, and for bots too.\n\t${hole}${list};\n\tPrintToServer("done");\n}`,
  "whole plugin": `#include <sourcemod>\n#include <sdktools>\n\npublic Plugin myinfo = { name = "Apply", version = "1.0" };\n\npublic void OnPluginStart()\n{\n\tRegConsoleCmd("sm_apply", Command_Apply);\n}\n\npublic Action Command_Apply(int client, int args)\n{\n\t${hole}${list};\n\treturn Plugin_Handled;\n}`,
};

const valuePlaces: Readonly<Record<string, string>> = {
  argument: `void Apply(int client)\n{\n\tApplyFlags(client, ${hole});\n\tPrintToServer("done");\n}\n\nvoid ApplyFlags(int client, int flags)\n{\n\tPrintToServer("%d", flags);\n}`,
  joined: `void Apply(int client)\n{\n\tint flags = 1 | ${hole} | 4;\n\tPrintToServer("%d", flags);\n}`,
  compared: `void Apply(int client, int flags)\n{\n\tif (flags & view_as<int>(${hole})) PrintToServer("done");\n}`,
  returned: `int Flags()\n{\n\treturn view_as<int>(${hole});\n}`,
  define: `#define FLAGS ${hole}\n\nint Flags()\n{\n\treturn view_as<int>(FLAGS);\n}`,
  "default of a parameter": `void Apply(int client, int flags = ${hole})\n{\n\tPrintToServer("%d", flags);\n}`,
};

const eventPlaces: Readonly<Record<string, string>> = {
  "one line": `HookEvent("${hole}", Event_Apply);`,
  HookEvent: `public void OnPluginStart()\n{\n\tHookEvent("${hole}", Event_Apply, EventHookMode_Pre);\n}`,
  HookEventEx: `public void OnPluginStart()\n{\n\tif (!HookEventEx("${hole}", Event_Apply)) SetFailState("No such event.");\n}`,
  UnhookEvent: `void Stop()\n{\n\tUnhookEvent("${hole}", Event_Apply, EventHookMode_Post);\n}`,
  CreateEvent: `void Fire(int client)\n{\n\tEvent event = CreateEvent("${hole}", true);\n\tif (event == null) return;\n\tevent.SetInt("userid", GetClientUserId(client));\n\tevent.Fire();\n}`,
  "old syntax": `public OnPluginStart()\n{\n\tHookEvent("${hole}", Event_Apply);\n\tnew Handle:event = CreateEvent("${hole}");\n}`,
  "several lines": `public void OnPluginStart()\n{\n\tHookEvent(\n\t\t"${hole}",\n\t\tEvent_Apply,\n\t\tEventHookMode_PostNoCopy);\n}`,
  define: `#define EVENT_NAME "${hole}"\n\npublic void OnPluginStart()\n{\n\tHookEvent(EVENT_NAME, Event_Apply);\n}`,
  constant: `static const char g_sEvent[] = "${hole}";\n\npublic void OnPluginStart()\n{\n\tHookEvent(g_sEvent, Event_Apply);\n}`,
  "list of names": `static const char g_sEvents[][] = { "round_start", "${hole}", "round_end" };\n\npublic void OnPluginStart()\n{\n\tfor (int i = 0; i < sizeof(g_sEvents); i++) HookEvent(g_sEvents[i], Event_Apply);\n}`,
  "name in the callback": `public void OnPluginStart()\n{\n\tHookEvent("${hole}", Event_Apply);\n\tHookEvent("round_start", Event_Apply);\n}\n\npublic void Event_Apply(Event event, const char[] name, bool dontBroadcast)\n{\n\tif (StrEqual(name, "${hole}")) PrintToServer("done");\n}`,
};

const netpropPlaces: Readonly<Record<string, string>> = {
  "one line": `SetEntProp(client, Prop_Send, "${hole}", 1);`,
  GetEntProp: `int Read(int client)\n{\n\treturn GetEntProp(client, Prop_Send, "${hole}");\n}`,
  SetEntPropFloat: `void Write(int client)\n{\n\tSetEntPropFloat(client, Prop_Send, "${hole}", 1.5);\n}`,
  GetEntPropEnt: `int Read(int victim)\n{\n\treturn GetEntPropEnt(victim, Prop_Send, "${hole}");\n}`,
  "loop over clients": `void Write()\n{\n\tfor (int i = 1; i <= MaxClients; i++)\n\t{\n\t\tif (IsClientInGame(i)) SetEntProp(i, Prop_Send, "${hole}", 0);\n\t}\n}`,
  HasEntProp: `bool Has(int client)\n{\n\treturn HasEntProp(client, Prop_Send, "${hole}");\n}`,
  FindSendPropInfo: `int Offset()\n{\n\treturn FindSendPropInfo("CTerrorPlayer", "${hole}");\n}`,
  GetEntSendPropOffs: `int Offset(int client)\n{\n\treturn GetEntSendPropOffs(client, "${hole}");\n}`,
  "from an event": `public void Event_Hurt(Event event, const char[] name, bool dontBroadcast)\n{\n\tint attacker = GetClientOfUserId(event.GetInt("attacker"));\n\tif (attacker > 0) SetEntProp(attacker, Prop_Send, "${hole}", 1);\n}`,
  "old syntax": `public Write(client)\n{\n\tnew Float:value = GetEntPropFloat(client, Prop_Send, "${hole}");\n\tSetEntPropFloat(client, Prop_Send, "${hole}", value * 2.0);\n}`,
  define: `#define PROPERTY "${hole}"\n\nvoid Write(int client)\n{\n\tSetEntProp(client, Prop_Send, PROPERTY, 1);\n}`,
  "tank by its user id": `void Event_Tank(Event event, const char[] name, bool dontBroadcast)\n{\n\tint tank = GetClientOfUserId(event.GetInt("userid"));\n\tSetEntPropFloat(tank, Prop_Send, "${hole}", 2.0);\n}`,
};

const memberPlaces: Readonly<Record<string, string>> = {
  global: `TYPE g_hThing;\n\nvoid Apply()\n{\n\tg_hThing.${hole}${list};\n}`,
  local: `void Apply(Handle handle)\n{\n\tTYPE thing = view_as<TYPE>(handle);\n\tthing.${hole}${list};\n}`,
  parameter: `void Apply(TYPE thing, int client)\n{\n\tany value = thing.${hole}${list};\n\tPrintToServer("%d", value);\n}`,
  "element of an array": `TYPE g_hThings[MAXPLAYERS + 1];\n\nvoid Apply(int client)\n{\n\tg_hThings[client].${hole}${list};\n}`,
  "field of a structure": `enum struct Player\n{\n\tTYPE thing;\n\tint count;\n}\n\nPlayer g_Players[MAXPLAYERS + 1];\n\nvoid Apply(int client)\n{\n\tg_Players[client].thing.${hole}${list};\n}`,
  cast: `void Apply(Handle handle)\n{\n\tPrintToServer("%d", view_as<TYPE>(handle).${hole}${list});\n}`,
  "several of one declaration": `TYPE g_hOne, g_hTwo;\n\nvoid Apply()\n{\n\tg_hTwo.${hole}${list};\n}`,
  "result of a function": `TYPE Thing()\n{\n\tstatic TYPE thing;\n\treturn thing;\n}\n\nvoid Apply()\n{\n\tThing().${hole}${list};\n}`,
};

const forwardPlaces: Readonly<Record<string, string>> = {
  "whole plugin": `#include <sourcemod>\n\npublic Plugin myinfo = { name = "Apply", version = "1.0" };\n\npublic void ${hole}(int client)\n{\n\tPrintToServer("done");\n}`,
  "old syntax": `#include <sourcemod>\n\npublic OnPluginStart()\n{\n\tPrintToServer("start");\n}\n\npublic ${hole}(client)\n{\n\tPrintToServer("done");\n}`,
};

/** Every place for a rule that repairs; none for one that only reports. */
export function repairSites(rule: Rule): RepairSite[] {
  const { match, fix } = rule;
  if (fix === undefined || !("name" in match)) return [];
  const types = match.kind === "member" ? match.of : [""];
  return match.name.flatMap((name) =>
    types.flatMap((type) =>
      Object.entries(placesFor(match.kind)).map(([place, text]) => {
        const code = text.replaceAll("TYPE", type);
        const brackets = fix.dropCall ? "()" : argumentsOf(rule, name);
        return {
          rule,
          place: `${match.kind}: ${place}`,
          wrong: code.replaceAll(hole, name).replaceAll(list, brackets),
          right: code
            .replaceAll(hole, fix.name)
            .replaceAll(fix.dropCall ? ` ${list}` : list, fix.dropCall ? "" : brackets)
            .replaceAll(list, ""),
        };
      }),
    ),
  );
}

function placesFor(kind: Rule["match"]["kind"]): Readonly<Record<string, string>> {
  switch (kind) {
    case "call":
      return callPlaces;
    case "value":
      return valuePlaces;
    case "event":
      return eventPlaces;
    case "netprop":
      return netpropPlaces;
    case "member":
      return memberPlaces;
    case "forward":
      return forwardPlaces;
    default:
      return {};
  }
}

/** The arguments that the rule's first example gives its name, with their brackets; `(client)` where it shows none. */
function argumentsOf(rule: Rule, name: string): string {
  for (const example of rule.examples) {
    if (!("before" in example)) continue;
    const from = example.before.indexOf(`${name}(`);
    if (from === -1) continue;
    let depth = 0;
    for (let at = from + name.length; at < example.before.length; at += 1) {
      if (example.before[at] === "(") depth += 1;
      if (example.before[at] === ")") depth -= 1;
      if (depth === 0) return example.before.slice(from + name.length, at + 1);
    }
  }
  return "(client)";
}
