/**
 * Holm's correction for several tests at once: of twenty comparisons, one would look significant by chance alone.
 *
 * The i-th smallest of m p-values is multiplied by m − i + 1, and none may be below the one before it.
 *
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 *
 * @param pValues P-values, in any order.
 * @returns The corrected values, in the order given, at most 1.
 */
export function holmCorrection(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).toSorted((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const corrected = Array.from<number>({ length: pValues.length });
  let highest = 0;
  for (const [rank, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues[index] ?? 0) * (pValues.length - rank)));
    corrected[index] = highest;
  }
  return corrected;
}
