import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnswerSource } from "@tunewright/evals";
import type { Clock, TrainingProvider } from "@tunewright/job-launcher";
import { type EvalResults, evalResultsSchema, formatCount, type JobRecord, PipelineError } from "@tunewright/schema";
import { note } from "../context.ts";
import { percent } from "../output/percent.ts";
import { openSuite } from "../evaluation/open-suite.ts";
import { chooseProvider, type ProviderWish } from "../training/choose-provider.ts";
import { type OpenProvider, openProvider } from "../training/open-provider.ts";
import { planOfConfig } from "../training/plan-of-config.ts";
import { trainVersion } from "../training/train-version.ts";
import { evaluateVersion, evaluationPath } from "./evaluate-version.ts";
import { prepareVersion } from "./prepare-version.ts";
import type { Project } from "./project.ts";
import { keepTrainingSettings, sameAsTrained, trainingSettings } from "./same-as-trained.ts";
import { rawBaselineFiles, rawBaselineStep } from "./raw-baseline-step.ts";
import { type StepOutcome, StepStore } from "./step-store.ts";
import { versionFiles } from "../version/version-folder.ts";
import { relativePath } from "../relative-path.ts";

/** Options for {@link runVersion}. */
export interface RunVersionOptions {
  readonly provider?: ProviderWish["provider"];
  readonly baseUrl?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly maxCost?: number | undefined;
  /** Train and evaluate once more without the repairs; on the local provider only, since it doubles the cost. */
  readonly compareRaw?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** Trains instead of a provider that is chosen by name. */
  readonly training?: TrainingProvider | undefined;
  /** Answers the evaluation instead of the trained model. */
  readonly answers?: AnswerSource | undefined;
  readonly clock?: Clock | undefined;
  /** Stops before the training when the newest trained version has the same data and settings. @default false */
  readonly ifChanged?: boolean | undefined;
  /** The last step. @default "evaluate" */
  readonly until?: "prepare" | "train" | "evaluate" | undefined;
}

/** A training and its evaluation. */
export interface TrainedAndJudged {
  readonly record: JobRecord;
  readonly results: EvalResults;
}

/** What is told while the pipeline runs; the last thing is what came of it. */
export type PipelineEvent =
  | { readonly type: "step"; readonly outcome: StepOutcome }
  /** The end of a run that should train only what has changed: the newest trained version has the same data and settings. */
  | { readonly type: "unchanged"; readonly since: string }
  | {
      readonly type: "finished";
      readonly version: TrainedAndJudged;
      /** The same, trained on the data without the repairs. */
      readonly raw: TrainedAndJudged | undefined;
    };

/**
 * The whole way: prepare, launch, watch, record, evaluate. Whatever has not changed is not done again.
 *
 * @throws {PipelineError} What the steps throw; the steps before stay done.
 */
export async function* runVersion(project: Project, options: RunVersionOptions = {}): AsyncGenerator<PipelineEvent> {
  const { context, config, folder } = project;
  const choice = chooseProvider(
    { provider: options.provider, baseUrl: options.baseUrl, configured: config.config.train },
    context.env,
  );
  if (options.compareRaw === true && choice.name !== "local") {
    throw new PipelineError("USAGE", `Cannot compare with the raw data on ${choice.name}: it would be paid twice.`, {
      hint: "Leave --compare-raw out, or use --provider local.",
    });
  }
  if (choice.reason !== "" && options.quiet !== true && options.training === undefined)
    await note(context, `Provider: ${choice.name} (${choice.reason}).`);
  for await (const outcome of prepareVersion(project)) yield { type: "step", outcome };

  if (options.until === "prepare") return;
  // A suite that cannot be used is told before a job is paid for.
  if ((options.until ?? "evaluate") === "evaluate") await openSuite(context, { config: config.path });
  const settings = trainingSettings(project, options.training?.name ?? choice.name);
  if (options.ifChanged === true) {
    const since = await sameAsTrained(project, settings);
    if (since !== undefined) {
      yield { type: "unchanged", since };
      return;
    }
  }
  await using open =
    options.training === undefined
      ? await openProvider(context, { choice, data: config.data })
      : handedIn(options.training);
  const training = new Training(project, open, options);
  const { record, outcome } = await training.train("train", config.data, {});
  yield { type: "step", outcome };
  await keepTrainingSettings(project, settings);
  if (options.until === "train") return;
  const judged = await training.evaluate("evaluate", record, evaluationPath(project));
  yield { type: "step", outcome: judged.outcome };
  const version = { record, results: judged.results };
  if (options.compareRaw !== true) {
    yield { type: "finished", version, raw: undefined };
    return;
  }

  yield { type: "step", outcome: await training.store.run(await rawBaselineStep(project)) };
  const raw = await training.train("train raw", folder.file(versionFiles.raw), {
    train: folder.file(rawBaselineFiles.train),
    validation: folder.file(rawBaselineFiles.validation),
  });
  yield { type: "step", outcome: raw.outcome };
  const rawResults = join(folder.file(versionFiles.raw), "test_results.json");
  const rawJudged = await training.evaluate("evaluate raw", raw.record, rawResults);
  yield { type: "step", outcome: rawJudged.outcome };
  yield { type: "finished", version, raw: { record: raw.record, results: rawJudged.results } };
}

/** Trains and evaluates datasets of one version on one provider. */
class Training {
  readonly store: StepStore;
  readonly #project: Project;
  readonly #open: OpenProvider;
  readonly #options: RunVersionOptions;

  constructor(project: Project, open: OpenProvider, options: RunVersionOptions) {
    this.#project = project;
    this.#open = open;
    this.#options = options;
    this.store = new StepStore(project.folder.path);
  }

  /** Gets the dataset its job; the launcher itself knows whether there is one already. */
  async train(
    name: string,
    data: string,
    files: { readonly train?: string; readonly validation?: string },
  ): Promise<{ record: JobRecord; outcome: StepOutcome }> {
    const { context, config, folder } = this.#project;
    const started = performance.now();
    const { record, outcome } = await trainVersion(context, {
      config,
      plan: await planOfConfig(context, config, { version: folder.version, ...files }),
      open: this.#open,
      data,
      yes: this.#options.yes,
      maxCost: this.#options.maxCost,
      quiet: true,
      clock: this.#options.clock,
    });
    return {
      record,
      outcome: {
        name,
        skipped: outcome === "up-to-date",
        summary: describeTraining(record),
        seconds: (performance.now() - started) / 1000,
      },
    };
  }

  /** Evaluates a model, unless the same model was judged by the same suite, rules and settings. */
  async evaluate(
    name: string,
    record: JobRecord,
    path: string,
  ): Promise<{ results: EvalResults; outcome: StepOutcome }> {
    const project = this.#project;
    const { context, config, folder, rulesSha256, apiSha256 } = project;
    const settings = config.config.eval;
    const { suite } = await openSuite(context, { config: config.path });
    const outcome = await this.store.run({
      name,
      key: {
        model: record.fine_tuned_model,
        job: record.job_id,
        // Of the suite as it is resolved: one that extends another changes with it.
        suite: suite.sha256,
        rules: rulesSha256,
        api: apiSha256,
        settings,
      },
      run: async () => {
        const isOwn = path === evaluationPath(project);
        const label = isOwn ? folder.version : `${folder.version} without repairs`;
        const results = await evaluateVersion(project, {
          record,
          open: this.#open,
          label,
          ...(isOwn ? {} : { out: path }),
          answers: this.#options.answers,
        });
        return { outputs: [relativePath(folder.path, path)], summary: describeResults(results) };
      },
    });
    const results = evalResultsSchema.parse(JSON.parse(await readFile(path, "utf8")));
    return { results, outcome };
  }
}

function handedIn(provider: TrainingProvider): OpenProvider {
  return {
    provider,
    baseUrl: undefined,
    embeddedUrl: undefined,
    outlives: true,
    [Symbol.asyncDispose]: async () => {},
  };
}

function describeTraining(record: JobRecord): string {
  const last = record.result_metrics.at(-1);
  const loss = last?.train_loss === null || last === undefined ? "" : `, loss ${last.train_loss.toFixed(3)}`;
  return `${record.job_id} ${record.status ?? ""} on ${record.provider}, ${record.train_examples === null ? "? examples" : formatCount(record.train_examples, "example")}${loss}`;
}

function describeResults({ summary, suite }: EvalResults): string {
  return `${summary.passed} of ${formatCount(summary.total, "case")} of ${suite.id} pass, wrong-API avoidance ${percent(summary.wrongApiAvoidance)}`;
}
