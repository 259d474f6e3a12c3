import { createHash } from "node:crypto";
import type { CodeInspector, EvalCase, EvalResults, EvalTrial } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import type { ModelGrader } from "../scoring/model-grader.ts";
import { inspectAnswer } from "../scoring/inspect-answer.ts";
import { judgeCase } from "../scoring/judge-case.ts";
import { scoreAnswer } from "../scoring/score-answer.ts";
import { summarizeCases } from "../scoring/summarize-cases.ts";
import type { LoadedSuite } from "../suite/load-suite.ts";
import type { AdaptiveLimiterOptions } from "./adaptive-limiter.ts";
import type { AnswerSource, PromptMessage } from "./answer-source.ts";
import { askAll } from "./ask-all.ts";
import { CostMeter, type InferencePrices } from "./cost-meter.ts";
import { type LoggedAnswer, memoryTrialLog, type TrialLog } from "./trial-log.ts";

/** How far a run is. */
export interface EvalProgress {
  /** Answers so far, those from the log among them. */
  readonly done: number;
  /** Answers in all: cases times trials. */
  readonly total: number;
  /** Answers taken from the log. */
  readonly reused: number;
  /** USD so far. */
  readonly cost: number;
  /** Requests that may be under way now. */
  readonly concurrency: number;
  readonly caseId: string;
}

/** Checks code with a compiler. */
export type CompileCode = (code: readonly string[]) => Promise<EvalTrial["compiles"]>;

/** Options for {@link runSuite}. */
export interface RunSuiteOptions {
  readonly suite: LoadedSuite;
  readonly source: AnswerSource;
  readonly inspector: CodeInspector;
  /** Name of the model version in the results, as `v7`. @default the model's name */
  readonly label?: string;
  /** Name of the model in the results. @default the source's model */
  readonly model?: string;
  /** Trials of each case. @default 1 */
  readonly runs?: number;
  /** `quick` asks only the suite's quick cases, a list only those. @default "all" */
  readonly cases?: "all" | "quick" | readonly string[];
  /** Takes the place of the suite's system prompt; empty for none. */
  readonly systemPrompt?: string;
  /** Settings of the source, kept in the results. */
  readonly settings?: { readonly temperature: number; readonly maxTokens: number; readonly seed?: number | undefined };
  /** Where answers are kept and looked up. @default in memory */
  readonly log?: TrialLog;
  /** What the model costs; without them the cost is not known, and a limit on it cannot be kept. */
  readonly prices?: InferencePrices | undefined;
  /** Most that may be spent, in USD. */
  readonly maxCost?: number | undefined;
  /** How many requests may be under way; left out, it begins small and grows while the service keeps up. */
  readonly concurrency?: AdaptiveLimiterOptions;
  /** @default 5 */
  readonly retries?: number;
  /** @default 500 */
  readonly retryDelayMs?: number;
  /** Compiles the code of an answer; left out, nothing is compiled and the results say so. */
  readonly compile?: CompileCode | undefined;
  /** Gives marks beside the deterministic ones; left out, there are none. */
  readonly grader?: ModelGrader | undefined;
  /** Training examples by category, for the advice on gaps. */
  readonly trainingExamples?: Readonly<Record<string, number>> | undefined;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** @default Date.now */
  readonly now?: () => number;
  /** Told of every answer. */
  onProgress?(progress: EvalProgress): void;
}

/**
 * Asks every case of a suite, judges the answers and sums up.
 *
 * @param options What to ask, whom, and how to judge.
 * @returns The results, ready to be written.
 * @throws {PipelineError} `USAGE` for an unknown case or number of trials; `PROVIDER_UNAVAILABLE`, `PROVIDER_REFUSED`, `COST_LIMIT` or
 *   `INTERRUPTED` when answers are missing. Answers so far are in the log.
 *
 * @example Judge a model behind any OpenAI-compatible URL
 * ```ts
 * const results = await runSuite({
 *   suite: await loadSuite("data/suites/l4d2-table.yaml"),
 *   source: chatAnswers({ baseUrl: "http://127.0.0.1:8000/v1", apiKey: "local", model: "local-baseline" }),
 *   inspector,
 *   label: "v8",
 * });
 * console.log(results.summary.passRate);
 * ```
 */
export async function runSuite(options: RunSuiteOptions): Promise<EvalResults> {
  const { source, runs = 1, log = memoryTrialLog(), now = Date.now } = options;
  const { suite, sha256 } = options.suite;
  const signal = options.signal ?? new AbortController().signal;
  if (!Number.isInteger(runs) || runs < 1 || runs > mostRuns) {
    throw new PipelineError(
      "USAGE",
      `Cannot ask each case ${runs} times. Choose a whole number from 1 to ${mostRuns}.`,
    );
  }
  const startedAt = now();
  const cases = chooseCases(options);
  const systemPrompt = options.systemPrompt ?? suite.systemPrompt ?? "";
  const requests = cases.flatMap((item) =>
    Array.from({ length: runs }, (_, trial) => ({ caseId: item.id, trial, messages: toMessages(systemPrompt, item) })),
  );
  const meter = new CostMeter({ prices: options.prices, limit: options.maxCost });
  let done = 0;
  let reused = 0;
  const answers = await askAll(requests, {
    source,
    log,
    meter,
    concurrency: options.concurrency,
    retries: options.retries,
    retryDelayMs: options.retryDelayMs,
    signal,
    onAnswer: (answered) => {
      done++;
      if (answered.reused) reused++;
      const { concurrency, request } = answered;
      options.onProgress?.({
        done,
        total: requests.length,
        reused,
        cost: meter.spent,
        concurrency,
        caseId: request.caseId,
      });
    },
  });
  const trials = await mapInTurns(answers, (answer, index) => {
    const item = cases[Math.floor(index / runs)];
    if (item === undefined) throw new RangeError(`There is no case for answer ${index}.`);
    return judgeTrial(item, { ...options, answer, trial: index % runs, meter, signal });
  });
  const judged = cases.map((item, index) => judgeCase(item, trials.slice(index * runs, (index + 1) * runs)));
  const { corrections, categories } = suite;
  const { trainingExamples } = options;
  return {
    version: 1,
    label: options.label ?? options.model ?? source.model,
    model: options.model ?? source.model,
    suite: { id: suite.id, title: suite.title, sha256 },
    source: source.kind,
    categories,
    runs,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(now()).toISOString(),
    settings: options.settings
      ? {
          temperature: options.settings.temperature,
          maxTokens: options.settings.maxTokens,
          seed: options.settings.seed ?? null,
          systemPromptSha256: systemPrompt === "" ? null : createHash("sha256").update(systemPrompt).digest("hex"),
        }
      : null,
    summary: summarizeCases(judged, { corrections, ...(trainingExamples ? { trainingExamples } : {}) }),
    cases: judged,
  };
}

/** More trials of a case than this say nothing more, and would not fit into memory some day. */
const mostRuns = 10_000;

/** Compilers and graders are asked for a few answers at a time. */
const judgedAtOnce = 4;

async function mapInTurns<T, U>(items: readonly T[], map: (item: T, index: number) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (let from = 0; from < items.length; from += judgedAtOnce) {
    const turn = items.slice(from, from + judgedAtOnce);
    results.push(...(await Promise.all(turn.map((item, offset) => map(item, from + offset)))));
  }
  return results;
}

function chooseCases({ suite: { suite }, cases = "all" }: RunSuiteOptions): readonly EvalCase[] {
  if (cases === "all") return suite.cases;
  const wanted = cases === "quick" ? suite.quick : cases;
  const unknown = wanted.filter((id) => !suite.cases.some((item) => item.id === id));
  if (unknown.length > 0 || wanted.length === 0) {
    const what = unknown.length > 0 ? `no case ${unknown.join(", ")}` : "no cases for a quick run";
    throw new PipelineError("USAGE", `The suite ${suite.id} has ${what}.`, { hint: "`eval list` names its cases." });
  }
  return suite.cases.filter(({ id }) => wanted.includes(id));
}

function toMessages(systemPrompt: string, { prompt }: EvalCase): PromptMessage[] {
  const user = { role: "user", content: prompt } as const;
  return systemPrompt === "" ? [user] : [{ role: "system", content: systemPrompt }, user];
}

interface JudgeTrialOptions extends Pick<RunSuiteOptions, "inspector" | "compile" | "grader"> {
  readonly answer: LoggedAnswer;
  readonly trial: number;
  readonly meter: CostMeter;
  readonly signal: AbortSignal;
}

async function judgeTrial(item: EvalCase, options: JudgeTrialOptions): Promise<EvalTrial> {
  const { answer, trial, meter, signal } = options;
  const inspection = inspectAnswer(options.inspector, answer.text);
  const compiles = options.compile && inspection.hasCode ? await options.compile(inspection.code) : "not-checked";
  const score = scoreAnswer(item, inspection, { compiles });
  const verdict = await options.grader?.grade(item, { output: answer.text, passed: score.passed, trial, signal });
  return {
    trial,
    output: answer.text,
    finishReason: answer.finishReason,
    ...score,
    latencyMs: answer.latencyMs,
    promptTokens: answer.promptTokens,
    completionTokens: answer.completionTokens,
    cost: meter.price(answer),
    ...(verdict ? { grader: verdict } : {}),
  };
}
