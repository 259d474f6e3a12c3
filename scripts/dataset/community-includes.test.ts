import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { libraryListSchema } from "../../packages/schema/src/index.ts";
import { loadApiIndex, resolveLibraries } from "../../packages/sourcepawn/src/index.ts";

describe("the list of community includes", () => {
  const data = resolve(import.meta.dirname, "../../data/api");

  it("stands in the index that is shipped, with fifty files or more", async () => {
    const text = await readFile(resolve(data, "community-includes.yaml"), "utf8");
    const index = await loadApiIndex(resolve(data, "l4d2-sourcemod-1.12.json"));
    expect(index.data.libraries).toEqual(resolveLibraries([libraryListSchema.parse(parse(text))]));
    expect(index.data.libraries?.length).toBeGreaterThanOrEqual(50);
  });

  it.each([
    ["colors", "CPrintToChat", "yes"],
    ["multicolors", "CPrintToChatAllEx", "yes"],
    ["multicolors", "MC_ReplyToCommand", "likely"],
    ["l4d2util", "IsSurvivor", "yes"],
    ["l4d2util_tanks", "FindAliveTankClient", "yes"],
    ["l4d2util", "OnTankSpawn", "yes"],
    ["l4d2util", "OnRoundStart", "yes"],
    ["l4d2lib", "OnRoundStart", "no"],
    ["readyup", "OnRoundIsLive", "likely"],
    ["updater", "Updater_AddPlugin", "likely"],
    ["autoexecconfig", "AutoExecConfig_CreateConVar", "likely"],
    ["smlib", "Client_GetWeapon", "likely"],
    ["colors", "GetPlayerTeam", "no"],
    ["l4d2util", "KillEntity", "no"],
    ["smlib", "SQL_Escape", "no"],
    ["smlib/sql", "SQL_TQueryF", "yes"],
    ["smlib/pluginmanager", "PluginManager_CreateConVar", "likely"],
    ["smlib/files", "KillEntity", "no"],
    ["l4d_weapon_stocks", "L4D2_GetWeaponNameByWeaponId", "yes"],
    ["l4d_weapon_stocks", "L4D2_GetPlayerZombieClass", "no"],
    ["multicolors/colors", "CRemoveTags", "yes"],
    ["multicolors/morecolors", "CSubString", "yes"],
    ["multicolors", "MuCo_LoopClients", "likely"],
    ["multicolors", "PrintToAll", "no"],
    ["colorvariables", "CPrintToChatTeam", "yes"],
    ["colorvariables", "StringToLower", "no"],
    ["color_literals", "PrintColoredChatAll", "likely"],
    ["l4d2director", "L4D2_GetTankCount", "yes"],
    ["l4d2_source_keyvalues", "SourceKeyValues", "yes"],
    ["l4d2_mission_manager", "LMM_GetMapName", "likely"],
    ["l4d2_mission_manager", "GetMapName", "no"],
    ["sceneprocessor", "PerformScene", "yes"],
    ["sceneprocessor", "StringToLower", "no"],
    ["simple_chatprocessor", "OnChatMessage2", "yes"],
    ["vip_core", "VIP_IsClientVIP", "likely"],
    ["vip_core", "GetPlayerTeam", "no"],
    ["l4d2_penalty_bonus", "PBONUS_AddRoundBonus", "likely"],
    ["discord", "Discord_SendMessage", "likely"],
    ["discord", "PrintToAll", "no"],
    ["sourcebans", "SBBanPlayer", "yes"],
    ["sourcebanspp", "SBPP_BanPlayer", "likely"],
    ["sourcebanspp", "BanPlayer", "no"],
    ["sourcecomms", "GetPlayerName", "no"],
    ["tf2items", "TF2Items_GiveNamedItem", "likely"],
    ["afk_manager", "GetPlayerTeam", "no"],
    ["emitsoundany", "EmitSoundToAllAny", "yes"],
    ["emitsoundany", "EmitSoundToTeam", "no"],
    ["chat-processor", "ChatProcessor_AddClientTag", "likely"],
    ["sourcetvmanager", "SourceTV_StartRecording", "likely"],
  ] as const)("says whether %s defines %s: %s", async (include, name, answer) => {
    const index = await loadApiIndex(resolve(data, "l4d2-sourcemod-1.12.json"));
    expect(index.libraryDefines(include, name, true)).toBe(answer);
  });
});
