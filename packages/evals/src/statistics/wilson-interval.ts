import type { Interval } from "@tunewright/schema";
import { probit } from "simple-statistics";

/**
 * Wilson score interval of a proportion.
 *
 * Unlike the textbook interval it stays inside 0 to 1 and holds its level for small counts: 8 of 10 gives 0.49 to 0.94.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
 * method 3 of R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872.
 *
 * @param successes Number of successes, from 0 to `total`.
 * @param total Number of trials.
 * @param options `confidence` from 0 to 1, by default 0.95.
 * @returns The interval; 0 to 1 where there are no trials.
 * @throws {RangeError} If the counts are not whole numbers with `successes` at most `total`.
 */
export function wilsonInterval(
  successes: number,
  total: number,
  options: { readonly confidence?: number } = {},
): Interval {
  if (!Number.isInteger(successes) || !Number.isInteger(total) || successes < 0 || successes > total) {
    throw new RangeError(`${successes} of ${total} is no proportion. Give whole numbers, successes at most the total.`);
  }
  if (total === 0) return { low: 0, high: 1 };
  const z = normalQuantile(1 - (1 - (options.confidence ?? 0.95)) / 2);
  const share = successes / total;
  const scale = 1 + (z * z) / total;
  const centre = (share + (z * z) / (2 * total)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Quantile of the standard normal distribution.
 *
 * One step of Newton's method on the approximation of simple-statistics, whose error of 4.5e-4 would show in a third digit.
 *
 * @param probability Between 0 and 1.
 */
export function normalQuantile(probability: number): number {
  let z = probit(probability);
  for (let step = 0; step < 3; step++) z -= (normalCdf(z) - probability) / normalDensity(z);
  return z;
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Series for the middle, continued fraction for the tails (Abramowitz and Stegun 26.2.11 and 26.2.14). */
function normalCdf(z: number): number {
  const x = Math.abs(z);
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 1; Math.abs(term) > 1e-17; k++) {
      term *= (x * x) / (2 * k + 1);
      sum += term;
    }
    return 0.5 + Math.sign(z) * normalDensity(x) * sum;
  }
  let fraction = 0;
  for (let k = 60; k >= 1; k--) fraction = k / (x + fraction);
  const tail = normalDensity(x) / (x + fraction);
  return z > 0 ? 1 - tail : tail;
}
