import { beforeAll, describe, expect, it } from "@jest/globals";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeText } from "../texts/sanitize-text.ts";
import { projectRules } from "../testing/rule-table-fixture.ts";
import { asksForOther } from "./asks-for-other.ts";

describe("asksForOther()", () => {
  it.each([
    ["Should be m_flLaggedMovementValue!", "m_flMaxSpeed"],
    ["should have been `lunge_pounce`", "hunter_pounce"],
    ['This must be "lunge_pounce".', "pounce"],
    ["TODO: should use GetURandomFloat here", "RandomFloat"],
    ["ought to be TIMER_REPEAT", "TIMER_NO_MAPCHANGE"],
  ])("sees %j beside %s", (comment, name) => {
    expect(asksForOther(comment, name)).toBe(true);
  });

  it.each([
    ["should be 100", "SetClientHealth"],
    ["should be MAX_HEALTH", "SetClientHealth"],
    ["should be a bool", "m_bIsGhost"],
    ["should be enough", "SetClientHealth"],
    ["client should be valid", "pounce"],
    ["health must be m_iHealth of the client", "SetClientHealth"],
    ["should be RandomFloat", "RandomFloat"],
    ["uses m_flLaggedMovementValue below", "m_flMaxSpeed"],
  ])("sees none in %j beside %s", (comment, name) => {
    expect(asksForOther(comment, name)).toBe(false);
  });
});

describe("a property that its comment calls wrong", () => {
  let table: RuleTable;
  beforeAll(async () => {
    table = await projectRules();
  });
  const plugin = (line: string): string =>
    `\`\`\`sourcepawn\npublic void OnClientPutInServer(int client)\n{\n    ${line}\n}\n\`\`\`\n`;
  const ghost = 'SetEntProp(client, Prop_Send, "m_bIsGhost", 1);';

  it.each([
    `// Wrong property for L4D2!\n    ${ghost}`,
    `// Incorrect netprop\n    ${ghost}`,
    `${ghost} // Should be m_zombieState!`,
    `// This should be m_zombieState.\n    ${ghost}`,
  ])("is left alone: %j", (line) => {
    expect(sanitizeText(plugin(line), table).text).toBe(plugin(line));
  });

  it.each([`// The property of a ghost\n    ${ghost}`, `${ghost} // should be 1 here`])(
    "is repaired else: %j",
    (line) => {
      expect(sanitizeText(plugin(line), table).text).toBe(plugin(line.replace("m_bIsGhost", "m_isGhost")));
    },
  );
});
