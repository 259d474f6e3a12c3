import { PipelineError } from "@tunewright/schema/errors";
import { callWithRetry, type CallWithRetryOptions } from "../call-with-retry.ts";
import { type Clock, systemClock } from "../clock.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { type RemoteEvent, type RemoteJob, terminalPhases, type TrainingProvider } from "../training-provider.ts";
import { AsyncQueue } from "./async-queue.ts";
import { oldestFirst } from "./event-order.ts";

/** What happens to a job while it is watched. */
export type PollEvent =
  | { readonly type: "job-status"; readonly job: RemoteJob }
  /** The job itself tells how far it is; told when that has changed. */
  | { readonly type: "job-progress"; readonly job: RemoteJob }
  | { readonly type: "job-event"; readonly event: RemoteEvent }
  /** The provider uses a word that this program has never heard; it waits on. */
  | { readonly type: "status-unknown"; readonly status: string }
  /** The provider does not answer; told before each wait. */
  | { readonly type: "outage"; readonly attempt: number; readonly delayMs: number; readonly reason: string }
  | { readonly type: "job-finished"; readonly job: RemoteJob };

/** Waits until something may have changed: a time, or a word from outside such as a webhook. */
export type WaitForChange = (ms: number, signal: AbortSignal) => Promise<void>;

/** Options for {@link pollJob}. */
export interface PollJobOptions {
  readonly provider: TrainingProvider;
  readonly jobId: string;
  /** @default 10_000 */
  readonly intervalMs?: number | undefined;
  /** Gives up after this many milliseconds; the job runs on. @default Infinity */
  readonly deadlineMs?: number | undefined;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Time, for tests. @default the system's clock */
  readonly clock?: Clock | undefined;
  /** Waits of an outage, which is waited out however long it lasts. */
  readonly retry?: Pick<CallWithRetryOptions, "minDelayMs" | "maxDelayMs" | "random"> | undefined;
  /** Wakes the polling early, as a webhook does; left out, only time does. */
  readonly waitForChange?: WaitForChange | undefined;
  /** Events that are known already and are not told again. */
  readonly knownEvents?: Iterable<string> | undefined;
}

/** How long a job that was just made may be unknown to the provider's other machines. */
const notFoundGraceMs = 60_000;
/** A look costs nothing, and a `Retry-After` of years is a service's slip: it must not keep the end of a job from being seen. */
const longestRetryAfterMs = 3_600_000;
/** A timer of the platform holds no more. */
const longestTimerMs = 2_147_483_647;
/** Known events in a row behind which no new one is looked for. */
const enoughKnown = 20;
/** Polls that a succeeded job gets to tell the name of its model. */
const modelNamePolls = 6;

/**
 * Follows a job to its end.
 *
 * Outages of any length are waited out; a status that nobody knows is reported and waited out too. All waits run on
 * the monotonic clock. Ending the iteration, or the signal, stops the watching and leaves the job alone.
 *
 * @throws {PipelineError} `JOB_TIMEOUT` past the deadline, `PROVIDER_REFUSED` when the provider refuses to tell.
 */
export async function* pollJob(options: PollJobOptions): AsyncGenerator<PollEvent> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const queue = new AsyncQueue<PollEvent>();
  const task = follow(options, signal, (event) => queue.push(event)).then(
    () => queue.end(),
    (error: unknown) => queue.fail(error),
  );
  try {
    yield* queue;
  } finally {
    stop.abort();
    await task;
  }
}

async function follow(options: PollJobOptions, signal: AbortSignal, tell: (event: PollEvent) => void): Promise<void> {
  const { provider, jobId, clock = systemClock, intervalMs = 10_000 } = options;
  const { deadlineMs = Number.POSITIVE_INFINITY } = options;
  const random = options.retry?.random ?? Math.random;
  const wait = options.waitForChange ?? ((ms, inner) => clock.sleep(ms, inner));
  const begun = clock.monotonic();
  const told = new Set(options.knownEvents);
  let status: string | undefined;
  let progress: string | undefined;
  let pollsForName = 0;
  for (;;) {
    const left = deadlineMs - (clock.monotonic() - begun);
    if (left <= 0) throw timeoutError(jobId, deadlineMs);
    // A service that holds an answer back must not hold the deadline up.
    const late =
      left === Number.POSITIVE_INFINITY ? undefined : AbortSignal.timeout(Math.min(Math.ceil(left), longestTimerMs));
    const at = {
      signal: late === undefined ? signal : AbortSignal.any([signal, late]),
      clock,
      left,
      begun,
      tell,
      late,
    };
    const job = await retrieve(options, at);
    if (job === undefined) throw timeoutError(jobId, deadlineMs);
    const ended = terminalPhases.has(job.phase);
    for (const event of await freshEvents(provider, jobId, { ...at, told, patient: ended })) {
      tell({ type: "job-event", event });
    }
    if (job.status !== status) {
      status = job.status;
      if (job.phase === "unknown") tell({ type: "status-unknown", status });
      tell({ type: "job-status", job });
    }
    const shown = job.progress === undefined ? undefined : JSON.stringify(job.progress);
    if (shown !== undefined && shown !== progress) tell({ type: "job-progress", job });
    progress = shown;
    pollsForName += job.phase === "succeeded" ? 1 : 0;
    const nameless = job.phase === "succeeded" && job.fineTunedModel === null && pollsForName < modelNamePolls;
    if (ended && !nameless) {
      tell({ type: "job-finished", job });
      return;
    }
    // Jitter keeps many watchers from asking in step.
    const untilDeadline = Math.max(0, deadlineMs - (clock.monotonic() - begun));
    await wait(Math.min(intervalMs * (0.9 + random() * 0.2), untilDeadline), signal);
  }
}

async function retrieve(
  options: PollJobOptions,
  at: Look & { left: number; begun: number; tell: (event: PollEvent) => void },
): Promise<RemoteJob | undefined> {
  const { signal, clock, tell } = at;
  try {
    return await callWithRetry(
      async () => {
        try {
          return await options.provider.retrieveJob(options.jobId, { signal });
        } catch (error) {
          const young = clock.monotonic() - at.begun < notFoundGraceMs;
          if (error instanceof ProviderFailure && error.status === 404 && young) throw notFoundYet(error);
          throw error;
        }
      },
      {
        ...options.retry,
        clock,
        signal,
        retries: Number.POSITIVE_INFINITY,
        maxElapsedMs: at.left,
        retryAfterCeilingMs: longestRetryAfterMs,
        onRetry: ({ attempt, delayMs, failure }) => tell({ type: "outage", attempt, delayMs, reason: failure.message }),
      },
    );
  } catch (error) {
    if (isTooLate(error, at)) return undefined;
    if (!(error instanceof ProviderFailure)) throw error;
    if (error.kind === "refused") throw error.toPipelineError("look at the job");
    return undefined;
  }
}

function notFoundYet(error: ProviderFailure): ProviderFailure {
  const { provider, status, code, requestId } = error;
  return new ProviderFailure(error.message, { kind: "busy", provider, status, code, requestId, cause: error });
}

/** Events that were not told before, oldest first. They are worth little beside the status: an outage only delays them. */
async function freshEvents(
  provider: TrainingProvider,
  jobId: string,
  at: Look & { told: Set<string>; patient: boolean },
): Promise<readonly RemoteEvent[]> {
  const { told, signal, clock, patient } = at;
  const collect = async (): Promise<readonly RemoteEvent[]> => {
    const fresh: RemoteEvent[] = [];
    let known = 0;
    let before = Number.POSITIVE_INFINITY;
    let isFalling = true;
    for await (const event of provider.events(jobId, { signal })) {
      known = told.has(event.id) ? known + 1 : 0;
      if (known === 0) fresh.push(event);
      isFalling &&= (event.createdAt ?? 0) <= before;
      before = event.createdAt ?? before;
      // A late event may stand behind ones that are known, and a list that begins with the oldest has the new ones at its end. At the
      // end of the job all pages are read.
      if (known >= enoughKnown && isFalling && !patient) break;
    }
    return oldestFirst(fresh);
  };
  try {
    const fresh = await callWithRetry(collect, { clock, signal, retries: patient ? 4 : 0 });
    for (const { id } of fresh) told.add(id);
    return fresh;
  } catch (error) {
    if (error instanceof ProviderFailure || isTooLate(error, at)) return [];
    throw error;
  }
}

/** What every call of one look at the job takes. */
interface Look {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Aborted at the deadline. */
  readonly late: AbortSignal | undefined;
}

function isTooLate(error: unknown, { late }: Look): boolean {
  return late?.aborted === true && error === late.reason;
}

function timeoutError(jobId: string, deadlineMs: number): PipelineError {
  return new PipelineError(
    "JOB_TIMEOUT",
    `Stopped waiting for ${jobId} after ${Math.round(deadlineMs / 1000)} s; it runs on.`,
    { details: { jobId, deadlineMs }, hint: 'Come back with "tunewright watch".' },
  );
}
