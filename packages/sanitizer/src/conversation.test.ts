import { beforeAll, describe, expect, it } from "@jest/globals";
import { createTableGuard } from "./rule-guard.ts";
import type { RuleTable } from "./rule-table.ts";
import { sanitizeExample } from "./sanitize-record.ts";
import { sanitizeText } from "./sanitize-text.ts";
import { projectRules } from "./testing/rule-table-fixture.ts";

let table: RuleTable;
beforeAll(async () => {
  table = await projectRules();
});
const fence = (code: string): string => `\`\`\`sourcepawn\n${code}\n\`\`\`\n`;
const definition = "stock int RandomInt(int low, int high)\n{\n\treturn GetRandomInt(low, high);\n}";

describe("a name that the conversation defines", () => {
  it.each([
    ["in a block above", `${fence(definition)}Then:\n${fence("int die = RandomInt(1, 6);")}`],
    ["in a block below", `${fence("int die = RandomInt(1, 6);")}With this helper:\n${fence(definition)}`],
    [
      "and prose speaks of",
      `${fence(definition)}\nUse \`RandomInt(1, 6)\` for a die, or \`RandomInt\` with other bounds.`,
    ],
  ])("stays when it is defined %s", (_name, text) => {
    expect(sanitizeText(text, table).text).toBe(text);
  });

  it("stays when the user's own code defines it", () => {
    const example = {
      messages: [
        { role: "user", content: `Roll a die with this.\n${fence(definition)}` },
        { role: "assistant", content: fence("int die = RandomInt(1, 6);") },
      ],
    };
    expect(sanitizeExample(example, table).example).toBe(example);
  });

  it("is repaired when the user only calls it", () => {
    const example = {
      messages: [
        { role: "user", content: fence("int die = RandomInt(1, 6);") },
        { role: "assistant", content: fence("int die = RandomInt(1, 6);") },
      ],
    };
    expect(sanitizeExample(example, table).example.messages.map(({ content }) => content)).toEqual([
      fence("int die = RandomInt(1, 6);"),
      fence("int die = GetRandomInt(1, 6);"),
    ]);
  });

  it("counts for a text that is sent while it grows only where it stands above", () => {
    const guard = createTableGuard(table);
    const call = fence("int die = RandomInt(1, 6);");
    expect(guard.repair(fence(definition) + call).text).toBe(fence(definition) + call);
    expect(guard.repair(call + fence(definition)).text).toBe(
      call.replace("RandomInt", "GetRandomInt") + fence(definition),
    );
  });
});
