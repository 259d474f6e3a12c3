import { analyzeResults, checkGate, compareResults } from "@tunewright/evals";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../write-output.ts";
import { type LoadedConfig, loadConfig } from "../load-config.ts";
import { openJudge, type SuiteOptions } from "./open-suite.ts";
import { printComparison } from "./print-comparison.ts";
import { printGate, printResults, terminal } from "./print-results.ts";
import { findResults } from "./result-files.ts";
import { type ResultsRequirements, requireResults } from "./require-results.ts";
import { trainingExamples } from "./training-examples.ts";
import { writeCiFiles } from "./write-ci-files.ts";

/** Flags of `eval analyze`. */
export interface ReviewOptions extends SuiteOptions {
  readonly file?: string;
  readonly model?: string;
  readonly rejudge?: true;
  readonly runs?: number;
  readonly junit?: string;
  readonly json?: true;
}

/** Flags of `eval compare`. */
export interface CompareOptions extends ResultsRequirements {
  readonly seed: number;
  readonly config?: string;
  readonly json?: true;
}

/** Flags of `eval gate`. */
export interface GateOptions extends ReviewOptions {
  readonly minPassRate?: number;
  readonly minScore?: number;
  readonly minSecurity?: number;
  readonly minWrongApiAvoidance?: number;
  readonly minForbiddenAvoidance?: number;
  readonly minCasePassRate?: number;
  readonly maxCritical?: number;
  readonly noRegressionFrom?: string;
}

/** Sums up results again. */
export async function analyze(context: CliContext, options: ReviewOptions): Promise<void> {
  const config = await loadConfig(context, options.config);
  const found = await find(context, options, config);
  requireResults(found, { runs: options.runs });
  const examples = await trainingExamples(config.data, found.label);
  const judge = options.rejudge === true ? await openJudge(context, options) : {};
  const results = analyzeResults(found, { ...judge, ...(examples ? { trainingExamples: examples } : {}) });
  await writeCiFiles(context, results, options);
  if (options.json === true) await writeJson(context, results);
  else await write(context.stdout, printResults(results, terminal(context)));
}

/** Compares two evaluations. */
export async function compare(
  context: CliContext,
  [first, second]: readonly [string, string],
  options: CompareOptions,
): Promise<void> {
  const { data } = await loadConfig(context, options.config);
  const base = await findResults(first, { data, cwd: context.cwd });
  const results = await findResults(second, { data, cwd: context.cwd });
  for (const one of [base, results]) requireResults(one, options);
  const comparison = compareResults(base, results, { seed: options.seed });
  if (options.json === true) {
    const { model, summary, cases } = results;
    return await writeJson(context, { version: 1, model, summary, cases, comparison });
  }
  await write(context.stdout, printComparison(comparison));
}

/** Holds results against limits. */
export async function gate(context: CliContext, options: GateOptions): Promise<void> {
  const config = await loadConfig(context, options.config);
  const results = await find(context, options, config);
  requireResults(results, options);
  const base = options.noRegressionFrom;
  const report = checkGate(results, {
    minPassRate: options.minPassRate,
    minAverageScore: options.minScore,
    minSecurityScore: options.minSecurity,
    minWrongApiAvoidance: options.minWrongApiAvoidance,
    minForbiddenPatternAvoidance: options.minForbiddenAvoidance,
    minCasePassRate: options.minCasePassRate,
    maxCriticalIssues: options.maxCritical,
    noRegressionFrom: base === undefined ? undefined : await findResults(base, { data: config.data, cwd: context.cwd }),
  });
  if (report.checks.length === 0) await note(context, "No limit is named, so nothing was held against one.");
  await writeCiFiles(context, results, { ...options, gate: report });
  if (!report.ok) context.fallShort();
  if (options.json === true) {
    const { model, summary, cases } = results;
    return await writeJson(context, { version: 1, model, summary, cases, gate: report });
  }
  await write(context.stdout, printGate(report, terminal(context)));
}

async function find(context: CliContext, { file, model }: ReviewOptions, { data }: LoadedConfig) {
  return await findResults(file ?? model, { data, cwd: context.cwd });
}
