import { looksLikeSourcePawn } from "@tunewright/sourcepawn";
import type { LanguageAdapter } from "./language-adapter.ts";
import { SourcePawnView } from "./sourcepawn-view.ts";
import { securityDetectors } from "./detectors/security-detectors.ts";

/** Functions whose first argument is the name of a game event. */
const eventCalls = ["HookEvent", "HookEventEx", "UnhookEvent", "CreateEvent"];
/** Functions whose third argument is the name of a netprop or a datamap field. */
const propCalls = [
  "GetEntProp",
  "SetEntProp",
  "GetEntPropFloat",
  "SetEntPropFloat",
  "GetEntPropEnt",
  "SetEntPropEnt",
  "GetEntPropVector",
  "SetEntPropVector",
  "GetEntPropString",
  "SetEntPropString",
  "GetEntPropArraySize",
  "HasEntProp",
];
const findPropCalls = ["FindSendPropInfo", "FindSendPropOffs", "FindDataMapInfo", "FindDataMapOffs"];

/** What the sanitizer knows of SourcePawn. */
export function createSourcePawnAdapter(): LanguageAdapter {
  return {
    id: "sourcepawn",
    fences: ["sourcepawn", "sp", "pawn", "sourcemod", "inc", "sma"],
    looksLikeCode: looksLikeSourcePawn,
    view: (code) => new SourcePawnView(code),
    places: {
      event: [{ call: eventCalls, argument: 1 }],
      netprop: [
        { call: propCalls, argument: 3 },
        { call: findPropCalls, argument: 2 },
        {
          call: ["GameRules_GetProp", "GameRules_SetProp", "GameRules_GetPropFloat", "GameRules_SetPropFloat"],
          argument: 1,
        },
      ],
    },
    detectors: securityDetectors,
  };
}
