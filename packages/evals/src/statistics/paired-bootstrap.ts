import type { Interval } from "@tunewright/schema";
import { seededRandom } from "./seeded-random.ts";

/** Options for {@link pairedBootstrap}. */
export interface PairedBootstrapOptions {
  /** @default 42 */
  readonly seed?: number;
  /** @default 10000 */
  readonly resamples?: number;
}

/** What {@link pairedBootstrap} found. */
export interface PairedDifference {
  /** Mean of the differences. */
  readonly mean: number;
  /** Percentile interval at 95 %. */
  readonly interval: Interval;
}

/**
 * Interval of a mean difference, by drawing whole cases again with replacement.
 *
 * The unit that is drawn is the case, never the trial, so trials of one case stay together. The same differences,
 * seed and number of resamples give the same interval on any machine.
 *
 * Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13 (percentile interval).
 *
 * @param differences One difference (second minus first) per case.
 * @returns Mean and interval; both 0 where there are no cases.
 */
export function pairedBootstrap(
  differences: readonly number[],
  options: PairedBootstrapOptions = {},
): PairedDifference {
  const n = differences.length;
  if (n === 0) return { mean: 0, interval: { low: 0, high: 0 } };
  const { seed = 42, resamples = 10_000 } = options;
  const random = seededRandom(seed);
  const means = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += differences[Math.floor(random() * n)] ?? 0;
    means[i] = sum / n;
  }
  means.sort();
  const at = (share: number): number => means[Math.min(resamples - 1, Math.floor(share * resamples))] ?? 0;
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / n,
    interval: { low: at(0.025), high: at(0.975) },
  };
}
