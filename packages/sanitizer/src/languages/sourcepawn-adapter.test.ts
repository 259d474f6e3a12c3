import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { apiIndexSchema } from "@tunewright/schema";
import { createSourcePawnAdapter } from "./sourcepawn-adapter.ts";

const adapter = createSourcePawnAdapter();

describe("isForAnother()", () => {
  it("takes no event of Left 4 Dead 2 for another game's", async () => {
    const file = join(import.meta.dirname, "../../../../data/api/l4d2-sourcemod-1.12.json");
    const { events } = apiIndexSchema.parse(JSON.parse(await readFile(file, "utf8")));
    expect(events.length).toBeGreaterThan(300);
    expect(events.filter(({ name }) => adapter.isForAnother?.(`HookEvent("${name}", OnEvent);`))).toEqual([]);
  });

  it.each([
    'HookEvent("teamplay_round_start", OnEvent);',
    'HookEvent("player_chargedeployed", OnEvent);',
    'HookEvent("bomb_planted", OnEvent);',
    'HookEvent("dod_round_start", OnEvent);',
    "TF2_AddCondition(client, TFCond_Ubercharged);",
    "CS_RespawnPlayer(client);",
    "if (GetEngineVersion() == Engine_CSGO) return;",
    "#include <nmrih_stocks>",
    'int patient = event.GetInt("patient");',
    'new patient = GetClientOfUserId(GetEventInt(event, "patient"));',
    'int ragdoll = CreateEntityByName("tf_ragdoll");',
    'ConVar hurry = FindConVar("tf_dropped_weapon_lifetime");',
    'int boss = CreateEntityByName("merasmus");',
    'int manager = FindEntityByClassname(-1, "cs_player_manager");',
    'HookEvent("teamchange_pending", OnPending, EventHookMode_Pre);',
    'public Plugin myinfo = { name = "[TF2] Heal log", author = "x" };',
    'public Plugin myinfo = { name = "[CS:GO] Teams", author = "x" };',
  ])("takes %s for another game's", (code) => {
    expect(adapter.isForAnother?.(code)).toBe(true);
  });

  it.each([
    'int healed = event.GetInt("subject");',
    'int ragdoll = CreateEntityByName("cs_ragdoll");',
    'SetHudText("The patient is healed");',
    'public Plugin myinfo = { name = "[L4D2] Heal log", author = "x" };',
    'public Plugin myinfo = { name = "[ANY] Heal log for TF2 and L4D2", author = "x" };',
  ])("does not take %s for another game's", (code) => {
    expect(adapter.isForAnother?.(code)).toBe(false);
  });
});
