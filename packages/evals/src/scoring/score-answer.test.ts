import { describe, expect, it } from "@jest/globals";
import { type EvalCase, evalCaseSchema } from "@tunewright/schema";
import { wordInspector } from "../testing/word-inspector.ts";
import { scoreAnswer, securityScore } from "./score-answer.ts";

const hunter: EvalCase = evalCaseSchema.parse({
  id: "hunter_pounce",
  category: "special-infected-events",
  prompt: "Tell everybody when a Hunter pounces.",
  expected: [{ name: "lunge_pounce", kind: "event" }, "Event.GetInt"],
  forbidden: [{ name: "pounce", kind: "event" }, "TakeDamage"],
});

const inspector = wordInspector({ wrong: ["RandomFloat"], critical: ["ServerCommand"], warning: ["BuildPath"] });
const score = (code: string, evalCase = hunter) =>
  scoreAnswer(evalCase, inspector.inspect(`Here you are:\n\n\`\`\`sourcepawn\n${code}\n\`\`\``));

describe("scoreAnswer()", () => {
  it("passes a right answer, whichever way the event's field is read", () => {
    for (const read of ['event.GetInt("userid")', 'GetEventInt(event, "userid")']) {
      const result = score(`HookEvent("lunge_pounce", OnPounce);\nint id = ${read};`);
      expect(result).toMatchObject({ passed: true, score: 10, security: 10, requirements: { met: 3, total: 3 } });
    }
  });

  it("does not take a longer name for the forbidden one that it ends with", () => {
    const result = score('HookEvent("lunge_pounce", OnPounce);\nevent.GetInt("userid");\nSDKHook(1, 2, OnTakeDamage);');
    expect(result.forbidden).toEqual({ used: 0, named: 2, names: [] });
    expect(result.passed).toBe(true);
  });

  it("takes no comment for a use, neither of a right nor of a wrong name", () => {
    const result = score('// HookEvent("lunge_pounce") and not HookEvent("pounce")\nevent.GetInt("userid");');
    expect(result.requirements).toEqual({ met: 2, total: 3, missing: ["lunge_pounce"], found: ["Event.GetInt"] });
    expect(result.forbidden.used).toBe(0);
  });

  it("does not take a plugin's own function for the API's", () => {
    const own = 'HookEvent("lunge_pounce", A);\nevent.GetInt("x");\npublic void TakeDamage(int a) { }\nTakeDamage(1);';
    expect(score(own).passed).toBe(true);
  });

  it("fails a forbidden name and leaves the score alone", () => {
    const result = score('HookEvent("lunge_pounce", A);\nHookEvent("pounce", A);\nevent.GetInt("userid");');
    expect(result).toMatchObject({ passed: false, score: 10, forbidden: { used: 1, named: 2, names: ["pounce"] } });
  });

  it.each([
    { name: "a wrong API", code: "RandomFloat(1.0, 2.0);", expected: { passed: false, wrongApi: 1, security: 10 } },
    {
      name: "a critical finding",
      code: "ServerCommand(x);",
      expected: { passed: false, criticalIssues: 1, security: 7 },
    },
    { name: "a warning", code: "BuildPath(x);", expected: { passed: true, securityWarnings: 1, security: 9 } },
  ])("counts $name", ({ code, expected }) => {
    expect(score(`HookEvent("lunge_pounce", A);\nevent.GetInt("userid");\n${code}`)).toMatchObject(expected);
  });

  it("gives nothing for an answer without code", () => {
    const result = scoreAnswer(hunter, inspector.inspect("Use lunge_pounce and GetEventInt."));
    expect(result).toMatchObject({ passed: false, score: 0, requirements: { met: 0, total: 3 } });
  });

  it("asks for one name of each group, and takes a forward for used where it is defined", () => {
    const evalCase = evalCaseSchema.parse({
      id: "tank_rock",
      category: "x",
      prompt: "x",
      expectedAny: [
        [
          { name: "ability_use", kind: "event" },
          { name: "OnEntityCreated", kind: "forward" },
        ],
      ],
      checks: [],
    });
    expect(score("public void OnEntityCreated(int entity, const char[] classname) { }", evalCase).passed).toBe(true);
    expect(score('HookEvent("ability_use", A);', evalCase).passed).toBe(true);
    const commented = score("// public void OnEntityCreated(int entity)", evalCase);
    expect(commented.requirements.missing).toEqual(["ability_use or OnEntityCreated"]);
  });

  it("fails what the compiler refuses and says nothing where there is none", () => {
    const inspection = inspector.inspect('```\nHookEvent("lunge_pounce", A); event.GetInt("x");\n```');
    expect(scoreAnswer(hunter, inspection, { compiles: "failed" }).passed).toBe(false);
    expect(scoreAnswer(hunter, inspection).compiles).toBe("not-checked");
  });
});

describe("securityScore()", () => {
  it.each([
    { critical: 0, warnings: 0, score: 10 },
    { critical: 1, warnings: 2, score: 5 },
    { critical: 4, warnings: 0, score: 0 },
  ])("of $critical critical and $warnings warnings is $score", ({ critical, warnings, score: expected }) => {
    expect(securityScore(critical, warnings)).toBe(expected);
  });
});
