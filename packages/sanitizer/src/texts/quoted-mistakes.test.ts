import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "./sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const bad = "```sourcepawn\nfloat f = RandomFloat(0.0, 1.0);\n```\n";
const good = "```sourcepawn\nfloat f = GetRandomFloat(0.5, 1.0);\n```\n";

describe("a mistake that is quoted", () => {
  it.each([
    `What not to do:\n${bad}`,
    `How not to do it:\n${bad}`,
    `Original:\n${bad}Fixed:\n${good}`,
    `Original code:\n${bad}\nThe new code:\n${good}`,
    `Replace this:\n${bad}with this:\n${good}`,
    `Remove this line:\n${bad}`,
    `Your code has:\n${bad}It should be:\n${good}`,
    `In your message:\n${bad}`,
    `Version 6 answered:\n${bad}`,
    `The old model wrote:\n${bad}`,
    `A common error is writing:\n${bad}\nThe native is GetRandomFloat.`,
    `DON'T:\n${bad}DO:\n${good}`,
    "Models like to invent natives such as `RandomFloat`.",
    "The answer uses `RandomFloat`, which SourceMod lacks.",
    "Forbidden: `RandomFloat`, `RandomInt`, the event `pounce`.",
    "You wrote `RandomFloat(0.0, 1.0)` in line 5.",
    "Your code calls `RandomFloat(0.0, 1.0)` there.",
    "I searched for `RandomFloat` in the includes: 0 results.",
    '`lookup_api("RandomFloat")` gave `exists: false`.',
    "```sourcepawn\n#if 0 // wrong\nfloat f = RandomFloat(0.0, 1.0);\n#else\nfloat f = GetRandomFloat(0.0, 1.0);\n#endif\n```\n",
    "```sourcepawn\nfloat f = RandomFloat(0.0, 1.0); // NO!\n```\n",
    `## What you have now\n${bad}## What you need\n${good}`,
    `**Current implementation**\n${bad}**Improved implementation**\n${good}`,
    `The problematic code:\n${bad}The fix:\n${good}`,
    `Which of these compiles?\n\nA)\n${bad}\nB)\n${good}`,
    `Instead of writing\n\n${bad}\nwrite\n\n${good}`,
    `It is tempting to write:\n${bad}`,
    `${bad}\nBut there is no such native.`,
    `${bad}\nYou'll get error 017 from this.`,
    `${bad}\n\`\`\`\nerror 017: undefined symbol "RandomFloat"\n\`\`\`\n`,
    "```sourcepawn\nfloat f = RandomFloat(0.0, 1.0);\n// ^ this native does not exist\n```\n",
    "```sourcepawn\nvoid BadExample()\n{\n\tfloat f = RandomFloat(0.0, 1.0);\n}\n```\n",
    "```sourcepawn\nvoid Timer_Wrong(Handle timer)\n{\n\tfloat f = RandomFloat(0.0, 1.0);\n}\n```\n",
    "SourceMod (any version, as of `1.12`) has not got `RandomFloat(0.0, 1.0)`.",
  ])("stays: %j", (text) => {
    expect(sanitizeText(text, table).text).toBe(text);
  });
});

describe("words near code that say nothing against it", () => {
  it.each([
    `Replace it with this:\n${bad}`,
    `Change the plugin as follows:\n${bad}`,
    `Delete the old timer and add:\n${bad}`,
    `The file does not exist yet; create it:\n${bad}`,
    `Instead of a fixed delay, pick one at random:\n${bad}`,
    `If the client is no longer valid, the timer stops:\n${bad}`,
    `Hier ist das Plugin, es braucht kein SDKHooks:\n${bad}`,
    "```sourcepawn\n// Don't use this for bots\nfloat f = RandomFloat(0.0, 1.0);\n```\n",
    "```sourcepawn\nif (entity == -1) return; // invalid\nfloat f = RandomFloat(0.0, 1.0);\n```\n",
    `Note that this does not run on bots:\n${bad}`,
    `It does not work while the map loads:\n${bad}`,
    `Your plugin needs a random delay:\n${bad}`,
    `\`pounce\` does not exist; the event is \`lunge_pounce\`. The delay:\n${bad}`,
    "```sourcepawn\nvoid BadWordFilter()\n{\n\tfloat f = RandomFloat(0.0, 1.0);\n}\n```\n",
    '```sourcepawn\nvoid Wrong()\n{\n\tPrintToServer("x");\n}\nvoid F()\n{\n\tfloat f = RandomFloat(0.0, 1.0);\n}\n```\n',
    `Use option B:\n${bad}`,
    `The bug is fixed here:\n${bad}`,
    `${bad}\nIt won't work in versus unless you enable it.`,
    "```sourcepawn\nfloat f = RandomFloat(0.0, 1.0);\n// the delay in seconds\n```\n",
    "```sourcepawn\n#if DEBUG // wrong team\nint a;\n#endif\nfloat f = RandomFloat(0.0, 1.0); // none for bots\n```\n",
  ])("let it be repaired: %j", (text) => {
    expect(sanitizeText(text, table).text).toBe(text.replace("RandomFloat", "GetRandomFloat"));
  });
});
