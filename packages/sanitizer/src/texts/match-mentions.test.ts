import { describe, expect, it } from "@jest/globals";
import { callRule, tableOf } from "../testing/rule-table-fixture.ts";
import { type SanitizeTextOptions, sanitizeText } from "./sanitize-text.ts";

type RuleInput = ReturnType<typeof callRule>;
const everywhere = {
  parts: ["code", "inline", "prose"],
  tokens: ["identifier", "comment"],
} satisfies RuleInput["scope"];
const roll: RuleInput = { ...callRule("Roll", "GetRoll"), scope: everywhere };

/** What a text becomes, or why a name in it stays. */
function outcome(text: string, rule: RuleInput = roll, options: SanitizeTextOptions = {}): unknown {
  const { text: after, hits } = sanitizeText(text, tableOf([rule]), options);
  const reasons = hits.flatMap(({ reason }) => reason ?? []);
  return reasons.length > 0 ? reasons : after === text ? "stays" : after;
}

describe("a bare name in prose", () => {
  it.each([
    ["Use Roll here.", "Use GetRoll here."],
    ["It ends with Roll.", "It ends with GetRoll."],
    ["(Roll), Roll, and: Roll", "(GetRoll), GetRoll, and: GetRoll"],
    ["Ask the `Roll` of it.", "Ask the `GetRoll` of it."],
  ])("is repaired: %s", (text, after) => {
    expect(outcome(text)).toBe(after);
  });

  it.each([
    "See scripting/Roll there.",
    "See /Roll there.",
    "See Roll/dice there.",
    "See a\\Roll there.",
    "See Roll.inc there.",
    "See dice.Roll there.",
    "See pre-Roll there.",
    "See Roll-over there.",
    "See dice:Roll there.",
    "See dice::Roll there.",
    "See Rolls there.",
  ])("is no name where it is a part of something longer: %s", (text) => {
    expect(outcome(text)).toBe("stays");
  });

  it.each<[string, Partial<RuleInput>, unknown]>([
    ["for another role", { scope: { ...everywhere, roles: ["user"] } }, "stays"],
    ["for code alone", { scope: { parts: ["code"] } }, "stays"],
    ["for code spans alone", { scope: { parts: ["inline"] } }, "stays"],
    ["that looks at arguments", { match: { kind: "call", name: "Roll", where: [{ count: 1 }] } }, ["scope-unclear"]],
    ["that only reports", { fix: undefined }, "stays"],
    ["of what is deprecated", { deprecated: true }, "stays"],
    ["that changes the call", { fix: { name: "RollValue", dropCall: true } }, "stays"],
    ["that asks for a word nearby", { scope: { ...everywhere, near: ["die"] } }, "stays"],
  ])("stays under a rule %s", (_what, more, expected) => {
    expect(outcome("Use Roll here.", { ...roll, ...more })).toEqual(expected);
  });

  it("is repaired where what the rule asks for is there", () => {
    expect(outcome("Use Roll here.", { ...roll, deprecated: true }, { fixDeprecated: true })).toBe("Use GetRoll here.");
    expect(outcome("Use Roll as a die.", { ...roll, scope: { ...everywhere, near: ["die"] } })).toBe(
      "Use GetRoll as a die.",
    );
    expect(outcome("Use `Roll` here.", { ...roll, scope: { parts: ["inline"] } })).toBe("Use `GetRoll` here.");
    expect(outcome("Use Roll here.", { ...roll, scope: { ...everywhere, roles: ["user"] } }, { role: "user" })).toBe(
      "Use GetRoll here.",
    );
  });

  it.each([
    ["the sentence says so", "There is no Roll.", "stays"],
    [
      "another sentence of the paragraph teaches",
      "Use Roll here. It is not Roll, but another one.",
      ["teaching-unclear"],
    ],
    ["the next paragraph takes it back", "Use Roll here.\n\nThat is wrong.", ["teaching-unclear"]],
    ["a list of bad names holds it", "Bad names:\n\n- Roll\n", ["teaching-unclear"]],
    ["a mark keeps it", "Use Roll here. <!-- tunewright-ignore: roll -->", "stays"],
  ])("is kept where %s", (_what, text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });

  it("is not repaired where code of the message defines it", () => {
    expect(outcome("Use Roll here.\n\n```sourcepawn\nint Roll()\n{\n\treturn 4;\n}\n```\n")).toBe("stays");
  });

  it("is repaired in a comment as well", () => {
    expect(outcome("```sourcepawn\n// Use Roll here.\nint a;\n```\n")).toBe(
      "```sourcepawn\n// Use GetRoll here.\nint a;\n```\n",
    );
  });
});

describe("a name that is a word of English", () => {
  const pounce: RuleInput = {
    id: "pounce",
    message: "It is lunge_pounce.",
    match: { kind: "event", name: "pounce" },
    fix: "lunge_pounce",
    scope: { parts: ["code", "inline", "prose"], near: ["event", "hook"] },
    examples: [{ keep: "" }],
  };

  it.each([
    ["Hook the pounce event.", "Hook the lunge_pounce event."],
    ["Hook pounce and wait.", "Hook lunge_pounce and wait."],
    ["The event called pounce is sent.", "The event called lunge_pounce is sent."],
    ["The event: pounce is sent.", "The event: lunge_pounce is sent."],
    ['There is an event "pounce" for it.', 'There is an event "lunge_pounce" for it.'],
    ["A pounce hook does it.", "A lunge_pounce hook does it."],
  ])("is repaired where it stands as a name: %s", (text, after) => {
    expect(outcome(text, pounce)).toBe(after);
  });

  it("is repaired in a list of events, where it is no word of English", () => {
    const bile: RuleInput = { ...pounce, id: "bile", match: { kind: "event", name: "boomer_bile" } };
    expect(outcome("Hook these:\n- `boomer_bile`", bile)).toBe("Hook these:\n- `lunge_pounce`");
    expect(outcome("Particles:\n- `boomer_bile`", bile)).toBe("stays");
    expect(outcome("Hook these:\n- `pounce`", pounce)).toBe("stays");
  });

  it.each([
    "The hunter pounce event is another one.",
    "In this event hunters pounce on survivors.",
    "A hunter can pounce.",
    "A hook for what hunters that pounce do.",
    'The event is no "pounce.',
  ])("stays where it is a word: %s", (text) => {
    expect(outcome(text, pounce)).toBe("stays");
  });
});
