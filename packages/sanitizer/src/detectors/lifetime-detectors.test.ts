import { beforeAll, describe, expect, it } from "@jest/globals";
import { securityFinder } from "../testing/rule-table-fixture.ts";

let found: (code: string) => string[];
beforeAll(async () => {
  found = await securityFinder();
});

describe("clients and entities that may be gone", () => {
  it.each([
    [
      "a client given to a timer",
      "security-timer-client",
      'void F(int client) { CreateTimer(1.0, T, client); }\nAction T(Handle timer, int client) { PrintToChat(client, "x"); return Plugin_Stop; }',
    ],
    [
      "a client given to a timer that takes any",
      "security-timer-client",
      'void F(int client) { CreateTimer(1.0, T, client, TIMER_FLAG_NO_MAPCHANGE); }\npublic Action T(Handle timer, any client) { PrintToChat(client, "x"); return Plugin_Stop; }',
    ],
    [
      "an attacker given to a timer in the old syntax",
      "security-timer-client",
      'public F(attacker) { CreateTimer(1.0, T, attacker); }\npublic Action:T(Handle:timer, any:attacker) { PrintToChat(attacker, "x"); }',
    ],
    [
      "a client packed for a timer",
      "security-timer-client",
      'void F(int client) { DataPack p; CreateDataTimer(1.0, T, p); p.WriteCell(client); }\nAction T(Handle timer, DataPack p) { p.Reset(); int client = p.ReadCell(); PrintToChat(client, "x"); return Plugin_Stop; }',
    ],
    [
      "a client from an event that is not looked at",
      "security-unchecked-client",
      'void E(Event event, const char[] n, bool d) { int client = GetClientOfUserId(event.GetInt("userid")); PrintToChat(client, "x"); }',
    ],
    [
      "a client from an event that is used at once",
      "security-unchecked-client",
      'void E(Event event, const char[] n, bool d) { PrintToChat(GetClientOfUserId(event.GetInt("userid")), "x"); }',
    ],
    [
      "a client that is looked at too late",
      "security-unchecked-client",
      'void E(Event event, const char[] n, bool d) { int client = GetClientOfUserId(event.GetInt("userid")); PrintToChat(client, "x"); if (client == 0) return; }',
    ],
    [
      "a client that is assigned later",
      "security-unchecked-client",
      'void E(Event event, const char[] n, bool d) { int a; a = GetClientOfUserId(event.GetInt("attacker")); SetEntityHealth(a, 5); }',
    ],
    [
      "a client that is only made invalid",
      "security-unchecked-client",
      'void E(Event event, const char[] n, bool d) { int c = GetClientOfUserId(event.GetInt("userid")); InvalidateClient(c); PrintToChat(c, "x"); }',
    ],
    [
      "a client that the timer hands on to what does not look at it",
      "security-timer-client",
      'void F(int client) { CreateTimer(1.0, T, client); }\nAction T(Handle timer, int client) { Show(client); return Plugin_Stop; }\nvoid Show(int client) { PrintToChat(client, "x"); }',
    ],
    [
      "an entity that is not looked at",
      "security-unchecked-entity",
      'void F() { int e = CreateEntityByName("x"); DispatchSpawn(e); }',
    ],
  ])("is reported: %s, by %s", (_name, rule, code) => {
    expect(found(code)).toEqual([rule]);
  });

  it.each([
    [
      "a user id given to a timer",
      'void F(int client) { CreateTimer(1.0, T, GetClientUserId(client)); }\nAction T(Handle timer, int userid) { int client = GetClientOfUserId(userid); if (client) PrintToChat(client, "x"); return Plugin_Stop; }',
    ],
    [
      "a user id packed for a timer",
      'void F(int client) { DataPack p; CreateDataTimer(1.0, T, p); p.WriteCell(GetClientUserId(client)); }\nAction T(Handle timer, DataPack p) { p.Reset(); int client = GetClientOfUserId(p.ReadCell()); if (client) PrintToChat(client, "x"); return Plugin_Stop; }',
    ],
    [
      "a client that the timer looks at",
      'void F(int client) { CreateTimer(1.0, T, client); }\nAction T(Handle timer, int client) { if (IsClientInGame(client)) PrintToChat(client, "x"); return Plugin_Stop; }',
    ],
    [
      "a client that the timer does not name",
      'void F(int client) { CreateTimer(1.0, T, client); }\nAction T(Handle timer, int client) { PrintToChatAll("x"); return Plugin_Stop; }',
    ],
    [
      "a client that the timer does not take",
      'void F(int client) { CreateTimer(1.0, T, client); }\nAction T(Handle timer) { PrintToChatAll("x"); return Plugin_Stop; }',
    ],
    ["a reference given to a timer", "void F(int entity) { CreateTimer(1.0, T, EntIndexToEntRef(entity)); }"],
    [
      "a client given to the next frame",
      'void F(int client) { RequestFrame(N, client); }\nvoid N(int client) { PrintToChat(client, "x"); }',
    ],
    [
      "a client that a helper looks at",
      'void E(Event event, const char[] n, bool d) { int client = GetClientOfUserId(event.GetInt("userid")); if (!IsValidSurvivor(client)) return; PrintToChat(client, "x"); }',
    ],
    ...[
      "TTT_IsClientValid",
      "isValidAttacker",
      "validSurvivor",
      "IS_VALID_CLIENT",
      "ZR_IsClientHuman",
      "ClientIsValid",
    ].map((ask) => [
      `a client that ${ask} looks at`,
      `void E(Event event, const char[] n, bool d) { int c = GetClientOfUserId(event.GetInt("userid")); if (${ask}(c)) PrintToChat(c, "x"); }`,
    ]),
    ...["TTT_IsClientValid", "isValidClient", "validClient", "IS_VALID_CLIENT"].map((ask) => [
      `a client that the timer asks ${ask} about`,
      `void F(int client) { CreateTimer(1.0, T, client); }\nAction T(Handle timer, int client) { if (${ask}(client)) PrintToChat(client, "x"); return Plugin_Stop; }`,
    ]),
    [
      "a client that the timer hands on to what looks at it",
      'void F(int client) { CreateTimer(1.0, T, client); }\nAction T(Handle timer, int client) { Show(client); return Plugin_Stop; }\nvoid Show(int client) { if (!IsClientInGame(client)) return; PrintToChat(client, "x"); }',
    ],
    [
      "a client that a switch looks at",
      'void E(Event event, const char[] n, bool d) { int c = GetClientOfUserId(event.GetInt("userid")); switch (c) { case 0: return; } PrintToChat(c, "x"); }',
    ],
    [
      "an attacker that may be the world",
      'void E(Event event, const char[] n, bool d) { int a = GetClientOfUserId(event.GetInt("attacker")); if (a && IsClientInGame(a)) PrintToChat(a, "x"); }',
    ],
    [
      "a client whose name alone is printed",
      'void E(Event event, const char[] n, bool d) { int a = GetClientOfUserId(event.GetInt("attacker")); PrintToChatAll("%N", a); }',
    ],
    [
      "an entity that is looked at",
      'void F() { int e = CreateEntityByName("x"); if (!IsValidEntity(e)) return; DispatchSpawn(e); }',
    ],
    ["an entity that is compared", 'void F() { int e = CreateEntityByName("x"); if (e != -1) { DispatchSpawn(e); } }'],
  ])("is no finding: %s", (_name, code) => {
    expect(found(code)).toEqual([]);
  });
});
