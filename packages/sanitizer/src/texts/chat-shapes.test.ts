import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";
import { sanitizeText } from "./sanitize-text.ts";

/** Shapes that answers of many models and people have. `{x}` stands for a name: the wrong one before, the right one after. */
const names: Readonly<Record<string, readonly [wrong: string, right: string]>> = {
  float: ["RandomFloat", "GetRandomFloat"],
  health: ["SetClientHealth", "SetEntityHealth"],
  alive: ["IsClientAlive", "IsPlayerAlive"],
  pounce: ["pounce", "lunge_pounce"],
  bile: ["boomer_vomit", "player_now_it"],
  grab: ["charger_grab", "charger_carry_start"],
  push: ["Add", "Push"],
};
const written = (text: string, side: 0 | 1): string =>
  text.replace(/\{(\w+)\}/g, (all, key: string) => names[key]?.[side] ?? all);
const sp = (code: string, indent = ""): string =>
  ["```sourcepawn", ...code.split("\n"), "```"].map((line) => indent + line).join("\n");

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});

describe("an answer that uses a wrong name", () => {
  it.each([
    [
      "below a file name in bold",
      `**\`scripting/roll.sp\`**\n\n${sp('HookEvent("{pounce}", A);')}\n\n* **Event:** hunters.`,
    ],
    ["in a fence in a numbered list", `1. Hook it:\n\n${sp('HookEvent("{bile}", A);', "   ")}\n\n2. Done.\n`],
    ["in a fence two lists deep", `- Setup\n  - Code:\n\n${sp("float f = {float}(0.0, 1.0);", "    ")}\n- Done\n`],
    [
      "behind HTML details",
      `<details>\n<summary>Full plugin</summary>\n\n${sp("{health}(client, 50);")}\n\n</details>\n`,
    ],
    ["in HTML", '<pre><code class="language-sourcepawn">float f = {float}(0.0, 1.0);</code></pre>'],
    ["in a quoted fence", sp('HookEvent("{grab}", A);', "> ")],
    ["in a table", "| Task | Call |\n|---|---|\n| roll | `{float}(0.0, 1.0)` |\n"],
    [
      "in a fence of another language",
      "```cpp\n#include <sourcemod>\npublic void OnPluginStart()\n{\n\t{float}(0.0, 1.0);\n}\n```",
    ],
    ["in a fence with a title", '```sourcepawn title="roll.sp" {3-5}\nHookEvent("{pounce}", A);\n```'],
    ["in an open fence", '```sourcepawn\nvoid A()\n{\n\tHookEvent("{bile}", A);'],
    ["in a fence of Markdown", `\`\`\`\`markdown\n${sp("float f = {float}(0.0, 1.0);")}\n\`\`\`\``],
    ["in a line that a patch adds", "```diff\n void A()\n {\n+\tfloat f = {float}(0.0, 1.0);\n }\n```"],
    ["in a footnote", "It picks a value[^1].\n\n[^1]: via `{float}(0.0, 1.0)`.\n"],
    ["in German", `So wird das Ereignis abgefangen:\n\n${sp('HookEvent("{pounce}", A);')}`],
    ["in Chinese", `下面是完整的插件代码:\n\n${sp('HookEvent("{bile}", A);')}`],
    ["in Korean", `다음과 같이 작성하세요:\n\n${sp("float f = {float}(0.0, 1.0);")}`],
    ["beside a warning of something else", `No olvides comprobar el equipo:\n\n${sp("{health}(client, 5);")}`],
    [
      "where something else was wrong",
      `The last version kept a client across a timer. The fixed one:\n\n${sp("{health}(client, 5);")}`,
    ],
    [
      "above a note",
      `${sp("{health}(client, 100);")}\n\n**Note:** This does not handle bots, and will fail on an empty server.`,
    ],
    ["below a comment with a not", sp("// 如果不是机器人\nif (!IsFakeClient(client))\n\t{health}(client, 1);")],
    ["beside a remark of something else", sp("{health}(client, 1); // 1 instead of 0, so that they do not die")],
    [
      "in a list in a field",
      sp("enum struct Team\n{\n\tArrayList players;\n}\nTeam g_team;\nvoid A(int c) { g_team.players.{push}(c); }"),
    ],
  ])("is repaired %s", (_where, shape) => {
    expect(sanitizeText(written(shape, 0), table).text).toBe(written(shape, 1));
  });
});

describe("an answer that teaches a wrong name", () => {
  it.each([
    [
      "in HTML details",
      `<details>\n<summary>❌ Wrong version</summary>\n\n${sp("{health}(client, 50);")}\n\n</details>\n\nUse:\n\n${sp("SetEntityHealth(client, 50);")}`,
    ],
    [
      "in what a user wrote",
      `You wrote:\n\n${sp('HookEvent("{grab}", A);', "> ")}\n\nThat event does not exist. Use \`charger_carry_start\`.\n`,
    ],
    [
      "under a heading",
      `## Don't use {health}\n\n${sp("{health}(client, 5);")}\n\n## Use SetEntityHealth\n\n${sp("SetEntityHealth(client, 5);")}`,
    ],
    ["in a table", "| Wrong | Right |\n|---|---|\n| `{float}(0.0, 1.0)` | `GetRandomFloat(0.0, 1.0)` |\n"],
    ["in a question with its answer", "**Q:** Does `{float}` exist?\n**A:** No, it is `GetRandomFloat`."],
    [
      "in a riddle",
      `Find the bug:\n\n${sp("float f = {float}(0.0, 1.0);")}\n\nAnswer: the native is \`GetRandomFloat\`.`,
    ],
    [
      "with the compiler's words",
      `You get \`undefined symbol "{float}"\` here:\n\n${sp("float f = {float}(0.0, 1.0);")}\n\nReplace it.`,
    ],
    ["in a log", '```text\n[SM] Exception: Unknown event "{bile}"\n```'],
    ["in a list of slips", "Common hallucinations to avoid:\n\n1. `{float}`\n2. `{health}`\n3. `{alive}`\n"],
    ["by another language's name", "In VScript:\n\n```squirrel\nlocal f = {float}(0.0, 1.0)\n```"],
    [
      "in German",
      `Falsch:\n\n${sp('HookEvent("{pounce}", A);')}\n\nRichtig:\n\n${sp('HookEvent("lunge_pounce", A);')}`,
    ],
    [
      "in Chinese",
      `错误的写法:\n\n${sp('HookEvent("{bile}", A);')}\n\n正确的写法:\n\n${sp('HookEvent("player_now_it", A);')}`,
    ],
    ["in Dutch", "Gebruik geen `{float}`, maar `GetRandomFloat`."],
    ["in Czech", "Funkce `{float}` neexistuje."],
    ["in Arabic", "الدالة `{float}` غير موجودة."],
    ["in Hindi", "`{float}` मौजूद नहीं है।"],
    ["in Vietnamese", "Không dùng `{float}`."],
    ["in Indonesian", "Jangan pakai `{float}`."],
  ])("stays %s", (_where, shape) => {
    const text = written(shape, 0);
    expect(sanitizeText(text, table).text).toBe(text);
  });
});

describe("a block that is right but for one name", () => {
  it("is repaired below a sentence on a word that its own texts hold", () => {
    const shape = `\`pounce\` does not exist; the event is \`lunge_pounce\`.\n\n${sp('public Plugin myinfo = { description = "Counts each pounce." };\nvoid A(int client)\n{\n\t{health}(client, 5);\n}')}`;
    expect(sanitizeText(written(shape, 0), table).text).toBe(written(shape, 1));
  });

  it("is doubtful below a comment that lists other names", () => {
    const text = sp(
      '/*\n * Do not use these, they do not exist:\n *   "pounce", "boomer_vomit"\n */\nvoid A()\n{\n\tHookEvent("charger_grab", B);\n}',
    );
    const { hits } = sanitizeText(text, table);
    expect(hits.map(({ name, code }) => [name, code])).toEqual([["charger_grab", "doubtful"]]);
  });

  it.each([
    ["// Error 017: undefined symbol", ""],
    ["", "// no longer exists"],
    ["// warning 234: see below", ""],
  ])("is doubtful beside what a compiler says, or what has become of it: %j %j", (above, behind) => {
    const text = sp(`${above}\nSetClientHealth(client, 5); ${behind}`);
    const { hits } = sanitizeText(text, table);
    expect(hits.map(({ code }) => code)).toEqual(["doubtful"]);
  });

  it.each([
    "// heal, no overheal",
    "// never true for ghosts",
    "// does not fire for bots",
    "// no longer than a second",
  ])("is repaired beside another remark: %s", (remark) => {
    const shape = sp(`{health}(client, 5); ${remark}`);
    expect(sanitizeText(written(shape, 0), table).text).toBe(written(shape, 1));
  });
});
