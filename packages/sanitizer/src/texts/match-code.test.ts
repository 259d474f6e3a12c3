import { describe, expect, it } from "@jest/globals";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";
import { type SanitizeTextOptions, sanitizeText } from "./sanitize-text.ts";

type RuleInput = ReturnType<typeof callRule>;
const head = "```sourcepawn\nvoid F(int client, Event event, ConVar cv, any other)\n{\n\t";
const tail = "\n}\n```\n";

/** What a line of a function becomes, or why a name in it stays. */
function outcome(line: string, rule: RuleInput, options: SanitizeTextOptions = {}): string {
  const { text, hits } = sanitizeText(head + line + tail, tableOf([rule]), options);
  const [reason] = hits.flatMap(({ reason: why, code }) => why ?? code ?? []);
  const after = text.slice(head.length, -tail.length);
  return reason ?? (after === line ? "stays" : after);
}
const rule = (match: RuleInput["match"], fix: RuleInput["fix"], more: Partial<RuleInput> = {}): RuleInput => ({
  id: "test",
  message: "It is another one.",
  match,
  ...(fix === undefined ? {} : { fix }),
  examples: [{ keep: "" }],
  ...more,
});

it.each<[RuleInput["match"], string, string]>([
  // A call, or a function that is handed on.
  [{ kind: "call", name: "Toss" }, "Toss(1);", "Flip(1);"],
  [{ kind: "call", name: "Toss" }, "AddHook(Toss);", "stays"],
  [{ kind: "call", name: "Toss" }, "int Toss = 4; Toss + 1;", "stays"],
  [{ kind: "call", name: "Toss" }, "event.Toss();", "stays"],
  [{ kind: "call", name: "Toss" }, 'Print("Toss");', "stays"],
  // A constant.
  [{ kind: "value", name: "Toss" }, "Set(client, Toss);", "Set(client, Flip);"],
  [{ kind: "value", name: "Toss" }, "Set(client, Toss | 1);", "Set(client, Flip | 1);"],
  [{ kind: "value", name: "Toss" }, "Toss(client);", "stays"],
  [{ kind: "value", name: "Toss" }, "int Toss = 4; Set(client, Toss);", "stays"],
  [{ kind: "value", name: "Toss" }, "event.Toss = 4;", "stays"],
  [{ kind: "value", name: "Toss", in: [{ call: "Hook", argument: 2 }] }, "Hook(client, Toss);", "Hook(client, Flip);"],
  [{ kind: "value", name: "Toss", in: [{ call: "Hook", argument: 2 }] }, "Hook(Toss, client);", "stays"],
  [{ kind: "value", name: "Toss", in: [{ call: "Hook", argument: 2 }] }, "Set(Toss, client);", "Set(Flip, client);"],
  // A member of a type.
  [{ kind: "member", of: "Event", name: "Toss" }, "event.Toss();", "event.Flip();"],
  [{ kind: "member", of: "Event", name: "Toss" }, "int a = event.Toss;", "int a = event.Flip;"],
  [{ kind: "member", of: "Event", name: "Toss" }, "cv.Toss();", "stays"],
  [{ kind: "member", of: "Event", name: "Toss" }, "other.Toss();", "stays"],
  [{ kind: "member", of: "Event", name: "Toss" }, "Toss(event);", "stays"],
  [{ kind: "member", of: "Event", name: "Toss", where: [{ count: 1 }] }, 'event.Toss("a");', 'event.Flip("a");'],
  [{ kind: "member", of: "Event", name: "Toss", where: [{ count: 1 }] }, "event.Toss();", "stays"],
  // A whole string in a place.
  [{ kind: "string", name: "Toss", in: [{ call: "Hook", argument: 1 }] }, 'Hook("Toss", F);', 'Hook("Flip", F);'],
  [{ kind: "string", name: "Toss", in: [{ call: "Hook", argument: 1 }] }, 'Hook(F, "Toss");', "stays"],
  [{ kind: "string", name: "Toss", in: [{ call: "Hook", argument: 1 }] }, 'Hook("Toss_er", F);', "stays"],
  [{ kind: "string", name: "Toss", in: [{ call: "Hook", argument: 1 }] }, 'Print("Toss", F);', "stays"],
  // Conditions on the call.
  [{ kind: "call", name: "Toss", where: [{ count: 2 }] }, "Toss(1, 2);", "Flip(1, 2);"],
  [{ kind: "call", name: "Toss", where: [{ count: 2 }] }, "Toss(1);", "stays"],
  [{ kind: "call", name: "Toss", where: [{ argument: 2, equals: "a|b" }] }, "Toss(1, a | b);", "Flip(1, a | b);"],
  [{ kind: "call", name: "Toss", where: [{ argument: 2, equals: "a|b" }] }, "Toss(a | b, 1);", "stays"],
  [{ kind: "call", name: "Toss", where: [{ argument: 2, equals: "a|b" }] }, "Toss(1);", "stays"],
  [{ kind: "call", name: "Toss", where: [{ argument: 1, is: "client" }] }, "Toss(client);", "Flip(client);"],
  [{ kind: "call", name: "Toss", where: [{ argument: 1, is: "client" }] }, 'Toss("text");', "stays"],
  [{ kind: "call", name: "Toss", where: [{ argument: 1, is: "client" }] }, "Toss(other);", "condition-unclear"],
  [{ kind: "call", name: "Toss", where: [{ argument: 1, is: "client" }, { count: 1 }] }, "Toss(other, 2);", "stays"],
])("a rule for %j makes of %j: %j", (match, line, expected) => {
  expect(outcome(line, rule(match, "Flip"))).toBe(expected);
});

describe("a rule that is meant", () => {
  const call: RuleInput["match"] = { kind: "call", name: "Toss" };

  it("reports where it has no fix, and where a call is only deprecated", () => {
    expect(outcome("Toss(1);", rule(call, undefined))).toBe("reported");
    expect(outcome("Toss(1);", rule(call, "Flip", { deprecated: true }))).toBe("deprecated");
    expect(outcome("Toss(1);", rule(call, "Flip", { deprecated: true }), { fixDeprecated: true })).toBe("Flip(1);");
  });

  it("leaves out the brackets of a call only where nothing is in them", () => {
    const fix = { name: "Flip", dropCall: true };
    const match: RuleInput["match"] = { kind: "member", of: "ConVar", name: "Toss" };
    expect(outcome("float a = cv.Toss() + 1.0;", rule(match, fix))).toBe("float a = cv.Flip + 1.0;");
    expect(outcome("float a = cv.Toss(1);", rule(match, fix))).toBe("has-arguments");
    expect(outcome("float a = cv.Toss;", rule(match, fix))).toBe("float a = cv.Flip;");
  });

  it.each<[string, RuleInput["scope"]]>([
    ["another role", { roles: ["user"] }],
    ["prose", { parts: ["prose"] }],
    ["comments", { tokens: ["comment"] }],
  ])("does not look at code where it is for %s", (_what, scope) => {
    expect(outcome("Toss(1);", rule(call, "Flip", scope === undefined ? {} : { scope }))).toBe("stays");
  });

  it("is for code in a sentence where it says so, and then for that alone", () => {
    const text = "Call `Toss(1)` now.\n\n```sourcepawn\nOld(2);\n```\n";
    const after = (part: "code" | "inline"): string =>
      sanitizeText(text, tableOf([rule(call, "Flip", { scope: { parts: [part] } })])).text;
    expect(after("inline")).toBe(text.replace("Toss(1)", "Flip(1)"));
    expect(after("code")).toBe(text.replace("Toss(2)", "Flip(2)"));
  });

  it("is kept away by a mark and by a label", () => {
    expect(outcome("Toss(1); // tunewright-ignore: test", rule(call, "Flip"))).toBe("stays");
    expect(outcome("Toss(1); // wrong", rule(call, "Flip"))).toBe("stays");
    expect(outcome("Toss(1); // should be Flip", rule(call, "Flip"))).toBe("teaching-unclear");
  });
});
