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
