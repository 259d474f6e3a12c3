import { isAimedPlayer, isClientParameter, isUsedAsClient } from "./client-signs.ts";
import { askedOnceByName } from "./kept-answers.ts";
import type { CodeSpan } from "./language-adapter.ts";
import type { SourcePawnView } from "./sourcepawn-view.ts";

const clientSources: ReadonlySet<string> = new Set([
  "GetClientOfUserId",
  "GetClientFromSerial",
  "GetRandomPlayer",
  "GetRandomSurvivor",
  "GetRandomClient",
  "FindTarget",
]);
const entitySources: ReadonlySet<string> = new Set([
  "CreateEntityByName",
  "FindEntityByClassname",
  "FindEntityByTargetname",
  "GivePlayerItem",
  "GetPlayerWeaponSlot",
  "CreateEdict",
  "GetPlayerResourceEntity",
]);
/** Network classes of players. */
const playerClasses: ReadonlySet<string> = new Set([
  "CTerrorPlayer",
  "SurvivorBot",
  "CBasePlayer",
  "CBaseCombatCharacter",
]);
const clientTests: ReadonlySet<string> = new Set([
  "IsClientInGame",
  "IsClientConnected",
  "IsPlayerAlive",
  "IsFakeClient",
  "GetClientTeam",
  "GetClientHealth",
  "GetClientName",
  "GetClientUserId",
  "GetClientAbsOrigin",
  "GetClientEyePosition",
  "ForcePlayerSuicide",
  "PrintToChat",
  "PrintHintText",
  "IsValidClient",
  "IsPlayerIncapped",
  "L4D_IsPlayerIncapacitated",
  "L4D2_GetPlayerZombieClass",
  "IsSurvivor",
  "GetClientSerial",
]);
/** What gives a player as well as any other entity. */
const mixedSources: ReadonlySet<string> = new Set([
  "GetClientAimTarget",
  "GetEntPropEnt",
  "TR_GetEntityIndex",
  "EntRefToEntIndex",
]);
/** What is asked of entities; of a player hardly ever. */
const entityTests: ReadonlySet<string> = new Set([
  "IsValidEntity",
  "IsValidEdict",
  "GetEntityClassname",
  "GetEdictClassname",
  "AcceptEntityInput",
  "DispatchKeyValue",
  "RemoveEntity",
]);
/** Names that may mean a player or anything else that is aimed at or used. */
const mixedName = /(?:target|subject|user)s?\d*$/i;
const clientName =
  /(?:client|player|victim|attacker|survivor|target|killer|subject|leader|winner|loser|healer|rescuer|human|hunter|charger|smoker|jockey|boomer|spitter|tank|dominator|(?<!ro)bot|user)s?\d*$/i;
const entityName =
  /(?:^|[a-z_]|\b)(?:door|prop|weapon|wep|item|edict|common|witch|rock|object|car|gascan|trigger|button|train|elevator|ladder|projectile|pipe|grenade|entref|model|sprite|light|spawner)s?\d*$/i;

/**
 * Whether an expression is a client.
 *
 * What the code does with a variable counts first (where its value comes from, what it is tested for), then its name.
 * `undefined` when neither says.
 */
export function judgeClient(view: SourcePawnView, span: CodeSpan): boolean | undefined {
  const text = view.code.slice(span.start, span.end).trim();
  // FindSendPropInfo takes a class instead of an entity.
  const className = /^"(\w+)"$/.exec(text)?.[1];
  if (className !== undefined) return playerClasses.has(className);
  const call = /^(\w+)\s*\(/.exec(text)?.[1];
  if (call !== undefined) return clientSources.has(call) ? true : entitySources.has(call) ? false : undefined;
  const name = /^(\w+)(?:\[.*\])?$/s.exec(text)?.[1];
  if (name === undefined) return undefined;
  if (/^\d+$/.test(name)) return undefined;
  let proven: boolean | undefined;
  let isMixed = false;
  for (const index of sameVariable(view, name, span)) {
    if (view.is(index + 1, "=")) {
      const source = view.text(index + 2);
      if (entitySources.has(source)) return false;
      if (clientSources.has(source) || isAimedPlayer(view, index + 2) || isCopied(view, index + 2)) proven = true;
      else isMixed ||= mixedSources.has(source);
    }
    if (isClientParameter(view, index) || isUsedAsClient(view, index)) proven = true;
    if (view.is(index - 1, ";") && isLoopBound(view, index)) proven = true;
    if (!view.is(index - 1, "(")) continue;
    if (clientTests.has(view.text(index - 2))) proven = true;
    isMixed ||= entityTests.has(view.text(index - 2));
  }
  if (proven !== true && isMixed && mixedName.test(name)) return undefined;
  if (entityName.test(name)) return proven === true ? undefined : false;
  return proven === true || clientName.test(name) ? true : undefined;
}

/** Where a name means the variable that it means at a place: from its declaration to the next one. */
function sameVariable(view: SourcePawnView, name: string, span: CodeSpan): readonly number[] {
  const all = view.occurrences(name);
  const declared = declarations(view, name);
  // How many declarations stand before the place.
  let low = 0;
  let high = declared.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (view.startOf(all[declared[middle] ?? 0] ?? 0) <= span.start) low = middle + 1;
    else high = middle;
  }
  return all.slice(declared[low - 1] ?? 0, declared[low] ?? all.length);
}

/** Which of the occurrences of a name declare it. */
const declarations = askedOnceByName((view: SourcePawnView, name): readonly number[] => {
  const all = view.occurrences(name);
  return [...all.keys()].filter((at) => view.use(all[at] ?? 0) === "definition");
});

/** Whether a place is a client's name and nothing more: that of `client;` in `int who = client;`. */
function isCopied(view: SourcePawnView, index: number): boolean {
  return view.is(index + 1, ";") && clientName.test(view.text(index)) && !mixedName.test(view.text(index));
}

/** The middle of `for (int i = 1; i <= MaxClients; i++)`. */
function isLoopBound(view: SourcePawnView, index: number): boolean {
  return view.is(index + 1, "<=") && view.is(index + 2, "MaxClients");
}
