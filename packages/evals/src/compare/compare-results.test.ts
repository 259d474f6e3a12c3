import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  type EvalCaseResult,
  type EvalResults,
  type EvalTrial,
  evalResultsSchema,
  evalTrialSchema,
} from "@tunewright/schema";
import { summarizeCases } from "../scoring/summarize-cases.ts";
import { analyzeResults, parseResults, readResults } from "./analyze-results.ts";
import { checkGate } from "./check-gate.ts";
import { compareResults } from "./compare-results.ts";
import { formatComparison } from "./format-comparison.ts";

const recorded = path.join(import.meta.dirname, "../../../../data/test_results_openai_v7.json");

function trial(passed: boolean, rest: Partial<EvalTrial> = {}): EvalTrial {
  return evalTrialSchema.parse({
    trial: 0,
    output: "",
    passed,
    score: passed ? 10 : 5,
    security: 10,
    requirements: { met: passed ? 2 : 1, total: 2, missing: passed ? [] : ["tank_spawn"] },
    forbidden: { used: 0, named: 1 },
    wrongApi: 0,
    criticalIssues: 0,
    securityWarnings: 0,
    ...rest,
  });
}

function evaluation(
  label: string,
  outcomes: string,
  change: (item: EvalCaseResult) => EvalCaseResult = (x) => x,
): EvalResults {
  const cases = outcomes.split("").map((outcome, index) => {
    const passed = outcome === "+";
    return change({
      id: `case${index}`,
      category: index < 5 ? "events" : "maps",
      weight: 1,
      prompt: "p",
      passed,
      passedTrials: Number(passed),
      flickers: false,
      score: passed ? 10 : 5,
      security: 10,
      notes: "",
      trials: [trial(passed)],
    });
  });
  return {
    version: 1,
    label,
    model: `model-${label}`,
    suite: { id: "s", sha256: null },
    source: "chat",
    categories: {},
    runs: 1,
    startedAt: null,
    finishedAt: null,
    settings: null,
    summary: summarizeCases(cases),
    cases,
  };
}

describe("the recorded results of V7", () => {
  it("give 8 of 10, 9.4, 9.9, 100 %, 86.7 % and no critical issue, by the formulae and not by rote", async () => {
    const results = await readResults(recorded);
    const { summary } = analyzeResults({ ...results, summary: { ...results.summary, passRate: 0 } });
    expect(summary).toEqual(results.summary);
    expect(summary.passed).toBe(8);
    expect(summary.total).toBe(10);
    expect(summary.passRate).toBe(0.8);
    expect(summary.averageScore).toBe(9.4);
    expect(summary.securityScore).toBe(9.9);
    expect(summary.wrongApiAvoidance).toBe(1);
    expect((100 * summary.forbiddenPatternAvoidance).toFixed(1)).toBe("86.7");
    expect(summary.criticalIssues).toBe(0);
    expect(summary.statistics.passRateInterval.low).toBeCloseTo(0.49, 2);
    expect(summary.statistics.passRateInterval.high).toBeCloseTo(0.943, 3);
    expect(summary.corrections.every(({ avoided }) => avoided)).toBe(true);
  });

  it("are of the table's own suite: the same cases, and as many requirements and forbidden names", async () => {
    const { loadSuite } = await import("../suite/load-suite.ts");
    const { suite } = await loadSuite(path.join(import.meta.dirname, "../../../../data/suites/l4d2-table.yaml"));
    const { cases } = await readResults(recorded);
    expect(cases.map((item) => [item.id, item.trials[0]?.forbidden.named, item.trials[0]?.requirements.total])).toEqual(
      suite.cases.map((item) => [
        item.id,
        item.forbidden.length,
        item.expected.length + item.expectedAny.length + item.checks.length,
      ]),
    );
  });

  it("are a file that fits the contract, and a file that does not is refused with its faults", async () => {
    const text = await readFile(recorded, "utf8");
    expect(evalResultsSchema.parse(JSON.parse(text))).toEqual(parseResults(text, "v7"));
    expect(() => parseResults(text.replace('"passed": true', '"passed": 1'), "v7.json")).toThrow(
      "v7.json holds no evaluation",
    );
    expect(() => parseResults("{", "v7.json")).toThrow("not JSON");
    const { cases, ...rest } = JSON.parse(text) as EvalResults;
    const written = (changed: unknown): string => JSON.stringify({ ...rest, cases: changed });
    expect(() => parseResults(written([...cases, cases[0]]), "v7.json")).toThrow(
      "v7.json holds no evaluation results: cases: speed_boost is there more than once.",
    );
    expect(() => parseResults(written([]), "v7.json")).toThrow("cases: it has none");
    await expect(readResults("none.json")).rejects.toMatchObject({ code: "INPUT_NOT_FOUND" });
  });
});

describe("compareResults()", () => {
  it("never says that p is nothing", () => {
    // 2 × 0.5²⁰ = 0.0000019.
    const { verdict } = compareResults(evaluation("v6", "-".repeat(20)), evaluation("v7", "+".repeat(20)));
    expect(verdict).toBe("v7 passes 20 cases that v6 fails, and fails 0 that it passes: it is better (p < 0.001).");
  });

  it("says that 8 of 10 against 5 of 10 may be chance, and how many cases would show it", () => {
    const comparison = compareResults(evaluation("v6", "+++++-----"), evaluation("v7", "++++++++--"));
    expect(comparison.passes).toEqual({ cases: 10, bothPass: 5, onlyFirst: 0, onlySecond: 3, bothFail: 2, p: 0.25 });
    // Connor's formula with δ = d = 0.3: (1.95996·√0.3 + 0.84162·√(0.3 − 0.09))² ÷ 0.09 = 23.6.
    expect(comparison.casesNeeded).toBe(24);
    expect(comparison.verdict).toBe(
      "v7 passes 3 cases that v6 fails, and fails 0 that it passes: that may be chance (p = 0.250). About 24 cases would be needed to see such a difference.",
    );
    expect(comparison.score.mean).toBeCloseTo(1.5, 12);
    expect(comparison.score.interval.low).toBeLessThan(1.5);
    expect(comparison.score.interval.high).toBeGreaterThan(1.5);
  });

  it("says that a difference is real when it is", () => {
    const comparison = compareResults(evaluation("a", "---------+"), evaluation("b", "+++++++++-"));
    expect(comparison.passes.p).toBeCloseTo(22 / 1024, 12);
    expect(comparison.verdict).toContain("it is better (p = 0.021)");
    expect(compareResults(evaluation("a", "+++++++++-"), evaluation("b", "---------+")).verdict).toContain(
      "it is worse",
    );
  });

  it("corrects categories and symbols for being many", () => {
    const { byCategory, bySymbol } = compareResults(evaluation("a", "-----+++++"), evaluation("b", "++++++++++"));
    expect(byCategory.map(({ name, p, correctedP }) => ({ name, p, correctedP }))).toEqual([
      { name: "events", p: 0.0625, correctedP: 0.125 },
      { name: "maps", p: 1, correctedP: 1 },
    ]);
    expect(bySymbol).toEqual([expect.objectContaining({ name: "tank_spawn", cases: 5, onlySecond: 5 })]);
    // Every case of the first category went from 5 to 10 points, none of the second moved.
    expect(byCategory.map(({ score }) => score)).toEqual([
      { mean: 5, interval: { low: 5, high: 5 } },
      { mean: 0, interval: { low: 0, high: 0 } },
    ]);
  });

  it("counts a symbol's cases whether an answer has it or not, and no check of structure", () => {
    const withFound = (item: EvalCaseResult): EvalCaseResult => {
      const found = item.passed ? ["tank_spawn"] : [];
      const missing = item.passed ? [] : ["tank_spawn", "balanced"];
      return { ...item, trials: [trial(item.passed, { requirements: { met: 1, total: 2, missing, found } })] };
    };
    const { bySymbol } = compareResults(evaluation("a", "-+++", withFound), evaluation("b", "++++", withFound));
    expect(bySymbol.map(({ name, cases, bothPass, onlySecond }) => ({ name, cases, bothPass, onlySecond }))).toEqual([
      { name: "tank_spawn", cases: 4, bothPass: 3, onlySecond: 1 },
    ]);
  });

  it("leaves out cases that only one has, names them, and has a word for every outcome", () => {
    const comparison = compareResults(evaluation("a", "+-"), evaluation("b", "+--"));
    expect(comparison.unpaired).toEqual(["case2"]);
    expect(comparison.verdict).toBe("b and a pass the same ones of 2 cases: 1 each.");
    expect(comparison.casesNeeded).toBeNull();
    expect(compareResults(evaluation("a", "+-"), evaluation("b", "-+")).verdict).toContain("not the same ones");
    expect(compareResults(evaluation("a", ""), evaluation("b", "")).verdict).toContain("no case in common");
  });
});

describe("formatComparison()", () => {
  const comparison = compareResults(evaluation("raw", "+++++-----"), evaluation("clean<b>", "++++++++--"));

  it("prints the figures side by side for a terminal", () => {
    expect(
      formatComparison(comparison, { headings: ["raw", "clean"] })
        .split("\n")
        .slice(0, 4),
    ).toEqual([
      "                                   raw    clean           Change",
      "────────────────────────────────────────────────────────────────",
      "Pass rate                       50.0 %   80.0 %  +30.0 pp better",
      "Average score                      7.5      9.0      +1.5 better",
    ]);
  });

  it("writes Markdown and escaped HTML as well", () => {
    expect(formatComparison(comparison, { format: "markdown" })).toContain(
      "| Pass rate | 50.0 % | 80.0 % | +30.0 pp better |",
    );
    expect(formatComparison(comparison, { format: "html" })).toContain("<th>clean&lt;b&gt;</th>");
  });
});

describe("checkGate()", () => {
  const v7 = evaluation("v7", "++++++++--");

  it("holds figures against limits, and a limit that is just met is met", () => {
    expect(checkGate(v7, { minPassRate: 0.8, maxCriticalIssues: 0 })).toEqual({
      ok: true,
      checks: [
        { name: "pass rate", actual: 0.8, limit: 0.8, ok: true },
        { name: "critical issues", actual: 0, limit: 0, ok: true },
      ],
    });
    expect(checkGate(v7, { minPassRate: 0.81 }).ok).toBe(false);
  });

  it("finds a regression in one case though the pass rate rose", () => {
    const report = checkGate(v7, { noRegressionFrom: evaluation("v6", "+++++---+-") });
    expect(report.ok).toBe(false);
    expect(report.checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(["case case8 against v6"]);
    expect(checkGate(v7, { noRegressionFrom: evaluation("v6", "+++++-----") }).ok).toBe(true);
  });

  it("goes by the cases, whatever a summary says that somebody edited", () => {
    const kept = evaluation("v7", "++++++++");
    const edited = { ...evaluation("v8", "++++----"), summary: kept.summary };
    const { ok, checks, comparison } = checkGate(edited, { minPassRate: 0.8, noRegressionFrom: kept });
    expect(ok).toBe(false);
    expect(checks[0]).toEqual({ name: "pass rate", actual: 0.5, limit: 0.8, ok: false });
    expect(comparison?.figures[0]).toMatchObject({ name: "Pass rate", first: 1, second: 0.5 });
  });

  it("is shut by a case that was passed before and not asked now", () => {
    const report = checkGate(evaluation("v8", "++"), { noRegressionFrom: evaluation("v7", "+++-") });
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([
      { name: "case case2 against v7, not asked", actual: 0, limit: 1, ok: false },
    ]);
  });

  it("can ask a share of the trials of every case", () => {
    const flickering = evaluation("v8", "++", (item) => ({
      ...item,
      passedTrials: 1,
      trials: [trial(true), trial(false)],
    }));
    expect(checkGate(flickering, { minCasePassRate: 0.5 }).ok).toBe(true);
    expect(checkGate(flickering, { minCasePassRate: 0.6 }).checks.map(({ ok }) => ok)).toEqual([false, false]);
  });
});
