import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "./sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
const hook = 'HookEvent("player_healed", OnHealed);';
const handler = 'int patient = GetClientOfUserId(event.GetInt("patient"));';
const answersOf = (text: string): readonly unknown[] => {
  const { text: after, hits } = sanitizeText(text, table);
  return [after, hits.map(({ code, reason }) => reason ?? code)];
};

describe("a plugin for another game that is shown piece by piece", () => {
  it.each([
    ["a later piece uses what only that game has", `${fence(hook)}Then:\n\n${fence(handler)}`],
    ["an earlier piece uses what only that game has", `${fence(handler)}Then:\n\n${fence(hook)}`],
    ["a piece includes a file of that game", `${fence("#include <tf2_stocks>")}Then:\n\n${fence(hook)}`],
    [
      "the piece above the beginning of the plugin includes a file of that game",
      `${fence("#include <sourcemod>\n#include <tf2_stocks>")}Then:\n\n${fence(`public void OnPluginStart()\n{\n\t${hook}\n}`)}`,
    ],
    [
      "a later piece has the function that the beginning of the plugin hooks",
      `${fence(`#include <sourcemod>\n\npublic void OnPluginStart()\n{\n\t${hook}\n}`)}Then:\n\n${fence(
        `public void OnHealed(Event event, const char[] name, bool dontBroadcast)\n{\n\t${handler}\n}`,
      )}`,
    ],
    ["a word names the event", `${fence(handler)}Hook the event \`player_healed\` for it.\n`],
    ["a line in a sentence hooks the event", `${fence(handler)}Write \`${hook}\` for it.\n`],
  ])("keeps its names in doubt where %s", (_name, text) => {
    expect(answersOf(text)).toEqual([text, ["scope-unclear"]]);
  });

  it("is told apart from a whole plugin beside it, which says what it is for itself", () => {
    const whole = `#include <sourcemod>\n\npublic void OnPluginStart()\n{\n\t${hook}\n}`;
    const text = `${fence(handler)}In Left 4 Dead 2:\n\n${fence(whole)}`;
    expect(answersOf(text)).toEqual([text.replace("player_healed", "heal_success"), [undefined]]);
  });

  it("does not keep names that no game has", () => {
    const roll = "float wait = RandomFloat(1.0, 2.0);";
    const text = `${fence(handler)}Then:\n\n${fence(roll)}`;
    expect(answersOf(text)).toEqual([text.replace("RandomFloat", "GetRandomFloat"), [undefined]]);
  });

  it("is no reason to keep names beside code for this game", () => {
    const text = `${fence('int subject = event.GetInt("subject");')}Then:\n\n${fence(hook)}`;
    expect(answersOf(text)).toEqual([text.replace("player_healed", "heal_success"), [undefined]]);
  });
});
