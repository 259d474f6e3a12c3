/**
 * Chance that at least one of k trials passes, estimated without bias from n trials of which c passed:
 * `1 − C(n − c, k) ÷ C(n, k)`.
 *
 * Source: M. Chen et al., "Evaluating Large Language Models Trained on Code", arXiv 2107.03374 (2021), equation 1.
 *
 * @param counts `passed` of `trials`.
 * @param k Number of tries, from 1 to `trials`.
 * @throws {RangeError} If k is outside 1 to `trials`.
 */
export function passAtK(counts: PassCounts, k: number): number {
  checkK(counts, k);
  return 1 - drawAll(counts.trials - counts.passed, counts.trials, k);
}

/**
 * Chance that all of k trials pass, estimated without bias from n trials of which c passed: `C(c, k) ÷ C(n, k)`.
 *
 * Source: S. Yao et al., "τ-bench", arXiv 2406.12045 (2024), where it is called pass^k.
 *
 * @param counts `passed` of `trials`.
 * @param k Number of tries, from 1 to `trials`.
 * @throws {RangeError} If k is outside 1 to `trials`.
 */
export function passHatK(counts: PassCounts, k: number): number {
  checkK(counts, k);
  return drawAll(counts.passed, counts.trials, k);
}

/** How many trials of one case there were, and how many passed. */
export interface PassCounts {
  /** Trials that passed, at most `trials`. */
  readonly passed: number;
  /** Trials of the case, at least 1. */
  readonly trials: number;
}

/** C(marked, k) ÷ C(all, k), as a product so that nothing overflows. */
function drawAll(marked: number, all: number, k: number): number {
  let chance = 1;
  for (let i = 0; i < k; i++) chance *= Math.max(0, marked - i) / (all - i);
  return chance;
}

function checkK(counts: PassCounts, k: number): void {
  if (!Number.isInteger(k) || k < 1 || k > counts.trials) {
    throw new RangeError(`k is ${k}, but there are ${counts.trials} trials. Give a whole number from 1 to the trials.`);
  }
}
