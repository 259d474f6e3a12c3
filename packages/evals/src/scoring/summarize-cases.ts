import {
  type CategorySummary,
  type CorrectionSummary,
  type EvalCaseResult,
  type EvalSummary,
  type EvalTrial,
  type SuiteCorrection,
  type SymbolSummary,
} from "@tunewright/schema";
import { clusteredError } from "../statistics/clustered-error.ts";
import { passAtK, passHatK } from "../statistics/pass-at-k.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { structureCheckNames } from "./check-structure.ts";
import { canonicalName } from "./equivalent-names.ts";
import { findDatasetGaps } from "./dataset-gaps.ts";

/** Options for {@link summarizeCases}. */
export interface SummarizeCasesOptions {
  /** Corrections that the suite watches. @default [] */
  readonly corrections?: readonly SuiteCorrection[];
  /** Training examples by category, for the advice on gaps. */
  readonly trainingExamples?: Readonly<Record<string, number>>;
}

/**
 * All aggregates of an evaluation, in this one place.
 *
 * - pass rate = cases passed ÷ cases (a case passes when more than half of its trials do);
 * - average score = Σ weight × score ÷ Σ weight;
 * - security score = mean over the cases;
 * - wrong-API avoidance = 1 − trials with a certain wrong-API finding ÷ trials;
 * - forbidden-pattern avoidance = 1 − forbidden names used ÷ forbidden names named, over all trials;
 * - critical issues = sum over all trials.
 *
 * @param cases Judged cases, at least one.
 */
export function summarizeCases(cases: readonly EvalCaseResult[], options: SummarizeCasesOptions = {}): EvalSummary {
  const trials = cases.flatMap((item) => item.trials);
  const passed = cases.filter((item) => item.passed).length;
  const named = sum(trials, (trial) => trial.forbidden.named);
  const used = sum(trials, (trial) => trial.forbidden.used);
  const byCategory = summarizeCategories(cases);
  const graded = trials.filter((trial) => trial.grader !== undefined);
  const compiled = (state: EvalTrial["compiles"]): number => trials.filter(({ compiles }) => compiles === state).length;
  return {
    total: cases.length,
    passed,
    passRate: share(passed, cases.length),
    averageScore: averageScore(cases),
    securityScore: cases.length === 0 ? 0 : tidy(sum(cases, (item) => item.security) / cases.length),
    wrongApiAvoidance: 1 - share(trials.filter((trial) => trial.wrongApi > 0).length, trials.length),
    forbiddenPatternAvoidance: 1 - share(used, named),
    criticalIssues: sum(trials, (trial) => trial.criticalIssues),
    byCategory,
    bySymbol: summarizeSymbols(trials),
    gaps: findDatasetGaps(cases, byCategory, options),
    corrections: (options.corrections ?? []).map((correction) => watch(correction, trials)),
    statistics: {
      trials: trials.length,
      passRateInterval: wilsonInterval(passed, cases.length),
      trialPassRate: share(trials.filter((trial) => trial.passed).length, trials.length),
      trialPassRateError: clusteredError(cases.map((item) => item.trials.map((trial) => Number(trial.passed)))),
      ...chancesByK(cases),
      flickering: cases.filter((item) => item.flickers).map(({ id }) => id),
    },
    unknownSymbols: sum(trials, (trial) => trial.unknown.length),
    compiled: { passed: compiled("passed"), failed: compiled("failed"), notChecked: compiled("not-checked") },
    graderDisagreements: graded.length === 0 ? null : graded.filter((trial) => trial.grader?.agrees === false).length,
    latencyMs: latencies(trials),
    tokens: tokens(trials),
    cost: total(trials.map((trial) => trial.cost)),
  };
}

function summarizeCategories(cases: readonly EvalCaseResult[]): Record<string, CategorySummary> {
  const groups = Map.groupBy(cases, ({ category }) => category);
  return Object.fromEntries(
    [...groups].map(([category, members]) => {
      const passed = members.filter((item) => item.passed).length;
      return [
        category,
        { total: members.length, passed, passRate: share(passed, members.length), averageScore: averageScore(members) },
      ];
    }),
  );
}

function summarizeSymbols(trials: readonly EvalTrial[]): Record<string, SymbolSummary> {
  const symbols = new Map<string, { required: number; found: number; forbiddenUses: number }>();
  const entry = (name: string) => {
    const known = symbols.get(name) ?? { required: 0, found: 0, forbiddenUses: 0 };
    symbols.set(name, known);
    return known;
  };
  for (const { requirements, forbidden } of trials) {
    for (const name of requirements.found) {
      entry(name).required++;
      entry(name).found++;
    }
    for (const name of requirements.missing) if (!structureCheckNames.has(name)) entry(name).required++;
    for (const name of forbidden.names) entry(name).forbiddenUses++;
  }
  return Object.fromEntries([...symbols].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function averageScore(cases: readonly EvalCaseResult[]): number {
  const weights = sum(cases, (item) => item.weight);
  return weights === 0 ? 0 : tidy(sum(cases, (item) => item.weight * item.score) / weights);
}

/** Mean over the cases, for every k that all cases have trials for. */
function chancesByK(cases: readonly EvalCaseResult[]): Pick<EvalSummary["statistics"], "passAtK" | "passHatK"> {
  const most = cases.length === 0 ? 0 : Math.min(...cases.map((item) => item.trials.length));
  const mean = (chance: typeof passAtK, k: number): number =>
    tidy(sum(cases, (item) => chance({ trials: item.trials.length, passed: item.passedTrials }, k)) / cases.length);
  const ks = Array.from({ length: most }, (_, index) => index + 1);
  return {
    passAtK: Object.fromEntries(ks.map((k) => [k, mean(passAtK, k)])),
    passHatK: Object.fromEntries(ks.map((k) => [k, mean(passHatK, k)])),
  };
}

function watch({ correct, wrong }: SuiteCorrection, trials: readonly EvalTrial[]): CorrectionSummary {
  if (trials.every((trial) => trial.output === null)) {
    return {
      correct,
      wrong,
      avoided: trials.every((trial) => trial.wrongApi === 0),
      correctUses: null,
      wrongUses: null,
    };
  }
  const wrongUses = trials.filter(
    (trial) =>
      trial.forbidden.names.includes(wrong) ||
      trial.findings.some(({ name, category, certain }) => category === "wrong-api" && certain && name === wrong),
  ).length;
  const right = canonicalName(correct);
  const correctUses = trials.filter((trial) => trial.symbols.some((name) => canonicalName(name) === right)).length;
  return { correct, wrong, avoided: wrongUses === 0, correctUses, wrongUses };
}

function latencies(trials: readonly EvalTrial[]): EvalSummary["latencyMs"] {
  const times = trials.map((trial) => trial.latencyMs).filter((time) => time !== null);
  if (times.length === 0) return null;
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.ceil(part * times.length) - 1)] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

function tokens(trials: readonly EvalTrial[]): EvalSummary["tokens"] {
  const prompt = total(trials.map((trial) => trial.promptTokens));
  const completion = total(trials.map((trial) => trial.completionTokens));
  return prompt === null || completion === null ? null : { prompt, completion };
}

/** Sum, or `null` where any part is not known. */
function total(values: readonly (number | null)[]): number | null {
  let all = 0;
  for (const value of values) {
    if (value === null) return null;
    all += value;
  }
  return tidy(all);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Takes off the noise of binary fractions, so that 9.4 is written 9.4. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
