import { setImmediate } from "node:timers/promises";

/**
 * Lets what has come in meanwhile be dealt with, as a signal to stop, between two steps that hold the thread for long.
 *
 * @throws The signal's reason when it was told to stop.
 */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
