import {
  type CodeInspector,
  contractFaults,
  type EvalResults,
  evalResultsSchema,
  PipelineError,
  type SuiteCorrection,
} from "@tunewright/schema";
import { readInput } from "../read-input.ts";
import { inspectAnswer } from "../scoring/inspect-answer.ts";
import { judgeCase } from "../scoring/judge-case.ts";
import { scoreAnswer } from "../scoring/score-answer.ts";
import { summarizeCases } from "../scoring/summarize-cases.ts";
import type { LoadedSuite } from "../suite/load-suite.ts";

/**
 * Reads the results of an evaluation.
 *
 * @param file Path of a `test_results_openai_*.json`.
 * @throws {PipelineError} `INPUT_NOT_FOUND`, or `INPUT_UNREADABLE` with the faults in `details.faults`.
 */
export async function readResults(file: string): Promise<EvalResults> {
  const hint = 'Run "tunewright eval run" first, or name another file.';
  return parseResults(await readInput(file, { what: "the results", hint }), file);
}

/**
 * Parses the text of a results file.
 *
 * @param text JSON.
 * @param name Name for the message of an error.
 * @throws {PipelineError} `INPUT_UNREADABLE`.
 */
export function parseResults(text: string, name: string): EvalResults {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PipelineError("INPUT_UNREADABLE", `${name} is not JSON.`, { cause, details: { path: name } });
  }
  const parsed = evalResultsSchema.safeParse(value);
  const faults = parsed.success
    ? repeatedCases(parsed.data)
    : contractFaults(parsed.error.issues, value).map(
        ({ path, message }) => `${path.join(".") || "the file"}: ${message}`,
      );
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new PipelineError(
    "INPUT_UNREADABLE",
    `${name} holds no evaluation results: ${faults.slice(0, 3).join("; ")}.`,
    {
      details: { path: name, faults },
    },
  );
}

/** Each case counts once in every figure, and a comparison could pair only one of two. */
function repeatedCases({ cases }: EvalResults): string[] {
  if (cases.length === 0) return ["cases: it has none"];
  const counts = Map.groupBy(cases, ({ id }) => id);
  return [...counts].filter(([, same]) => same.length > 1).map(([id]) => `cases: ${id} is there more than once`);
}

/** Options for {@link analyzeResults}. */
export interface AnalyzeResultsOptions {
  /** With both, kept answers are judged anew by the suite and the rules as they are now. */
  readonly suite?: LoadedSuite;
  /** Sees answers as code; needs the suite as well. */
  readonly inspector?: CodeInspector;
  /** Training examples by category, for the advice on gaps; left out, there is none. */
  readonly trainingExamples?: Readonly<Record<string, number>>;
}

/**
 * Sums up an earlier evaluation again: its figures follow from its cases, so a figure that was edited does not survive.
 *
 * Where the answers were kept and a suite and an inspector are given, the answers are judged anew; cases that the suite
 * no longer has, and trials without an answer, keep their marks.
 */
export function analyzeResults(results: EvalResults, options: AnalyzeResultsOptions = {}): EvalResults {
  const { suite, inspector, trainingExamples } = options;
  const definitions = new Map(suite?.suite.cases.map((item) => [item.id, item]));
  const cases = results.cases.map((result) => {
    const definition = definitions.get(result.id);
    if (definition === undefined || inspector === undefined) return result;
    if (result.trials.some(({ output }) => output === null)) return result;
    const trials = result.trials.map((trial) => ({
      ...trial,
      ...scoreAnswer(definition, inspectAnswer(inspector, trial.output ?? ""), { compiles: trial.compiles }),
    }));
    return judgeCase(definition, trials);
  });
  const corrections: readonly SuiteCorrection[] =
    suite?.suite.corrections ?? results.summary.corrections.map(({ correct, wrong }) => ({ correct, wrong }));
  return {
    ...results,
    summary: summarizeCases(cases, { corrections, ...(trainingExamples ? { trainingExamples } : {}) }),
    cases,
  };
}
