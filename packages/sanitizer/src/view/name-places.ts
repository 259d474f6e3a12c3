import type { StringPlace } from "../languages/language-adapter.ts";

/** Functions that take the name of a native that the plugin makes, or that it knows another one may make, and at which argument. */
export const nativeNames: ReadonlyMap<string, number> = new Map([
  ["CreateNative", 1],
  ["MarkNativeAsOptional", 1],
  ["GetFeatureStatus", 2],
  ["RequireFeature", 2],
]);

/** Parameters, as SourceMod's include files call them, and the functions that have them; each takes the name of something. */
const functionsByParameters: Readonly<Record<string, string>> = {
  "name callback mode": "HookEvent HookEventEx UnhookEvent",
  "name force": "CreateEvent",
  "entity type prop size element": "GetEntProp GetEntPropFloat GetEntPropEnt GetEntPropArraySize HasEntProp",
  "entity type prop vec element": "GetEntPropVector",
  "entity type prop buffer maxlen element": "GetEntPropString",
  "entity type prop value size element": "SetEntProp SetEntPropFloat SetEntPropEnt SetEntPropVector SetEntPropString",
  "cls prop": "FindSendPropInfo FindSendPropOffs",
  "entity prop": "FindDataMapInfo FindDataMapOffs GetEntSendPropOffs",
  "prop value size element": "GameRules_GetProp GameRules_SetProp GameRules_GetPropFloat GameRules_SetPropFloat",
};

/** Functions that take the name of a game event or of a property, each with its parameters. */
export const nameFunctions: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(functionsByParameters).flatMap(([parameters, functions]) =>
    functions.split(" ").map((name) => [name, parameters.split(" ")]),
  ),
);

/** The functions whose parameter at a position, counted from 1, has this name. */
function takersOf(parameter: string, position: number): string[] {
  return [...nameFunctions].flatMap(([name, parameters]) => (parameters[position - 1] === parameter ? [name] : []));
}

/** Functions that compare two strings: one of them may be the name that a callback of several events got. */
const comparisons = ["StrEqual", "strcmp"];

/** Where a string is the name of a game event or of a property. */
export const namePlaces: Readonly<Record<"event" | "netprop", readonly StringPlace[]>> = {
  event: [
    { call: takersOf("name", 1), argument: 1 },
    { call: comparisons, argument: 2, beside: { argument: 1, is: "event name" } },
    { call: comparisons, argument: 1, beside: { argument: 2, is: "event name" } },
  ],
  netprop: [1, 2, 3].map((argument) => ({ call: takersOf("prop", argument), argument })),
};
