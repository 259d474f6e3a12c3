import { resolve } from "node:path";
import { analyzeResults, checkGate, compareResults } from "@tunewright/evals";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { type LoadedConfig, loadConfig, loadOptionalConfig } from "../input/load-config.ts";
import { isThere } from "../input/is-there.ts";
import { openJudge, type SuiteOptions } from "./open-suite.ts";
import { printComparison } from "./print-comparison.ts";
import { printGate, printResults, terminal } from "./print-results.ts";
import { promotionLimits } from "./promotion-limits.ts";
import { findResults, isResultsPath } from "./result-files.ts";
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
  const config = await configFor(context, options, [await referenceOf(context, options)]);
  const found = await find(context, options, config);
  requireResults(found, { runs: options.runs });
  const examples = config && (await trainingExamples(config.data, found.label));
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
  const config = await configFor(context, options, [first, second]);
  const places = { data: config?.data, cwd: context.cwd };
  const base = await findResults(first, places);
  const results = await findResults(second, places);
  for (const one of [base, results]) requireResults(one, options);
  const comparison = compareResults(base, results, { seed: options.seed });
  if (options.json === true) {
    const { model, summary, cases } = results;
    return await writeJson(context, { version: 1, model, summary, cases, comparison });
  }
  await write(context.stdout, printComparison(comparison));
}

/** Holds results against limits; where none is named, against those that a version has to reach to serve. */
export async function gate(context: CliContext, options: GateOptions): Promise<void> {
  const base = options.noRegressionFrom;
  const config = await configFor(context, options, [
    await referenceOf(context, options),
    ...(base === undefined ? [] : [base]),
  ]);
  const results = await find(context, options, config);
  requireResults(results, options);
  const named = {
    minPassRate: options.minPassRate,
    minAverageScore: options.minScore,
    minSecurityScore: options.minSecurity,
    minWrongApiAvoidance: options.minWrongApiAvoidance,
    minForbiddenPatternAvoidance: options.minForbiddenAvoidance,
    minCasePassRate: options.minCasePassRate,
    maxCriticalIssues: options.maxCritical,
    noRegressionFrom:
      base === undefined ? undefined : await findResults(base, { data: config?.data, cwd: context.cwd }),
  };
  const isNamed = Object.values(named).some((limit) => limit !== undefined);
  const report = checkGate(results, isNamed ? named : await promotionLimits(config?.data, results.label));
  if (!isNamed) await note(context, "No limit is named, so those of promote hold: no critical issue, no regression.");
  await writeCiFiles(context, results, { ...options, gate: report });
  if (!report.ok) context.fallShort();
  if (options.json === true) {
    const { model, summary, cases } = results;
    return await writeJson(context, { version: 1, model, summary, cases, gate: report });
  }
  await write(context.stdout, printGate(report, terminal(context)));
}

async function find(context: CliContext, options: ReviewOptions, config: LoadedConfig | undefined) {
  return await findResults(await referenceOf(context, options), { data: config?.data, cwd: context.cwd });
}

/** What `--file` names is a file whatever its ending, where there is one; else it may be a label, as `--model` takes it. */
async function referenceOf(context: CliContext, { file, model }: ReviewOptions): Promise<string | undefined> {
  if (file === undefined || isResultsPath(file)) return file ?? model;
  const path = resolve(context.cwd, file);
  return (await isThere(path)) ? path : file;
}

/** The config, whose folder labels are looked up in; results that are all named by their files need none. */
async function configFor(
  context: CliContext,
  options: { readonly config?: string },
  references: readonly (string | undefined)[],
): Promise<LoadedConfig | undefined> {
  const load = references.every(isResultsPath) ? loadOptionalConfig : loadConfig;
  return await load(context, options.config);
}
