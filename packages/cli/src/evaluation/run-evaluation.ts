import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type AnswerSource, runSuite } from "@tunewright/evals";
import { refuseOverwriting } from "@tunewright/jsonl";
import type { EvalResults } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext, note, writeJson } from "../context.ts";
import { formatUsd } from "../output/format-usd.ts";
import { write } from "../output/write-output.ts";
import { drawAnswers } from "../terminal/draw-answers.ts";
import { chooseSource, type SourceOptions } from "./choose-source.ts";
import { findCompiler } from "./find-compiler.ts";
import { keepAnswers } from "./keep-answers.ts";
import { type OpenedGrader, openGrader } from "./open-grader.ts";
import { openJudge, openSuite, type SuiteOptions } from "./open-suite.ts";
import { printResults, terminal } from "./print-results.ts";
import { partialLabel, writeResults } from "./result-files.ts";
import { trainingExamples } from "./training-examples.ts";
import { writeCiFiles } from "./write-ci-files.ts";

/** Flags of `eval list`. */
export interface ListOptions extends SuiteOptions {
  readonly json?: true;
}

/** Flags of `eval quick` and `eval run`. */
export interface RunOptions extends SuiteOptions, SourceOptions {
  readonly runs?: number;
  readonly case?: string[];
  readonly maxCost?: number;
  readonly concurrency?: number;
  readonly grader?: string;
  readonly graderBaseUrl?: string;
  readonly fresh?: true;
  readonly out?: string;
  readonly junit?: string;
  readonly save: boolean;
  readonly json?: true;
}

/** Prints the cases of a suite. */
export async function listCases(context: CliContext, options: ListOptions): Promise<void> {
  const { suite } = (await openSuite(context, options)).suite;
  const cases = suite.cases.map(({ id, category }) => ({ id, category }));
  if (options.json === true) return await writeJson(context, { version: 1, suite: suite.id, cases });
  for (const { id, category } of cases) {
    await write(context.stdout, `${id}  ${suite.categories[category] ?? category}\n`);
  }
}

/** Asks, judges, prints and keeps. */
export async function runEvaluation(
  context: CliContext,
  options: RunOptions,
  cases: "all" | "quick" | readonly string[],
): Promise<void> {
  const at = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : resolve(context.cwd, path);
  const outputs = [at(options.out), at(options.junit)];
  await refuseOverwriting({
    inputs: [at(options.answers), at(options.suite)].filter((path) => path !== undefined),
    outputs,
  });
  await refuseFolders(outputs);
  const judge = await openJudge(context, options);
  await using chosen = await chooseSource(context, options, judge.config);
  const settings = judge.config.config.eval;
  const label =
    cases === "all" || options.label !== undefined || chosen.label !== chosen.version
      ? chosen.label
      : partialLabel(chosen.label, cases === "quick" ? "quick" : "cases");
  const { id } = judge.suite.suite;
  const kept = await keepAnswers(chosen.source, {
    data: judge.config.data,
    fresh: options.fresh === true,
    suite: { id, sha256: judge.suite.sha256 },
  });
  let reused = 0;
  let spent = 0;
  const progress = drawAnswers(context);
  let results: EvalResults | undefined;
  let grading: OpenedGrader | undefined;
  try {
    if (options.grader !== undefined) {
      grading = await openGrader(
        context,
        { ...options, grader: options.grader },
        { config: judge.config, spent: () => spent },
      );
    }
    results = await runSuite({
      ...judge,
      source: chosen.source,
      label,
      settings: chosen.settings,
      prices: chosen.prices,
      log: kept.log,
      cases,
      runs: options.runs ?? settings.runs,
      ...(settings.systemPrompt === undefined ? {} : { systemPrompt: settings.systemPrompt }),
      maxCost: chosen.source.kind === "chat" ? (options.maxCost ?? settings.maxCost) : undefined,
      concurrency: options.concurrency === undefined ? {} : { start: options.concurrency, most: options.concurrency },
      grader: grading?.grader,
      compile: await findCompiler(context, judge.config),
      trainingExamples: await trainingExamples(judge.config.data, chosen.version),
      signal: AbortSignal.any([context.signal, kept.lost]),
      onProgress: (answered) => {
        ({ reused, cost: spent } = answered);
        progress.show(answered);
      },
    });
  } finally {
    progress.end();
    await grading?.close();
    await kept.close(results !== undefined);
  }
  if (reused > 0) await note(context, describeReuse(reused, results.summary.statistics.trials, chosen.source.kind));
  const graderCost = grading?.spent() ?? 0;
  if (graderCost > 0) await note(context, `The grader cost ${formatUsd(graderCost)} beside what the answers cost.`);
  // Kept before anything is printed: whoever reads the output may have gone.
  if (options.save) {
    const path = await writeResults(context, results, { data: judge.config.data, out: at(options.out) });
    await note(context, `Results are in ${path}.`);
  }
  await writeCiFiles(context, results, options);
  if (options.json === true) await writeJson(context, results);
  else await write(context.stdout, printResults(results, terminal(context)));
}

/** Said before anything is asked and paid for. */
async function refuseFolders(outputs: readonly (string | undefined)[]): Promise<void> {
  for (const path of outputs) {
    if (path === undefined || !(await stat(path).catch(() => undefined))?.isDirectory()) continue;
    throw new PipelineError("OUTPUT_UNWRITABLE", `Cannot write ${path}: it is a folder.`, {
      details: { path },
      hint: "Name a file; nothing was asked of a model yet.",
    });
  }
}

/** A service can have another model behind the same name by now, and nothing of that shows in the figures. */
function describeReuse(reused: number, trials: number, kind: AnswerSource["kind"]): string {
  const asker = kind === "command" ? "program" : "model";
  return `${reused} of ${formatCount(trials, "answer")} came from earlier runs, without asking the ${asker} again; --fresh asks anew.`;
}
