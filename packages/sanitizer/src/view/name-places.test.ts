import { describe, expect, it } from "@jest/globals";
import { namePlaces } from "./name-places.ts";

/** The arguments, counted from 1, that a function takes a name of this kind as. */
function takenBy(kind: "event" | "netprop", callee: string): number[] {
  return namePlaces[kind].flatMap(({ call, argument }) => (call.includes(callee) ? [argument] : []));
}

// By the heads of these natives in SourceMod's events.inc, entity.inc, entity_prop_stocks.inc, halflife.inc and sdktools_gamerules.inc.
describe("where names stand", () => {
  it.each([
    ["HookEvent", [1]],
    ["HookEventEx", [1]],
    ["UnhookEvent", [1]],
    ["CreateEvent", [1]],
    ["StrEqual", [2, 1]],
    ["strcmp", [2, 1]],
    ["GetEntProp", []],
    ["PrintToServer", []],
  ])("of an event in %s", (callee, expected) => {
    expect(takenBy("event", callee)).toEqual(expected);
  });

  it.each([
    ["GetEntProp", [3]],
    ["SetEntPropFloat", [3]],
    ["GetEntPropVector", [3]],
    ["SetEntPropString", [3]],
    ["HasEntProp", [3]],
    ["FindSendPropInfo", [2]],
    ["FindDataMapInfo", [2]],
    ["GetEntSendPropOffs", [2]],
    ["GameRules_GetProp", [1]],
    ["GameRules_SetPropFloat", [1]],
    ["HookEvent", []],
    ["StrEqual", []],
  ])("of a netprop in %s", (callee, expected) => {
    expect(takenBy("netprop", callee)).toEqual(expected);
  });

  it("of an event that is compared only beside the name of one", () => {
    const beside = namePlaces.event.flatMap(({ argument, beside: other }) =>
      other === undefined ? [] : [[argument, other]],
    );
    expect(beside).toEqual([
      [2, { argument: 1, is: "event name" }],
      [1, { argument: 2, is: "event name" }],
    ]);
  });
});
