import { describe, expect, it } from "@jest/globals";
import { type EvalCase, evalCaseSchema, type EvalTrial, evalTrialSchema } from "@tunewright/schema";
import { judgeCase } from "./judge-case.ts";
import { summarizeCases } from "./summarize-cases.ts";

function trial(rest: Partial<EvalTrial> = {}): EvalTrial {
  return evalTrialSchema.parse({
    trial: 0,
    output: "code",
    passed: true,
    score: 10,
    security: 10,
    requirements: { met: 1, total: 1 },
    forbidden: { used: 0, named: 1 },
    wrongApi: 0,
    criticalIssues: 0,
    securityWarnings: 0,
    ...rest,
  });
}

const evalCase = (id: string, category: string, weight = 1): EvalCase =>
  evalCaseSchema.parse({ id, category, weight, prompt: "p" });
const failed = { passed: false, score: 0, requirements: { met: 0, total: 1, missing: ["heal_success"], found: [] } };

describe("summarizeCases()", () => {
  it("weighs the average score and not the pass rate", () => {
    const cases = [
      judgeCase(evalCase("a", "x", 3), [trial({ score: 10 })]),
      judgeCase(evalCase("b", "x", 1), [trial({ ...failed, score: 2 })]),
    ];
    expect(summarizeCases(cases)).toMatchObject({ passRate: 0.5, averageScore: 8 });
  });

  it("avoids nothing forbidden where nothing is named, and nothing at all without cases", () => {
    const none = judgeCase(evalCase("a", "x"), [trial({ forbidden: { used: 0, named: 0, names: [] } })]);
    expect(summarizeCases([none]).forbiddenPatternAvoidance).toBe(1);
    expect(summarizeCases([])).toMatchObject({ total: 0, passRate: 0, averageScore: 0, latencyMs: null, cost: 0 });
  });

  it("says which category is a gap, with its examples and what to add", () => {
    const cases = [
      judgeCase(evalCase("heal", "maps"), [trial(failed)]),
      judgeCase(evalCase("finale", "maps"), [trial()]),
      judgeCase(evalCase("hunter", "infected"), [trial()]),
      judgeCase(evalCase("speed", "survivors"), [trial()]),
    ];
    const trainingExamples = { maps: 40, infected: 100, survivors: 60 };
    expect(summarizeCases(cases, { trainingExamples }).gaps).toEqual([
      {
        category: "maps",
        passRate: 0.5,
        failedCases: ["heal"],
        missing: ["heal_success"],
        trainingExamples: 40,
        add: 40,
        advice: "Add about 40 examples of the kind of heal, with heal_success in the code.",
      },
    ]);
    expect(summarizeCases(cases).gaps[0]).toMatchObject({ trainingExamples: null, add: null });
  });

  it("counts by API name what was asked, what was used, and what was used though forbidden", () => {
    const good = trial({ requirements: { met: 2, total: 2, missing: [], found: ["GetRandomFloat", "a or b"] } });
    const bad = trial({
      passed: false,
      requirements: { met: 0, total: 3, missing: ["GetRandomFloat", "a or b", "code"], found: [] },
      forbidden: { used: 1, named: 1, names: ["RandomFloat"] },
    });
    expect(summarizeCases([judgeCase(evalCase("a", "x"), [good, bad])]).bySymbol).toEqual({
      GetRandomFloat: { required: 2, found: 1, forbiddenUses: 0 },
      RandomFloat: { required: 0, found: 0, forbiddenUses: 1 },
      "a or b": { required: 2, found: 1, forbiddenUses: 0 },
    });
  });

  it("counts a wrong name that a rule found against its correction", () => {
    const wrong = trial({
      wrongApi: 1,
      symbols: ["GetEventInt"],
      findings: [
        { rule: "r", category: "wrong-api", severity: "error", name: "RandomInt", message: "", certain: true },
        { rule: "r", category: "wrong-api", severity: "error", name: "pounce", message: "", certain: false },
      ],
    });
    const corrections = [
      { correct: "GetRandomInt", wrong: "RandomInt" },
      { correct: "lunge_pounce", wrong: "pounce" },
      { correct: "Event.GetInt", wrong: "GetEventNumber" },
    ];
    const { corrections: seen } = summarizeCases([judgeCase(evalCase("a", "x"), [wrong])], { corrections });
    expect(seen).toEqual([
      { correct: "GetRandomInt", wrong: "RandomInt", avoided: false, correctUses: 0, wrongUses: 1 },
      { correct: "lunge_pounce", wrong: "pounce", avoided: true, correctUses: 0, wrongUses: 0 },
      { correct: "Event.GetInt", wrong: "GetEventNumber", avoided: true, correctUses: 1, wrongUses: 0 },
    ]);
  });

  it("adds up tokens and cost only where all are known, and finds the median and 95th percentile of the times", () => {
    const timed = [10, 20, 30, 40].map((latencyMs, index) =>
      judgeCase(evalCase(`c${index}`, "x"), [trial({ latencyMs, promptTokens: 5, completionTokens: 7, cost: 0.1 })]),
    );
    expect(summarizeCases(timed)).toMatchObject({
      latencyMs: { median: 20, p95: 40 },
      tokens: { prompt: 20, completion: 28 },
      cost: 0.4,
    });
    expect(summarizeCases([...timed, judgeCase(evalCase("d", "x"), [trial()])])).toMatchObject({
      tokens: null,
      cost: null,
    });
  });
});

describe("judgeCase()", () => {
  it.each([
    { outcomes: "++-", passed: true, flickers: true },
    { outcomes: "+-", passed: false, flickers: true },
    { outcomes: "++", passed: true, flickers: false },
    { outcomes: "--", passed: false, flickers: false },
  ])("takes $outcomes as passed: $passed, flickering: $flickers", ({ outcomes, passed, flickers }) => {
    const trials = outcomes.split("").map((outcome) => trial(outcome === "+" ? {} : failed));
    expect(judgeCase(evalCase("a", "x"), trials)).toMatchObject({ passed, flickers });
  });
});
