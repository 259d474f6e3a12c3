/** Time, so that a test can hand in its own. */
export interface Clock {
  /** Milliseconds since 1970. May jump; only for what people read. */
  now(): number;
  /** Milliseconds since some moment. Never jumps; for every wait and every limit. */
  monotonic(): number;
  /** Waits; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const stop = (): void => {
        clearTimeout(timer);
        reject(reasonOf(signal));
      };
      // A timer holds at most 2^31 - 1 ms and fires at once for more.
      const timer = setTimeout(
        () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
        Math.min(Math.max(ms, 0), 2_147_483_647),
      );
      signal?.addEventListener("abort", stop, { once: true });
    }),
};

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error("The wait was aborted.");
}
