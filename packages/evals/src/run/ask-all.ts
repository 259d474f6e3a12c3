import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { PipelineError } from "@tunewright/schema/errors";
import pRetry, { AbortError } from "p-retry";
import { AdaptiveLimiter, type AdaptiveLimiterOptions } from "./adaptive-limiter.ts";
import { AnswerFault, type AnswerRequest, type AnswerSource } from "./answer-source.ts";
import type { CostMeter } from "./cost-meter.ts";
import { type LoggedAnswer, type TrialLog, trialKey } from "./trial-log.ts";

/** Options for {@link askAll}. */
export interface AskAllOptions {
  readonly source: AnswerSource;
  readonly log: TrialLog;
  readonly meter: CostMeter;
  /** How many requests may be under way; left out, it begins small and grows while the service keeps up. */
  readonly concurrency?: AdaptiveLimiterOptions | undefined;
  /** Further tries of a request that failed for a passing reason. @default 5 */
  readonly retries?: number | undefined;
  /** First wait before a further try; it doubles each time. @default 500 */
  readonly retryDelayMs?: number | undefined;
  readonly signal: AbortSignal;
  /** Called after each answer. */
  onAnswer?(done: AnsweredRequest): void;
}

/** One request with its answer. */
export interface AnsweredRequest {
  readonly request: Omit<AnswerRequest, "signal">;
  readonly answer: LoggedAnswer;
  /** It was in the log and was not asked. */
  readonly reused: boolean;
  /** Requests that may be under way now. */
  readonly concurrency: number;
}

/**
 * Gets an answer to every request: from the log where it is there, else from the source, several at a time.
 *
 * When one request fails for good, no further one is sent, those under way are waited for and kept in the log, and the
 * failure is thrown.
 *
 * @returns Answers in the order of the requests.
 * @throws {PipelineError} `PROVIDER_UNAVAILABLE`, `PROVIDER_REFUSED`, `COST_LIMIT` or `INTERRUPTED`.
 */
export async function askAll(
  requests: readonly Omit<AnswerRequest, "signal">[],
  options: AskAllOptions,
): Promise<LoggedAnswer[]> {
  const { source, log } = options;
  const limiter = new AdaptiveLimiter(options.concurrency);
  const failure = new AbortController();
  // What made the others stop; they fail too, but only because of it.
  let cause: { readonly error: unknown; readonly caseId: string } | undefined;
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const report = (request: AnsweredRequest["request"], answer: LoggedAnswer, reused: boolean): LoggedAnswer => {
    options.onAnswer?.({ request, answer, reused, concurrency: limiter.limit });
    return answer;
  };
  const settled = await Promise.allSettled(
    requests.map(async (request) => {
      const key = trialKey([1, source.kind, source.identity, request.messages, request.trial, request.caseId]);
      const known = log.get(key);
      if (known !== undefined) return report(request, known, true);
      const fail = (error: unknown): void => {
        cause ??= { error, caseId: request.caseId };
        failure.abort();
      };
      return report(request, await askPatiently(request, key, { ...options, limiter, goesOn: signal, fail }), false);
    }),
  );
  if (options.signal.aborted) {
    const { reason } = options.signal as { reason: unknown };
    if (reason instanceof PipelineError) throw reason;
    throw new PipelineError("INTERRUPTED", "The evaluation was interrupted.", {
      hint: "Run it again: answers so far are kept and not asked again.",
    });
  }
  if (cause !== undefined) throw toPipelineError(cause, source);
  const broken = settled.find((result) => result.status === "rejected");
  if (broken !== undefined) throw broken.reason;
  return settled.filter((result) => result.status === "fulfilled").map(({ value }) => value);
}

interface AskOptions extends AskAllOptions {
  readonly limiter: AdaptiveLimiter;
  /** Aborted when nothing more is to be sent; `signal` alone ends what is under way, which is paid for. */
  readonly goesOn: AbortSignal;
  /** Tells that this request failed for good, so that nothing more is sent. */
  fail(error: unknown): void;
}

/** Longest pause that is taken without the service asking for one; windows of a minute are common. */
const longestPauseMs = 30_000;

/**
 * Asks until the service takes the request. A refusal for being too many is no failure of the request: it gives up its place,
 * waits with all others, and fails only when for several pauses nobody has got an answer.
 */
async function askPatiently(
  request: Omit<AnswerRequest, "signal">,
  key: string,
  options: AskOptions,
): Promise<LoggedAnswer> {
  const { limiter, log, goesOn, retries = 5, retryDelayMs = 500 } = options;
  // The place is held until the answer is in the log: a kill may cost as many answers as requests are under way, never more.
  const askAndKeep = async (): Promise<LoggedAnswer> => {
    try {
      const answer = await askOnce(request, options);
      await log.append(key, answer);
      return answer;
    } catch (error) {
      // While the place is still held, else the next request would be sent before it hears of this.
      if (!isRateLimited(error)) options.fail(error);
      throw error;
    }
  };
  for (;;) {
    try {
      return await limiter.run(askAndKeep, goesOn);
    } catch (error) {
      if (!isRateLimited(error)) throw error;
      if (limiter.refusals > retries + 3) {
        options.fail(error);
        throw error;
      }
      limiter.slowDown(error.retryAfterMs ?? Math.min(longestPauseMs, retryDelayMs * 2 ** limiter.refusals));
    }
  }
}

function isRateLimited(error: unknown): error is AnswerFault {
  return error instanceof AnswerFault && error.kind === "rate-limited";
}

async function askOnce(request: Omit<AnswerRequest, "signal">, options: AskOptions): Promise<LoggedAnswer> {
  const { source, meter, limiter, signal, goesOn, retries = 5, retryDelayMs = 500 } = options;
  const reserved = meter.reserve(request.messages, source.maxTokens);
  let answer: LoggedAnswer | undefined;
  const attempt = async (): Promise<void> => {
    const started = performance.now();
    try {
      const given = await source.answer({ ...request, signal });
      answer = { latencyMs: Math.round(performance.now() - started), ...given };
    } catch (error) {
      if (!(error instanceof AnswerFault) || error.kind !== "unavailable") throw new AbortError(toError(error));
      limiter.pause(error.retryAfterMs ?? 0);
      throw error;
    }
  };
  try {
    await pRetry(attempt, {
      retries,
      minTimeout: retryDelayMs,
      maxTimeout: longestPauseMs,
      factor: 2,
      randomize: true,
      signal: goesOn,
      // Tries within the time that the service asks for are lost, and then the request is.
      onFailedAttempt: async ({ error, retriesLeft }) => {
        const asked = error instanceof AnswerFault ? (error.retryAfterMs ?? 0) : 0;
        if (asked > 0 && retriesLeft > 0) await sleep(asked, undefined, { signal: goesOn });
      },
    });
  } catch (error) {
    // An answer that came while another request failed is an answer all the same.
    if (answer === undefined) throw error;
  } finally {
    meter.settle(reserved, answer);
  }
  if (answer === undefined) throw new TypeError("A try that did not fail has an answer.");
  limiter.succeeded();
  return answer;
}

function toPipelineError(
  { error: cause, caseId }: { readonly error: unknown; readonly caseId: string },
  source: AnswerSource,
): unknown {
  if (!(cause instanceof AnswerFault)) return cause;
  // A grader asks under a name of its own.
  const [name, byGrader] = caseId.split("#grader");
  const what = `Case ${name} could not be ${byGrader === undefined ? "answered" : "graded"}`;
  if (cause.kind === "refused") {
    return new PipelineError("PROVIDER_REFUSED", `${what}. ${cause.message}`, {
      cause,
      hint:
        source.kind === "command"
          ? "Mend the program and run again; answers so far are kept."
          : "Check the model, the key and the base URL; answers so far are kept.",
    });
  }
  return new PipelineError("PROVIDER_UNAVAILABLE", `${what} after several tries. ${cause.message}`, {
    cause,
    hint: "Run it again later: answers so far are kept and not asked again.",
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("The source failed.", { cause: error });
}
