import { describe, expect, it } from "@jest/globals";
import { createSourcePawnAdapter } from "./sourcepawn-adapter.ts";
import { announcesForward, textDefines } from "./text-defines.ts";

const adapters = [createSourcePawnAdapter()];

describe("textDefines()", () => {
  it.each([
    "Here it is:\n```sourcepawn\nfloat Mine() { return 1.0; }\n```",
    "```sourcepawn\nint a;\n```\nand\n```sourcepawn\n#define Mine 1\n```",
    "My plugin has\nfloat Mine(float low)\nin it.",
    "I wrote stock Mine(a) for this.",
    "I wrote public Action:Mine(a) for this.",
    "At the top I have #define Mine(%1) for this.",
  ])("sees it in code, and where code stands in plain words: %j", (text) => {
    expect(textDefines(text, "Mine", adapters)).toBe(true);
  });

  it.each([
    "Call Mine() of the library.",
    "```sourcepawn\nvoid F() { Mine(); }\n```",
    "```python\ndef Mine(): pass\n```",
    "void MineField()",
    "float Yours()",
  ])("takes a use, or another name, for none: %j", (text) => {
    expect(textDefines(text, "Mine", adapters)).toBe(false);
  });
});

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
