import { type AnswerSource, chatAnswers, runSuite } from "@tunewright/evals";
import type { EvalResults, JobRecord } from "@tunewright/schema";
import { chooseSource, type ChosenSource } from "../evaluation/choose-source.ts";
import { findCompiler } from "../evaluation/find-compiler.ts";
import { keepAnswers } from "../evaluation/keep-answers.ts";
import { openJudge } from "../evaluation/open-suite.ts";
import { resultsPath, writeResults } from "../evaluation/result-files.ts";
import { trainingExamples } from "../evaluation/training-examples.ts";
import type { OpenProvider } from "../training/open-provider.ts";
import type { Project } from "./project.ts";

/** Options for {@link evaluateVersion}. */
export interface EvaluateVersionOptions {
  /** Record of the job whose model answers. */
  readonly record: JobRecord;
  /** The provider, which serves the model where it is the embedded one. */
  readonly open: OpenProvider;
  readonly label: string;
  /** File of the results. @default `<data>/test_results_openai_<label>.json`, with the table of all evaluations renewed */
  readonly out?: string;
  /** Answers instead of the model. */
  readonly answers?: AnswerSource | undefined;
}

/** Asks the model of a job the config's suite, judges the answers and keeps the results. */
export async function evaluateVersion(project: Project, options: EvaluateVersionOptions): Promise<EvalResults> {
  const { context, config } = project;
  const { record, label } = options;
  const judge = await openJudge(context, { config: config.path });
  await using chosen = await sourceOf(project, options);
  const settings = config.config.eval;
  const { suite, sha256 } = judge.suite;
  const kept = await keepAnswers(chosen.source, { data: config.data, fresh: false, suite: { id: suite.id, sha256 } });
  let results: EvalResults | undefined;
  try {
    results = await runSuite({
      suite: judge.suite,
      inspector: judge.inspector,
      source: chosen.source,
      label,
      settings: chosen.settings,
      prices: chosen.prices,
      log: kept.log,
      runs: settings.runs,
      ...(settings.systemPrompt === undefined ? {} : { systemPrompt: settings.systemPrompt }),
      maxCost: settings.maxCost,
      compile: await findCompiler(context, config),
      trainingExamples: await trainingExamples(config.data, record.version),
      signal: AbortSignal.any([context.signal, kept.lost]),
    });
  } finally {
    await kept.close(results !== undefined);
  }
  await writeResults(context, results, { data: config.data, out: options.out });
  return results;
}

/** Place of a version's results. */
export function evaluationPath({ config, folder }: Project): string {
  return resultsPath(config.data, folder.version);
}

async function sourceOf({ context, config }: Project, options: EvaluateVersionOptions): Promise<ChosenSource> {
  const { record, open, label } = options;
  if (options.answers !== undefined) {
    const { temperature, maxTokens } = config.config.eval;
    const settings = { temperature, maxTokens };
    return {
      source: options.answers,
      label,
      prices: undefined,
      settings,
      version: record.version,
      [Symbol.asyncDispose]: async () => {},
    };
  }
  if (open.embeddedUrl === undefined) return await chooseSource(context, { model: record.version, label }, config);
  const { temperature, maxTokens } = config.config.eval;
  const source = chatAnswers({
    baseUrl: open.embeddedUrl,
    apiKey: "local",
    model: record.fine_tuned_model ?? "",
    // The port changes from run to run; what answers is this model of this data.
    service: ["embedded", record.job_id, record.dataset.train_sha256 ?? ""].join(" "),
    temperature,
    maxTokens,
  });
  return {
    source,
    label,
    prices: { input: 0, output: 0 },
    settings: { temperature, maxTokens },
    version: record.version,
    [Symbol.asyncDispose]: async () => {},
  };
}
