import { describe, expect, it } from "@jest/globals";
import { ruleSchema } from "@tunewright/schema";
import { findScopeFaults } from "./scope-faults.ts";

function faults(part: object): string[] {
  const rule = ruleSchema.parse({ id: "a", message: "M.", examples: [{ keep: "" }], ...part });
  return findScopeFaults(rule).map(({ path, message }) => `${path.join(".")}: ${message}`);
}
const call = { kind: "call", name: "X" };
const member = { kind: "member", of: "A", name: "X" };
const event = { kind: "event", name: "x" };
const detector = { kind: "detector", detector: "secret" };

describe("findScopeFaults()", () => {
  it.each([
    [
      { match: member, scope: { parts: ["prose"] } },
      "scope.parts: a member is looked for in code alone; add code to the parts",
    ],
    [
      { match: detector, scope: { parts: ["prose"] } },
      "scope.parts: a detector is looked for in code alone; add code to the parts",
    ],
    [
      { match: call, scope: { parts: ["code"], tokens: ["string"] } },
      "scope.tokens: in code a call stands as identifier; add that to the tokens, or leave them out",
    ],
    [
      { match: member, scope: { tokens: ["comment"] } },
      "scope.tokens: in code a member stands as identifier; add that to the tokens, or leave them out",
    ],
    [
      { match: event, scope: { parts: ["code"], tokens: ["identifier"] } },
      "scope.tokens: in code an event stands as string; add that to the tokens, or leave them out",
    ],
    [{ match: detector, fix: "Y" }, "fix: a detector only reports; leave the fix out"],
    [
      { match: event, fix: { name: "y", dropCall: true } },
      "fix.dropCall: only a call or a member can lose its brackets; leave dropCall out",
    ],
  ])("refuses what no place can meet: %j", (part, fault) => {
    expect(faults(part)).toEqual([fault]);
  });

  it.each([
    { match: call },
    { match: call, scope: { parts: ["prose"] } },
    { match: call, scope: { parts: ["code"], tokens: ["comment"] } },
    { match: call, scope: { tokens: ["string"] } },
    { match: member, scope: { parts: ["prose", "code"] } },
    { match: event, scope: { parts: ["code"], tokens: ["preprocessor"] } },
    { match: { kind: "pattern", pattern: "x" }, scope: { parts: ["prose"], tokens: ["string"] } },
    { match: call, fix: { name: "Y", dropCall: true } },
    { match: detector },
  ])("accepts what some place can: %j", (part) => {
    expect(faults(part)).toEqual([]);
  });
});
