import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

const callback =
  'public Action Timer_Heal(Handle timer, int client) { PrintToChat(client, "x"); return Plugin_Stop; }\n';
const start = "void Start(int client) { heals[client] = CreateTimer(5.0, Timer_Heal, client); }\n";
const list = `Handle heals[MAXPLAYERS + 1];\n${start}${callback}`;
const player = `enum struct Player { Handle heal; void Reset() { delete this.heal; } }\nPlayer players[MAXPLAYERS + 1];\n${callback}`;
const field = "void Start(int client) { players[client].heal = CreateTimer(5.0, Timer_Heal, client); }\n";

describe("a timer that gets a client's index", () => {
  it.each([
    [
      "is deleted when the client leaves",
      `${list}public void OnClientDisconnect(int client) { delete heals[client]; }`,
    ],
    [
      "is killed when the client leaves, in the old syntax",
      `${list}public OnClientDisconnect(client) { if (heals[client] != INVALID_HANDLE) { KillTimer(heals[client]); heals[client] = INVALID_HANDLE; } }`,
    ],
    [
      "is killed when the client has left",
      `${list}public void OnClientDisconnect_Post(int client) { KillTimer(heals[client]); heals[client] = null; }`,
    ],
    [
      "is closed by a helper of the plugin",
      `${list}void End(Handle &what) { delete what; }\npublic void OnClientDisconnect(int client) { End(heals[client]); }`,
    ],
    [
      "is stopped by a helper that is named for it",
      `${list}public void OnClientDisconnect(int client) { StopTimer(heals[client]); }`,
    ],
    [
      "is ended in a function that is called when the client leaves",
      `${list}void Reset(int client) { delete heals[client]; }\npublic void OnClientDisconnect(int client) { Reset(client); }`,
    ],
    [
      "is ended two calls further on",
      `${list}void End(int client) { delete heals[client]; }\nvoid Reset(int client) { End(client); }\npublic void OnClientDisconnect(int client) { Reset(client); }`,
    ],
    [
      "is ended by the event of leaving",
      `${list}public void OnPluginStart() { HookEvent("player_disconnect", Event_Left); }\npublic void Event_Left(Event event, const char[] name, bool dontBroadcast) { int client = GetClientOfUserId(event.GetInt("userid")); if (client) delete heals[client]; }`,
    ],
    [
      "is one of many of its client",
      `Handle heals[MAXPLAYERS + 1][3];\nvoid Start(int client) { heals[client][0] = CreateTimer(5.0, Timer_Heal, client); }\n${callback}public void OnClientDisconnect(int client) { for (int i; i < 3; i++) delete heals[client][i]; }`,
    ],
    [
      "is in a field that is deleted",
      `${player}${field}public void OnClientDisconnect(int client) { delete players[client].heal; }`,
    ],
    [
      "is in a field that a method deletes",
      `${player}${field}public void OnClientDisconnect(int client) { players[client].Reset(); }`,
    ],
    [
      "is made with a pack",
      `Handle heals[MAXPLAYERS + 1];\nvoid Start(int client) { DataPack pack; heals[client] = CreateDataTimer(5.0, Timer_Pack, pack); pack.WriteCell(client); }\npublic Action Timer_Pack(Handle timer, DataPack pack) { pack.Reset(); PrintToChat(pack.ReadCell(), "x"); return Plugin_Stop; }\npublic void OnClientDisconnect(int client) { delete heals[client]; }`,
    ],
  ])("is no finding where it %s", (_name, code) => {
    expect(found(code)).toEqual([]);
  });

  it.each([
    ["is kept and never closed", list],
    [
      "is only forgotten when the client leaves",
      `${list}public void OnClientDisconnect(int client) { heals[client] = null; }`,
    ],
    [
      "is closed when a player dies only",
      `${list}public void Event_Death(Event event, const char[] name, bool dontBroadcast) { int client = GetClientOfUserId(event.GetInt("userid")); if (client) delete heals[client]; }`,
    ],
    [
      "is closed in a comment only",
      `${list}public void OnClientDisconnect(int client) { /* delete heals[client]; */ }`,
    ],
    [
      "is another than the one that is closed",
      `${list}Handle others[MAXPLAYERS + 1];\npublic void OnClientDisconnect(int client) { delete others[client]; }`,
    ],
    [
      "is one for all, so that the one of another client is lost",
      `Handle heal;\nvoid Start(int client) { heal = CreateTimer(5.0, Timer_Heal, client); }\n${callback}public void OnClientDisconnect(int client) { delete heal; }`,
    ],
    [
      "is handed to what closes nothing",
      `${list}void Look(Handle what) { PrintToServer("%d", what); }\npublic void OnClientDisconnect(int client) { Look(heals[client]); }`,
    ],
    [
      "is in a field that nothing deletes",
      `${player.replace("delete this.heal;", "this.heal = null;")}${field}public void OnClientDisconnect(int client) { players[client].Reset(); }`,
    ],
  ])("is reported where it %s", (_name, code) => {
    expect(found(code)).toEqual(["security-timer-client"]);
  });
});
