import { hashName } from "../lexer/name-hash.ts";

/** Hashes of words, as a lexer gives them. */
export const hashes = (words: string): ReadonlySet<number> => new Set(words.split(/\s+/).filter(Boolean).map(hashName));

/** Functions, constants and callbacks that hardly any other language has. */
export const sourceModNames = hashes(`
  AcceptEntityInput AddCommandListener AddFileToDownloadsTable AskPluginLoad2 AutoExecConfig BuildPath CheatCommand CheckCommandAccess
  ChangeClientTeam ClientCommand CloseHandle CreateConVar CreateDataTimer CreateEntityByName CreateEvent CreateFakeClient
  CreateMenu CreateNative CreateTimer DispatchKeyValue DispatchSpawn EmitSoundToAll EmitSoundToClient EntIndexToEntRef
  EntRefToEntIndex EventHookMode_Post EventHookMode_PostNoCopy EventHookMode_Pre FakeClientCommand FCVAR_NOTIFY FindConVar FindDataMapInfo FindDataMapOffs FindSendPropInfo FindSendPropOffs FireEvent
  ForcePlayerSuicide GameRules_GetProp GetClientAbsOrigin GetClientAuthId GetClientCount GetClientEyePosition GetClientHealth
  GetClientName GetClientOfUserId GetClientTeam GetClientUserId GetCmdArg GetCmdArgString GetConVarBool GetConVarFloat GetConVarInt GetConVarString
  GetEngineTime GetEngineVersion GetEntProp GetEntPropArraySize GetEntPropEnt GetEntPropFloat GetEntPropString GetEntPropVector GetEntSendPropOffs GetEntityClassname
  GetEventBool GetEventFloat GetEventInt GetEventString GetGameTime GetMaxClients GetPlayerWeaponSlot GetRandomFloat GetRandomInt
  GetVectorDistance GivePlayerItem HasEntProp HookConVarChange HookEvent HookEventEx HookSingleEntityOutput HookUserMessage
  IgniteEntity INVALID_ENT_REFERENCE INVALID_HANDLE IsClientConnected IsClientInGame IsFakeClient IsPlayerAlive IsValidEdict IsValidEntity KickClient KillTimer
  LibraryExists LogError LogMessage MakeVectorFromPoints MaxClients MAXPLAYERS NULL_STRING NULL_VECTOR OnAllPluginsLoaded OnClientDisconnect
  OnClientPostAdminCheck OnClientPutInServer OnConfigsExecuted OnEntityCreated OnEntityDestroyed OnGameFrame OnLibraryAdded OnMapEnd OnMapStart OnPlayerRunCmd
  OnPluginEnd OnPluginStart PLATFORM_MAX_PATH Plugin_Changed Plugin_Continue Plugin_Handled Plugin_Stop PrecacheModel PrecacheSound PrintCenterText
  PrintHintText PrintHintTextToAll PrintToChat PrintToChatAll PrintToConsole PrintToServer Prop_Data Prop_Send RandomFloat RandomInt RegAdminCmd RegConsoleCmd
  RegPluginLibrary RegServerCmd RemoveEdict RemoveEntity RemovePlayerItem ReplyToCommand RequestFrame SDKCall SDKHook SDKHookEx SDKHooks_TakeDamage SDKUnhook SQL_TConnect
  SQL_TQuery SetClientHealth SetCommandFlags SetConVarBool SetConVarFloat SetConVarInt SetConVarString SetEntData SetEntProp SetEntPropEnt SetEntPropFloat
  SetEntPropString SetEntPropVector SetEntityHealth SetEntityModel SetEntityMoveType SetEntityRenderColor SetFailState ShowActivity
  ShowActivity2 TE_SendToAll TE_SendToClient TE_SetupBeamPoints TIMER_FLAG_NO_MAPCHANGE TIMER_REPEAT TR_TraceRayFilterEx TeleportEntity TriggerTimer UnhookEvent
  UserMessageToString
`);
export const namePatterns =
  /^(?:L4D2?_\w|SDKHook_\w|SDKType_|SDKPass_|ADMFLAG_|FCVAR_|MenuAction_|Engine_Left4Dead|DHook\w|GameConfGet\w|PrepSDKCall_|StartPrepSDKCall|EndPrepSDKCall)/;
/** Those that the game's own scripts, in Squirrel, have as well; a plugin that uses the wrong ones counts as one all the same. */
export const scriptNames = hashes("RandomFloat RandomInt");
/** Types that stand before a name, as in `ConVar g_cvDelay`, or as a tag, as in `Handle:timer`. */
export const types = hashes(`
  Action AdminId ArrayList ArrayStack ConVar Cookie DataPack Database DBResultSet Event File GameData Handle KeyValues Menu MenuAction Panel Plugin
  Regex StringMap Transaction EngineVersion APLRes TopMenu UserMsg BfRead BfWrite
`);
export const tags = hashes("Float String bool Handle Action any Plugin Menu MenuAction");
export const ownWords = hashes("methodmap decl stock view_as funcenum functag typeset sizeof");
export const pragmas = hashes("semicolon newdecls dynamic tabsize ctrlchar rational deprecated");
/** Words that another language has, wherever they stand. */
export const foreignWords = hashes(`
  nullptr NULL None True False std cout cin endl printf fprintf malloc console elif undefined size_t uint32_t int32_t uint64_t int64_t uint8_t
  elseif DoEntFire IncludeScript EntFireByHandle SendToConsole System IEnumerable async await lambda instanceof typeof __init__ GetPropInt GetPropFloat NetProps
  foreach EntFire SendClientMessage register_plugin register_event register_forward get_user_name client_print engfunc pev set_pev
  Msg SetPropInt SetPropFloat CBaseEntity CBasePlayer CTerrorPlayer edict_t IPluginContext cell_t
`);
/** Words that begin a declaration of another language when a word follows. */
export const foreignPairs = hashes(`
  class import from def local let var val fn func pub impl template typename namespace using package extends implements interface unsigned signed long double short
  auto string String Integer List private protected internal virtual override final foreach elif except with echo export require module struct end then
`);
