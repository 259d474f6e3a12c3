import type { Clock } from "../clock.ts";

/** A clock that only moves when somebody waits on it. */
export interface TestClock extends Clock {
  /** Every wait, in milliseconds. */
  readonly waits: readonly number[];
  /** Moves the time of day, as a user or a time server does, and leaves the monotonic time alone. */
  jump(ms: number): void;
}

/** Makes a clock whose waits are over at once. */
export function createTestClock(start = Date.UTC(2026, 10, 24)): TestClock {
  const waits: number[] = [];
  let elapsed = 0;
  let offset = 0;
  return {
    waits,
    now: () => start + elapsed + offset,
    monotonic: () => elapsed,
    jump: (ms) => {
      offset += ms;
    },
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      elapsed += ms;
      // Lets other tasks run, as a real wait would.
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}
