/**
 * Exact two-sided McNemar test: is a difference between two models on the same cases more than chance?
 *
 * Only the cases on which they differ count. Under "no difference" each of the n = b + c is a fair coin, so
 * `p = min(1, 2 × Σ for i ≤ min(b, c) of C(n, i) ÷ 2ⁿ)`.
 *
 * Source: Q. McNemar, Psychometrika 12 (1947); the exact conditional form as in M. W. Fagerland, S. Lydersen and
 * P. Laake, BMC Medical Research Methodology 13:91 (2013).
 *
 * @param onlyFirst Cases that only the first model passed.
 * @param onlySecond Cases that only the second model passed.
 * @returns The p-value; 1 where they never differ.
 */
export function mcnemarExact(onlyFirst: number, onlySecond: number): number {
  if (!Number.isInteger(onlyFirst) || !Number.isInteger(onlySecond) || onlyFirst < 0 || onlySecond < 0) {
    throw new RangeError(`${onlyFirst} and ${onlySecond} are no counts. Give whole numbers of cases.`);
  }
  const n = onlyFirst + onlySecond;
  if (n === 0) return 1;
  // Powers of two are exact, but 2⁻ⁿ is 0 beyond n = 1074; there the terms are added up as logarithms.
  let term = 2 ** -n;
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let i = 0; i <= Math.min(onlyFirst, onlySecond); i++) {
    if (i > 0) {
      term *= (n - i + 1) / i;
      logTerm += Math.log((n - i + 1) / i);
    }
    tail += n < 1000 ? term : Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
