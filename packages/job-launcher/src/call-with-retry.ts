import pRetry from "p-retry";
import { type Clock, systemClock } from "./clock.ts";
import { ProviderFailure } from "./provider-failure.ts";

/** Options for {@link callWithRetry}. */
export interface CallWithRetryOptions {
  /** Time, for tests. @default the system's clock */
  readonly clock?: Clock | undefined;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Calls after the first.
   *
   * @default 6
   */
  readonly retries?: number | undefined;
  /**
   * No further call begins after this many milliseconds.
   *
   * @default Infinity
   */
  readonly maxElapsedMs?: number | undefined;
  /**
   * Wait before the second call; doubled for each call after it.
   *
   * @default 1000
   */
  readonly minDelayMs?: number | undefined;
  /** @default 60_000 */
  readonly maxDelayMs?: number | undefined;
  /**
   * Longest `Retry-After` that is waited for; a service that wants more is given up on.
   *
   * @default Infinity
   */
  readonly maxRetryAfterMs?: number | undefined;
  /**
   * Longest part of a `Retry-After` that is waited for where no limit gives up on it; the call is made again then all the same.
   *
   * @default Infinity
   */
  readonly retryAfterCeilingMs?: number | undefined;
  /** From 0 to 1; for the jitter. */
  readonly random?: (() => number) | undefined;
  /** Told before each wait. */
  readonly onRetry?: ((retry: RetryNotice) => void) | undefined;
}

/** A call that failed and will be made again. */
export interface RetryNotice {
  /** Which call failed, counted from 1. */
  readonly attempt: number;
  /** Milliseconds until the next call. */
  readonly delayMs: number;
  readonly failure: ProviderFailure;
}

/**
 * Makes a call that may be made twice, until it works.
 *
 * Waits grow twofold with full jitter between half and all of the step; a longer `Retry-After` is obeyed whatever
 * its length, but for the limits that the caller sets. What the service refused is not tried again. Waits and limits run on the monotonic clock, so a clock that jumps
 * changes nothing.
 *
 * @throws {ProviderFailure} The last failure.
 */
export async function callWithRetry<Result>(
  call: () => Promise<Result>,
  options: CallWithRetryOptions = {},
): Promise<Result> {
  const { clock = systemClock, signal, retries = 6, maxElapsedMs = Number.POSITIVE_INFINITY } = options;
  const { minDelayMs = 1000, maxDelayMs = 60_000, random = Math.random } = options;
  const { maxRetryAfterMs = Number.POSITIVE_INFINITY, retryAfterCeilingMs = Number.POSITIVE_INFINITY } = options;
  const isWorthIt = (error: Error): error is ProviderFailure =>
    isRepeatable(error) && (error.retryAfterMs ?? 0) <= maxRetryAfterMs;
  const begun = clock.monotonic();
  return pRetry(call, {
    retries,
    // The waiting is done below, on the clock that was handed in and with regard to Retry-After.
    minTimeout: 0,
    factor: 1,
    ...(signal === undefined ? {} : { signal }),
    shouldRetry: ({ error }) => isWorthIt(error) && clock.monotonic() - begun < maxElapsedMs,
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (!isWorthIt(error) || retriesLeft <= 0) return;
      const left = maxElapsedMs - (clock.monotonic() - begun);
      if (left <= 0) return;
      const step = Math.min(maxDelayMs, minDelayMs * 2 ** Math.min(attemptNumber - 1, 30));
      const wanted = Math.max(step * (0.5 + random() / 2), Math.min(error.retryAfterMs ?? 0, retryAfterCeilingMs));
      const delayMs = Math.min(wanted, left);
      options.onRetry?.({ attempt: attemptNumber, delayMs, failure: error });
      await clock.sleep(delayMs, signal);
    },
  });
}

function isRepeatable(error: Error): error is ProviderFailure {
  return error instanceof ProviderFailure && error.kind !== "refused";
}
