import { availableParallelism } from "node:os";

/** Threads that may be started whatever the machine, so that a small one can try what a large one does. */
const ALWAYS = 16;

/**
 * Threads that a wish comes to: every one holds memory of its own, so there are at most four for each processor, or sixteen.
 *
 * Results are the same for any number, so a lower one changes nothing else.
 *
 * @param wanted A whole number from 1; left out, one for each processor.
 * @throws {RangeError} If it is no whole number from 1.
 */
export function workerCount(wanted: number | undefined): number {
  const processors = availableParallelism();
  if (wanted === undefined) return processors;
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new RangeError(`Cannot work with ${wanted} threads: it must be a whole number from 1.`);
  return Math.min(wanted, Math.max(ALWAYS, 4 * processors));
}
