import type { EvalResults } from "@tunewright/schema";
import { summarizeCases } from "../scoring/summarize-cases.ts";
import { type EvalComparison, compareResults } from "./compare-results.ts";

/** What an evaluation must reach. Rates are from 0 to 1, scores from 0 to 10. */
export interface GateLimits {
  /** Least share of cases that pass, from 0 to 1; left out, not looked at, as with each limit here. */
  readonly minPassRate?: number | undefined;
  /** From 0 to 10. */
  readonly minAverageScore?: number | undefined;
  /** From 0 to 10. */
  readonly minSecurityScore?: number | undefined;
  /** Share of answers, from 0 to 1. */
  readonly minWrongApiAvoidance?: number | undefined;
  /** Share of the names that the cases forbid, from 0 to 1. */
  readonly minForbiddenPatternAvoidance?: number | undefined;
  /** Most critical findings over all answers. */
  readonly maxCriticalIssues?: number | undefined;
  /** Least share of trials of one case that must pass, for every case. */
  readonly minCasePassRate?: number | undefined;
  /** No case that this evaluation passed may fail or be left out now, and no figure may be worse. */
  readonly noRegressionFrom?: EvalResults | undefined;
}

/** One limit, and whether it is kept. */
export interface GateCheck {
  readonly name: string;
  /** The figure of the evaluation, in the unit of its limit. */
  readonly actual: number;
  /** What was asked of it. */
  readonly limit: number;
  readonly ok: boolean;
}

/** What {@link checkGate} says. */
export interface GateReport {
  readonly ok: boolean;
  readonly checks: readonly GateCheck[];
  /** The comparison behind `noRegressionFrom`. */
  readonly comparison?: EvalComparison;
}

/**
 * Holds an evaluation against limits. Its figures are worked out from its cases, whatever its summary says.
 *
 * @param results The evaluation.
 * @param limits What it must reach; a limit that is left out is not checked.
 */
export function checkGate(results: EvalResults, limits: GateLimits): GateReport {
  const { cases } = results;
  // From the cases, as a gate is no better than its figures: those of a file that somebody edited do not open it.
  const summary = summarizeCases(cases);
  const checks: GateCheck[] = [];
  const atLeast = (name: string, actual: number, limit: number | undefined): void => {
    if (limit !== undefined) checks.push({ name, actual, limit, ok: actual >= limit - 1e-9 });
  };
  const atMost = (name: string, actual: number, limit: number | undefined): void => {
    if (limit !== undefined) checks.push({ name, actual, limit, ok: actual <= limit + 1e-9 });
  };
  atLeast("pass rate", summary.passRate, limits.minPassRate);
  atLeast("average score", summary.averageScore, limits.minAverageScore);
  atLeast("security score", summary.securityScore, limits.minSecurityScore);
  atLeast("wrong-API avoidance", summary.wrongApiAvoidance, limits.minWrongApiAvoidance);
  atLeast("forbidden-pattern avoidance", summary.forbiddenPatternAvoidance, limits.minForbiddenPatternAvoidance);
  atMost("critical issues", summary.criticalIssues, limits.maxCriticalIssues);
  if (limits.minCasePassRate !== undefined) {
    for (const item of cases)
      atLeast(`case ${item.id}`, item.passedTrials / item.trials.length, limits.minCasePassRate);
  }
  const base = limits.noRegressionFrom;
  if (base === undefined) return { ok: checks.every(({ ok }) => ok), checks };
  const comparison = compareResults(base, results);
  for (const { name, first, second, higherIsBetter } of comparison.figures) {
    (higherIsBetter ? atLeast : atMost)(`${name} against ${base.label}`, second, first);
  }
  for (const { id, first, second } of comparison.cases) {
    if (first && !second) checks.push({ name: `case ${id} against ${base.label}`, actual: 0, limit: 1, ok: false });
  }
  // A case that nobody asked this time proves nothing; else three easy cases would open the gate.
  const asked = new Set(cases.map(({ id }) => id));
  for (const { id, passed } of base.cases) {
    if (passed && !asked.has(id)) {
      checks.push({ name: `case ${id} against ${base.label}, not asked`, actual: 0, limit: 1, ok: false });
    }
  }
  return { ok: checks.every(({ ok }) => ok), checks, comparison };
}
