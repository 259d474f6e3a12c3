import { beforeAll, describe, expect, it } from "@jest/globals";
import { createCodeInspector } from "../guard/create-inspection.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "./sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});

const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
const outcome = (text: string): { text: string; codes: (string | undefined)[] } => {
  const result = sanitizeText(text, table);
  return { text: result.text, codes: result.hits.map(({ code }) => code) };
};

describe("what could be wrong and is not changed", () => {
  it("is doubtful under a comment that lists names not to use above a function", () => {
    const code =
      "// Do not use these names:\n// RandomFloat, pounce\nfloat Delay()\n{\n    return RandomFloat(0.5, 2.0);\n}";
    expect(outcome(fence(code))).toEqual({ text: fence(code), codes: ["doubtful", "doubtful"] });
  });

  it.each([
    "Do not use these names:\n- `RandomFloat`\n- `pounce`\n\nThey are not there.",
    "Avoid the following:\n\n- `RandomFloat`\n- event `pounce`",
    "These natives do not exist in SourceMod:\n\n1. `RandomFloat()`\n2. `RandomInt(1, 2)`",
    "**Common mistakes:**\n- `RandomFloat`\n  more about it\n- `RandomInt`",
    "Never call any of these:\n`RandomFloat`, `RandomInt`",
    "Do not use: `RandomFloat`, `RandomInt`.",
    "Names that models make up:\n\n| `RandomFloat` |\n| `RandomInt` |",
    "## What does not work\n\n- calling `RandomFloat`\n- hooking the `pounce` event",
    "```sourcepawn\n// Wrong names:\n//  - RandomFloat\n//  - RandomInt\nvoid F()\n{\n}\n```",
    "```sourcepawn\n/* These do not exist:\n * RandomFloat\n * RandomInt\n */\nvoid F()\n{\n}\n```",
  ])("is left in a list that speaks of wrong names: %j", (text) => {
    expect(outcome(text).text).toBe(text);
  });

  it.each([
    ["Use these natives:\n- `RandomFloat`\n- `RandomInt`", "Use these natives:\n- `GetRandomFloat`\n- `GetRandomInt`"],
    [
      "Do not use timers for this.\n\nThe plugin calls:\n\n1. `RandomFloat(0.5, 2.0)`",
      "Do not use timers for this.\n\nThe plugin calls:\n\n1. `GetRandomFloat(0.5, 2.0)`",
    ],
    ["Wrong: x.\n\nIt calls `RandomFloat()` once.", "Wrong: x.\n\nIt calls `GetRandomFloat()` once."],
  ])("is changed in any other list: %j", (before, after) => {
    expect(outcome(before).text).toBe(after);
  });

  it("is taught without a word under a label of bad code, as ever", () => {
    const code = "// BAD\nfloat Delay()\n{\n    return RandomFloat(0.5, 2.0);\n}";
    expect(outcome(fence(code))).toEqual({ text: fence(code), codes: [] });
  });

  it("is doubtful for a forward of a wrong name in a part of a plugin, and changed in a whole one", () => {
    const part = 'public void OnClientJoin(int client)\n{\n    PrintToServer("hello");\n}';
    expect(outcome(fence(part))).toEqual({ text: fence(part), codes: ["doubtful"] });
    const whole = `public void OnPluginStart()\n{\n}\n\n${part}`;
    expect(outcome(fence(whole)).text).not.toContain("OnClientJoin");
    const hooked = `${part}\n\nvoid Later()\n{\n    AddCommandListener(OnClientJoin);\n}`;
    expect(outcome(fence(hooked))).toEqual({ text: fence(hooked), codes: [] });
  });
});

const A = fence("float f = RandomFloat(0.0, 1.0);");
const B = fence("int i = RandomInt(1, 2);");
const right = fence("float f = GetRandomFloat(0.0, 1.0);");

describe("a block that is shown for its mistake", () => {
  it.each([
    `Do not write this:\n\n${A}\nor this:\n\n${B}`,
    `## Wrong\n\n${A}\n${B}\n## Right\n\n${right}`,
    `## Wrong\n\nFirst:\n\n${A}\nSecond:\n\n${B}`,
    `# Common mistakes\n\n## A random number\n\nIt is often written so:\n\n${A}`,
    `Both of these fail:\n\n${A}${B}`,
    "| Bad | Good |\n|---|---|\n| `RandomFloat(a, b)` | ok |",
    `What happens with this code?\n${A}`,
    `Find the bug:\n${A}`,
    `This will throw "unknown native":\n${A}`,
    `Q: What is wrong here?\n${A}A: The native is called differently.`,
    `Step 1, the broken call:\n${A}`,
    `Instead of\n${A}write\n${right}`,
    `Replace\n${A}with\n${right}`,
    `A first try:\n${A}\nA second one:\n${right}`,
    `The model answered:\n\n${A}\nwhich is invented.`,
  ])("is left alone: %j", (text) => {
    expect(outcome(text).text).toBe(text);
  });

  it.each([
    [`Here it is:\n\n${A}\nAnd a test:\n\n${B}`, 2],
    [`## Wrong\n\nA timer.\n\n## Solution\n\n${A}`, 1],
    [`This handles errors of clients:\n\n${A}`, 1],
    [`How do you use it?\n\n${A}`, 1],
    ["| Native | Use |\n|---|---|\n| `RandomFloat(a, b)` | ok |", 1],
  ])("is not any other block: %j", (text, changes) => {
    expect(outcome(text).codes).toEqual(Array.from({ length: changes }, () => undefined));
  });
});

describe("what was not seen", () => {
  it("is a member that a methodmap inherits, called by `this`", () => {
    const code = (name: string): string =>
      `methodmap Scores < ArrayList\n{\n    public void Note(int score)\n    {\n        this.${name}(score);\n    }\n}`;
    expect(outcome(fence(code("Add"))).text).toBe(fence(code("Push")));
    const own = code("Add").replace("{\n", "{\n    public native void Add(int score);\n");
    expect(outcome(fence(own)).text).toBe(fence(own));
    const free = code("Add").replace(" < ArrayList", "");
    expect(outcome(fence(free)).text).toBe(fence(free));
  });

  it("is bare code whose first line is a type alone", () => {
    const code =
      'ArrayList\n\tg_aFirst,\n\tg_aSecond;\n\npublic void OnPluginStart()\n{\n\tHookEvent("pounce", Event_Pounce);\n}\n';
    expect(outcome(code).text).toBe(code.replace('"pounce"', '"lunge_pounce"'));
  });

  it("is any code, for an inspector without rules", () => {
    expect(createCodeInspector([]).inspect(fence("public void OnPluginStart()\n{\n}")).hasCode).toBe(true);
  });
});
