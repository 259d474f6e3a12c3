/** Which arguments of which functions are names of something; arguments count from 0. */
export type ArgumentPlaces = ReadonlyMap<string, number>;

const table = (entries: Readonly<Record<number, string>>): ArgumentPlaces =>
  new Map(
    Object.entries(entries).flatMap(([argument, names]) => names.split(" ").map((name) => [name, Number(argument)])),
  );

/** Functions that take the name of a game event. */
export const eventPlaces: ArgumentPlaces = table({ 0: "HookEvent HookEventEx UnhookEvent CreateEvent" });

/** Functions that take the name of a networked or datamap property. */
export const netpropPlaces: ArgumentPlaces = table({
  0: "GameRules_GetProp GameRules_SetProp GameRules_GetPropFloat GameRules_SetPropFloat GameRules_GetPropEnt GameRules_SetPropEnt GameRules_GetPropVector GameRules_SetPropVector GameRules_GetPropString GameRules_SetPropString",
  1: "FindSendPropInfo FindSendPropOffs FindDataMapInfo FindDataMapOffs",
  2: "GetEntProp SetEntProp GetEntPropFloat SetEntPropFloat GetEntPropEnt SetEntPropEnt GetEntPropVector SetEntPropVector GetEntPropString SetEntPropString GetEntPropArraySize HasEntProp",
});

/** Functions of old syntax that take an event and the name of one of its fields. */
export const eventFieldPlaces: ArgumentPlaces = table({
  1: "GetEventInt GetEventFloat GetEventBool GetEventString SetEventInt SetEventFloat SetEventBool SetEventString",
});

/** Methods of `Event` whose first argument is the name of a field. */
export const eventFieldMethods: ReadonlySet<string> = new Set(
  "GetInt GetFloat GetBool GetString SetInt SetFloat SetBool SetString".split(" "),
);

/** Functions that take a function to call back. */
export const callbackPlaces: ArgumentPlaces = table({
  0: "AddNormalSoundHook RemoveNormalSoundHook AddAmbientSoundHook AddGameLogHook RequestFrame",
  1: "HookEvent HookEventEx UnhookEvent CreateTimer CreateDataTimer RegConsoleCmd RegAdminCmd RegServerCmd HookConVarChange UnhookConVarChange CreateNative HookUserMessage HookEntityOutput UnhookEntityOutput AddTempEntHook RemoveTempEntHook",
  2: "SDKHook SDKHookEx SDKUnhook HookSingleEntityOutput UnhookSingleEntityOutput",
});
