import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "./sanitize-text.ts";
import { runtimeIndex } from "../rules/symbol-index.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules(runtimeIndex({ includes: ["sourcemod", "helpers"] }));
});

/** What becomes of each wrong name: the right one, or why it stays. */
function outcomes(code: string): unknown[] {
  const { hits } = sanitizeText(`\`\`\`sourcepawn\n${code}\n\`\`\`\n`, table);
  return hits.map(({ after, reason }) => after ?? reason);
}

// Far apart, so that the code is also read in windows.
const body = `void A(int client)\n{\n\tGetPlayerTeam(client);\n}\n${'void Pad()\n{\n\tPrintToServer("x");\n}\n'.repeat(20)}`;

describe("a name that an include may bring", () => {
  it.each(["#include <sourcemod>", "#include <helpers>", ""])("is repaired behind what is known: %j", (include) => {
    expect(outcomes(`${include}\n${body}`)).toEqual(["GetClientTeam"]);
  });

  it.each(["#include <colors>", '#include "helpers.inc"', '#include <sourcemod>\n#include "shop/stocks.sp"'])(
    "is held back behind what is not: %j",
    (include) => {
      expect(outcomes(`${include}\n${body}`)).toEqual(["unknown-include"]);
    },
  );

  it.each([
    ["#include <mine>", "RandomInt(1, 2);", "GetRandomInt"],
    ['#include "mine.inc"', "RandomInt(1, 2);", "GetRandomInt"],
    ['#include "mine/util.sp"', "RandomInt(1, 2);", "unknown-include"],
    ["#include <amxmodx>", "RandomInt(1, 2);", "unknown-include"],
    ["#include <YSI/y_utils>", "RandomInt(1, 2);", "unknown-include"],
    ['#include "mine/util.sp"', 'PrintCenterTextToAll("x");', "unknown-include"],
    ['#include "mine/util.sp"', "StrCopy(a, 2, b);", undefined],
    ['#include "mine/util.sp"', 'HookEvent("pounce", A);', "lunge_pounce"],
  ])("that no library has may still be in a source file of the plugin: %s, %s", (include, line, outcome) => {
    expect(outcomes(`${include}\nvoid F()\n{\n\t${line}\n}`)).toEqual([outcome]);
  });

  it.each([
    ['#include "helpers.inc"', "`GetPlayerTeam`", "unknown-include"],
    ['#include "helpers.inc"', "`GetPlayerTeam(client);`", "unknown-include"],
    ["#include <sourcemod>", "`GetPlayerTeam`", "GetClientTeam"],
    ['#include "mine/util.sp"', "RandomInt(1, 3)", "unknown-include"],
    ['#include "mine.inc"', "RandomInt(1, 3)", "GetRandomInt"],
  ])("is held back in the words around the code as in the code: %s, %s", (include, words, outcome) => {
    const text = `The code uses ${words} for that.\n\n\`\`\`sourcepawn\n${include}\n\`\`\`\n`;
    expect(sanitizeText(text, table).hits.map(({ after, reason }) => after ?? reason)).toEqual([outcome]);
  });

  it("is held back where another block of the message includes it", () => {
    const { hits } = sanitizeText(
      `\`\`\`sourcepawn\n#include "helpers.inc"\n\`\`\`\nand\n\`\`\`sourcepawn\n${body}\`\`\`\n`,
      table,
    );
    expect(hits.map(({ reason }) => reason)).toEqual(["unknown-include"]);
  });

  it.each([
    ['GetEntProp(client, Prop_Sent, "m_iHealth");', "Prop_Send"],
    ["CreateTimer(1.0, A, _, TIMER_NO_MAPCHANGE);", "TIMER_FLAG_NO_MAPCHANGE"],
    ['HookEvent("round_start", A, EventHookMode_PreNoCopy);', "EventHookMode_PostNoCopy"],
    ["return Plugin_Block;", "Plugin_Handled"],
  ])("is no constant with a prefix of SourceMod's own: %s", (line, right) => {
    expect(outcomes(`#include <colors>\nAction F(int client)\n{\n\t${line}\n}`)).toEqual([right]);
  });
});

describe("an include that is described", () => {
  let described: RuleTable;
  beforeAll(async () => {
    described = await projectRules(
      runtimeIndex({
        includes: ["sourcemod"],
        libraries: [
          { include: "l4d2util.inc", source: "a/b", names: ["IsSurvivor", "KillEntity", "Get*"] },
          { include: "colors.inc", source: "c/d", names: ["CPrintToChat"] },
        ],
      }),
    );
  });
  const text = (includes: string, line: string): string =>
    `\`\`\`sourcepawn\n${includes}\nvoid A(int client)\n{\n\t${line}\n}\n\`\`\`\n`;

  it.each([
    ["#include <colors>", "GetPlayerTeam(client);", "GetClientTeam"],
    ["#include <colors>", "KillEntity(client);", "RemoveEntity"],
    ["#include <l4d2util>", "GetPlayerTeam(client);", "unknown-include"],
    ["#include <l4d2util>\n#include <mine>", 'PrintToAll("x");', "unknown-include"],
    ["#include <l4d2util>\n#include <colors>", 'PrintToAll("x");', "PrintToChatAll"],
  ])("lets a name be repaired that it does not define: %j, %s", (includes, line, outcome) => {
    const { hits } = sanitizeText(text(includes, line), described);
    expect(hits.map(({ after, reason }) => after ?? reason)).toEqual([outcome]);
  });

  it.each(["#include <l4d2util>", "#include <mine>\n#include <L4D2Util.inc>"])(
    "makes a name right that it defines: %j",
    (includes) => {
      const code = text(includes, "KillEntity(client);");
      expect(sanitizeText(code, described)).toEqual({ text: code, hits: [] });
    },
  );

  it("makes it right in another block of the message, too", () => {
    const blocks = `${text("#include <l4d2util>", "IsSurvivor(client);")}\nthen:\n\n${text("", "KillEntity(client);")}`;
    expect(sanitizeText(blocks, described).hits).toEqual([]);
  });

  it("cannot add a member to a type of SourceMod, known or not", () => {
    const { hits } = sanitizeText(
      text("#include <mine>", "ArrayList list = new ArrayList(); list.Add(client);"),
      described,
    );
    expect(hits.map(({ after, reason }) => after ?? reason)).toEqual(["Push"]);
  });
});
