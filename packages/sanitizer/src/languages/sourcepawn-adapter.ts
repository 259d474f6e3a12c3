import { askedOnce } from "./kept-answers.ts";
import { CodeModel, collectReferences, looksLikeOtherCode, looksLikeSourcePawn } from "@tunewright/sourcepawn";
import type { LanguageAdapter } from "./language-adapter.ts";
import { SourcePawnView } from "./sourcepawn-view.ts";
import { SourcePawnWindows } from "../view/sourcepawn-windows.ts";
import { hasWindows } from "../view/code-windows.ts";
import { namePlaces } from "../view/name-places.ts";
import { mayBeMemberOf } from "../view/member-glance.ts";
import { securityDetectors } from "../detectors/security-detectors.ts";

/** What ships with SourceMod 1.12 and Left 4 DHooks. */
const standardIncludes = (
  "sourcemod sdktools sdkhooks left4dhooks left4dhooks_anim left4dhooks_silver left4dhooks_stocks left4dhooks_lux_library " +
  "adminmenu admin adt adt_array adt_stack adt_trie banning basecomm bitbuffer clientprefs clients commandfilters commandline " +
  "console convars core cstrike datapack dbi dhooks entity entity_prop_stocks entitylump events files float functions geoip " +
  "halflife handles helpers keyvalues lang logging mapchooser menus nextmap profiler protobuf regex sdktools_client " +
  "sdktools_engine sdktools_entinput sdktools_entoutput sdktools_functions sdktools_gamerules sdktools_hooks sdktools_sound " +
  "sdktools_stocks sdktools_stringtables sdktools_tempents sdktools_tempents_stocks sdktools_trace sdktools_variant_t " +
  "sdktools_voice sorting string testing textparse tf2 tf2_stocks timers topmenus usermessages vector version"
).split(" ");

/** What every plugin has, where it is defined and not only spoken of. */
const whole = /\bpublic\b[^;{}()]*\b(?:myinfo|OnPluginStart)\b/;

/** What stands at the top of files, and not in a piece of one. */
const fileOptions = /^[ \t]*#[ \t]*(?:pragma[ \t]+(?:semicolon|newdecls|dynamic|tabsize)\b|endinput\b)/m;

/**
 * A function that the main file of a plugin calls when a forward reaches that one: `UL_OnModuleStart`, `Spawn_OnMapEnd`. A plugin has one
 * function a forward, so its files name theirs so.
 */
const partOfForward =
  /^[ \t]*(?:(?:public|static|stock)\b[ \t]*)*(?:void[ \t]+)?(?:\w*OnModule(?:Start|End)|\w+_On(?:Plugin|Map)(?:Start|End))[ \t]*\(/m;

/** Fences that other kinds of Pawn are written in as well. */
const sharedFences: ReadonlySet<string> = new Set(["pawn", "inc", "sma"]);
const sourceMod = /\b(?:sourcemod|Handle|client|Action|Plugin_\w+|HookEvent\w*)\b/;
/** Pawn of SA-MP, open.mp and AMX Mod X, which have other natives: there, GetPlayerName is right. */
const otherPawn =
  /^[ \t]*#[ \t]*include[ \t]*<(?:a_samp|open\.mp|amxmodx|amxmisc|fakemeta\w*|hamsandwich|reapi)>|\b(?:playerid|vehicleid|SendClientMessage\w*|register_(?:plugin|event|forward|clcmd)|get_user_\w+|set_user_\w+|client_print|engfunc|set_pev|pev_\w+)\b/m;

/** Files of SA-MP, open.mp and AMX Mod X, and a plugin's own, which are no include files. */
const anyNames =
  /^(?:a_samp|open\.mp|YSI\w*|amxmodx|amxmisc|fakemeta\w*|hamsandwich|reapi|sqlx)(?:\.inc|\/.*)?$|\.sp$/i;

/** Natives, constants, includes, events, classes and console variables that only other games have. */
const otherGame = new RegExp(
  [
    "\\b(?:TF2(?:_|Attrib|Items|Util|CustAttr)\\w*|TFClass_\\w+|TFTeam_\\w+|TFCond\\w*|CS_\\w+|CSWeapon_\\w+|CSRoundEnd_\\w+|Engine_(?:TF2|CSS|CSGO|DODS|HL2DM)|DODS?_\\w+|NMRiH_\\w+|ZR_\\w+)\\b",
    '#[ \\t]*include[ \\t]*[<"](?:insurgency|csgo\\w*|dod\\w*|nmrih\\w*|zombiereloaded|tf_\\w+|tf2\\w+|saxtonhale|freak_fortress_2\\w*)',
    '"(?:teamplay_(?!broadcast_audio")\\w+|post_inventory_application|(?:building|player)_(?:healed|extinguished)_?\\w*(?<!player_healed)|player_(?:changeclass|upgradedobject|builtobject|chargedeployed|ignited|jarated|invulned|stunned|teleported|buff|escort_score)|object_(?:deflected|destroyed|detonated|removed)',
    "deploy_buff_banner|medigun_\\w+|rocket_jump\\w*|sticky_jump\\w*|mvm_\\w+|halloween_\\w+|npc_hurt|rps_taunt_event|controlpoint_\\w+|ctf_flag_captured|arena_\\w+",
    'bomb_(?:planted|defused|exploded|begindefuse)|hostage_\\w+|buytime_ended|cs_win_panel_\\w+|item_purchase|enter_buyzone|teamchange_pending|dod_\\w+|zombie_kill_by_\\w+|extraction_\\w+|nmrih_\\w+)"',
    // What a medic of Team Fortress 2 heals, classes and console variables of other games, and what the plugin says it is for.
    '\\(\\s*(?:\\w+\\s*,\\s*)?"patient"',
    '"(?:tf_\\w+|obj_(?:sentrygun|dispenser|teleporter)|merasmus|eyeball_boss|headless_hatman|item_teamflag|cs_player_manager|info_player_(?:counter)?terrorist|planted_c4|npc_nmrih_\\w*)"',
    '"\\[(?:TF2|CS:?GO|CS:?S|DOD:?S|NMRiH|HL2:?DM)\\]',
  ].join("|"),
);

/** What the sanitizer knows of SourcePawn. */
export function createSourcePawnAdapter(): LanguageAdapter {
  return {
    id: "sourcepawn",
    fences: ["sourcepawn", "sp", "pawn", "sourcemod", "inc", "sma"],
    disowns: (code, fence) => sharedFences.has(fence) && otherPawn.test(code) && !sourceMod.test(code),
    looksLikeCode: looksLikeSourcePawn,
    looksLikeOtherCode,
    view: (code) => new SourcePawnView(code),
    windows: (code, places) => (hasWindows(code) ? new SourcePawnWindows(code, places) : undefined),
    isWhole: (code) => whole.test(code),
    // No compiler takes a file that sets its own options and includes nothing, unless another one includes it.
    isIncluded: (code) =>
      (fileOptions.test(code) && !/^[ \t]*#[ \t]*(?:try)?include\b/m.test(code)) || partOfForward.test(code),
    mayDefineAny: (include) => anyNames.test(include),
    isForAnother: askedOnce((code) => otherGame.test(code)),
    places: namePlaces,
    mayBeMemberOf,
    detectors: securityDetectors,
    references: (code) => collectReferences(new CodeModel(code)),
    standardIncludes,
  };
}
