import { normalQuantile } from "./wilson-interval.ts";

/** Options for {@link pairedSampleSize}. */
export interface PairedSampleSizeOptions {
  /** Chance of a false alarm. @default 0.05 */
  readonly alpha?: number;
  /** Chance of seeing a difference that is there. @default 0.8 */
  readonly power?: number;
}

/**
 * Number of cases that McNemar's test needs to see a difference of two pass rates.
 *
 * `n = ( z(1 − α/2) · √d + z(power) · √(d − δ²) )² ÷ δ²` with d the share of cases on which the models differ and δ the
 * difference of the two shares.
 *
 * Source: R. J. Connor, "Sample size for testing differences in proportions for the paired-sample design",
 * Biometrics 43 (1987) 207–211. Never fewer than the exact test, which is the one that is run, can be significant on.
 *
 * @param onlyFirst Share of cases, from 0 to 1, that only the first model passes.
 * @param onlySecond Share of cases that only the second model passes.
 * @returns Cases needed, rounded up; `null` where the shares are equal, as no number would do.
 */
export function pairedSampleSize(
  onlyFirst: number,
  onlySecond: number,
  options: PairedSampleSizeOptions = {},
): number | null {
  const { alpha = 0.05, power = 0.8 } = options;
  const differing = onlyFirst + onlySecond;
  const difference = Math.abs(onlyFirst - onlySecond);
  if (difference === 0) return null;
  const spread =
    normalQuantile(1 - alpha / 2) * Math.sqrt(differing) +
    normalQuantile(power) * Math.sqrt(Math.max(0, differing - difference * difference));
  const byFormula = (spread / difference) ** 2;
  // Where the models differ on k cases, the smallest p of the exact test is 2 · 0.5^k: below this many cases that differ it
  // cannot call anything significant, while the formula, made for large numbers, would.
  const fewestDiffering = Math.ceil(1 - Math.log2(alpha));
  return Math.ceil(Math.max(byFormula, fewestDiffering / differing));
}
