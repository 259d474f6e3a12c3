import { describe, expect, it } from "@jest/globals";
import { announcesForward } from "./text-defines.ts";

describe("announcesForward()", () => {
  it.each([
    'g_fwd = CreateGlobalForward("OnRoundStart", ET_Ignore);',
    'g_fwd = new GlobalForward( "OnRoundStart", ET_Ignore);',
    JSON.stringify({ text: 'g_fwd = new GlobalForward("OnRoundStart", ET_Ignore);' }),
    "forward void OnRoundStart();",
    "forward OnRoundStart()",
    "#include <x>\n\tforward Action:OnRoundStart(client);",
    JSON.stringify({ text: "x\n\tforward void OnRoundStart();" }),
    JSON.stringify({ text: "forward void OnRoundStart();" }),
  ])("sees a forward that is created or declared: %s", (text) => {
    expect(announcesForward(text, "OnRoundStart")).toBe(true);
  });

  it.each([
    "I put it in the forward OnRoundStart() of SourceMod.",
    "public void OnRoundStart()\n{\n}",
    'g_fwd = CreateGlobalForward("OnRoundStarted", ET_Ignore);',
    "forward void MyOnRoundStart();",
    "forward void OnRoundStarted();",
    "OnRoundEnd",
  ])("takes nothing else for one: %s", (text) => {
    expect(announcesForward(text, "OnRoundStart")).toBe(false);
  });
});
