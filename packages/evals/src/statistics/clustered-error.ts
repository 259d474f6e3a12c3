/**
 * Standard error of the mean of all values, where values of one cluster are not independent.
 *
 * Trials of one case rise and fall together; treating 10 cases × 3 trials as 30 independent answers makes an interval
 * look far narrower than it is. Formula, with m the mean of all N values:
 * `sqrt( Σ over clusters ( Σ over the cluster (value − m) )² ) / N`.
 *
 * Source: E. Miller, "Adding Error Bars to Evals", arXiv 2411.00640 (2024), section 2.2.
 *
 * @param clusters Values by cluster; empty clusters are ignored.
 * @returns The standard error, or `null` for fewer than two clusters, which say nothing about spread.
 */
export function clusteredError(clusters: readonly (readonly number[])[]): number | null {
  const filled = clusters.filter((cluster) => cluster.length > 0);
  if (filled.length < 2) return null;
  const values = filled.flat();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let squares = 0;
  for (const cluster of filled) {
    const deviation = cluster.reduce((sum, value) => sum + (value - mean), 0);
    squares += deviation * deviation;
  }
  return Math.sqrt(squares) / values.length;
}
