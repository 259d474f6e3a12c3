import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { clusteredError } from "./clustered-error.ts";
import { holmCorrection } from "./holm-correction.ts";
import { mcnemarExact } from "./mcnemar-exact.ts";
import { pairedBootstrap } from "./paired-bootstrap.ts";
import { pairedSampleSize } from "./paired-sample-size.ts";
import { passAtK, passHatK } from "./pass-at-k.ts";
import { normalQuantile, wilsonInterval } from "./wilson-interval.ts";

describe("wilsonInterval()", () => {
  // Newcombe 1998, Statistics in Medicine 17:857–872, table I, method 3.
  it.each([
    { successes: 81, total: 263, low: 0.2553, high: 0.3662 },
    { successes: 15, total: 148, low: 0.0624, high: 0.1605 },
    { successes: 0, total: 20, low: 0, high: 0.1611 },
    { successes: 1, total: 29, low: 0.0061, high: 0.1718 },
  ])("gives Newcombe's figures for $successes of $total", ({ successes, total, low, high }) => {
    const interval = wilsonInterval(successes, total);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("says that 8 of 10 may be anything from 49 % to 94 %", () => {
    const interval = wilsonInterval(8, 10);
    expect(interval.low).toBeCloseTo(0.49, 2);
    expect(interval.high).toBeCloseTo(0.943, 3);
  });

  it("knows nothing without trials, and refuses what is no proportion", () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
  });

  it("always holds the observed share", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (a, b) => {
        const [successes, total] = [Math.min(a, b), Math.max(a, b, 1)];
        const { low, high } = wilsonInterval(successes, total);
        expect(low).toBeLessThanOrEqual(successes / total + 1e-12);
        expect(high).toBeGreaterThanOrEqual(successes / total - 1e-12);
      }),
    );
  });
});

describe("normalQuantile()", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.1, to more digits.
  it.each([
    { probability: 0.975, z: 1.959964 },
    { probability: 0.8, z: 0.841621 },
    { probability: 0.9995, z: 3.290527 },
    { probability: 0.0005, z: -3.290527 },
  ])("of $probability is $z", ({ probability, z }) => expect(normalQuantile(probability)).toBeCloseTo(z, 6));
});

describe("mcnemarExact()", () => {
  it("gives the published p of the airway study: 1 against 7 → 0.0703", () => {
    // Bentur et al., as analysed in Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91.
    expect(mcnemarExact(1, 7)).toBeCloseTo(0.0703, 4);
  });

  it("gives the p of exact2x2's vignette: 2 against 9 → 0.06543", () => {
    // M. P. Fay, "Exact McNemar's Test and Matching Confidence Intervals" (R package exact2x2).
    expect(mcnemarExact(2, 9)).toBeCloseTo(0.06543, 5);
  });

  it("is the same whichever model is named first, 1 where they never differ, and right for large counts", () => {
    expect(mcnemarExact(9, 2)).toBe(mcnemarExact(2, 9));
    expect(mcnemarExact(0, 0)).toBe(1);
    expect(mcnemarExact(5, 5)).toBe(1);
    expect(mcnemarExact(0, 2000)).toBe(0);
    // By exact integer arithmetic: 2 × Σ C(180, i) for i ≤ 59, over 2¹⁸⁰.
    expect(mcnemarExact(59, 121) / 4.434449263755176e-6).toBeCloseTo(1, 9);
  });
});

describe("pairedSampleSize()", () => {
  it("needs 23 pairs in the worked example of Connor's formula", () => {
    // powerandsamplesize.com, "McNemar's Z-test, 2-sided equality": p01 0.45, p10 0.05, α 0.05, power 0.8.
    expect(pairedSampleSize(0.45, 0.05)).toBe(23);
  });

  it("needs 155 pairs for 0.30 against 0.15", () => {
    // clinicaltrials-tools, "McNemar's test sample size calculator": discordant 0.45, difference 0.15.
    expect(pairedSampleSize(0.3, 0.15)).toBe(155);
  });

  it("never names fewer cases than the exact test can be significant on", () => {
    // Six cases that differ at 5 %: 2 · 0.5^5 = 0.0625 and 2 · 0.5^6 = 0.03125; eight at 1 %.
    expect(pairedSampleSize(1, 0)).toBe(6);
    expect(pairedSampleSize(0, 0.5)).toBe(14);
    expect(pairedSampleSize(1, 0, { alpha: 0.01 })).toBe(8);
  });

  it("says that no number of cases shows a difference that is not there", () => {
    expect(pairedSampleSize(0.2, 0.2)).toBeNull();
  });
});

describe("clusteredError()", () => {
  it("is the plain standard error when every cluster holds one value", () => {
    // Values 1, 0, 1, 1: mean 0.75, Σ(x−m)² = 0.75, √0.75 ÷ 4.
    expect(clusteredError([[1], [0], [1], [1]])).toBeCloseTo(Math.sqrt(0.75) / 4, 12);
  });

  it("grows by √k when k trials of a case always agree", () => {
    const once = clusteredError([[1], [0], [1], [1]]) ?? 0;
    const apart = clusteredError([1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1].map((value) => [value])) ?? 0;
    const together = clusteredError([
      [1, 1, 1],
      [0, 0, 0],
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(together).toBeCloseTo(once, 12);
    expect(together).toBeCloseTo(apart * Math.sqrt(3), 12);
  });

  it("says nothing about one cluster", () => expect(clusteredError([[1, 0, 1]])).toBeNull());
});

describe("passAtK() and passHatK()", () => {
  // By hand: n = 5, c = 2. pass@2 = 1 − C(3,2)/C(5,2) = 1 − 3/10; pass^2 = C(2,2)/C(5,2) = 1/10.
  it("count combinations, not powers", () => {
    expect(passAtK({ trials: 5, passed: 2 }, 2)).toBeCloseTo(0.7, 12);
    expect(passHatK({ trials: 5, passed: 2 }, 2)).toBeCloseTo(0.1, 12);
  });

  it("are both the pass rate at k = 1", () => {
    expect(passAtK({ trials: 8, passed: 3 }, 1)).toBeCloseTo(0.375, 12);
    expect(passHatK({ trials: 8, passed: 3 }, 1)).toBeCloseTo(0.375, 12);
  });

  it("refuse a k for which there are no trials", () => {
    expect(() => passAtK({ trials: 2, passed: 1 }, 3)).toThrow(RangeError);
  });

  it("never fall and never rise with k", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(30), (trials, raw) => {
        const counts = { trials, passed: Math.min(raw, trials) };
        for (let k = 2; k <= trials; k++) {
          expect(passAtK(counts, k)).toBeGreaterThanOrEqual(passAtK(counts, k - 1) - 1e-12);
          expect(passHatK(counts, k)).toBeLessThanOrEqual(passHatK(counts, k - 1) + 1e-12);
        }
      }),
    );
  });
});

describe("holmCorrection()", () => {
  it("gives the worked example 0.01, 0.04, 0.03, 0.005 → 0.03, 0.06, 0.06, 0.02", () => {
    // Wikipedia, "Holm–Bonferroni method", example (read 2026-11).
    const corrected = holmCorrection([0.01, 0.04, 0.03, 0.005]);
    expect(corrected.map((p) => Number(p.toFixed(6)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  it("never goes above 1 and leaves one test alone", () => {
    expect(holmCorrection([0.9, 0.8])).toEqual([1, 1]);
    expect(holmCorrection([0.04])).toEqual([0.04]);
    expect(holmCorrection([])).toEqual([]);
  });
});

describe("pairedBootstrap()", () => {
  it("gives the same interval for the same seed and another for another", () => {
    const differences = [1, 0, 0, -1, 1, 0, 1, 0.5];
    expect(pairedBootstrap(differences)).toEqual(pairedBootstrap(differences, { seed: 42 }));
    expect(pairedBootstrap(differences, { seed: 1, resamples: 50 })).not.toEqual(
      pairedBootstrap(differences, { seed: 2, resamples: 50 }),
    );
  });

  it("agrees with the normal interval where that holds", () => {
    // 100 values alternating ±1: mean 0, standard error 1/10; 1.96 of them either way.
    const { mean, interval } = pairedBootstrap(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1)));
    expect(mean).toBe(0);
    expect(Math.abs(interval.low + 0.196)).toBeLessThan(0.021);
    expect(Math.abs(interval.high - 0.196)).toBeLessThan(0.021);
  });

  it("gives the interval of the exact distribution where that can be counted by hand", () => {
    // Three cases of 0, 0 and 3 can be drawn in 27 ways: mean 0 in 8, 1 in 12, 2 in 6 and 3 in 1. Up to 2 lie 26/27 = 96.3 %,
    // below 97.5 %, so the interval ends at 3. Four of 0, 0, 0, 4: 4 in 1/256 of the ways, 3 in 12/256, so it ends at 3.
    expect(pairedBootstrap([0, 0, 3])).toEqual({ mean: 1, interval: { low: 0, high: 3 } });
    expect(pairedBootstrap([0, 0, 0, 4])).toEqual({ mean: 1, interval: { low: 0, high: 3 } });
  });

  it("has no spread where every case moved alike, and nothing to say of no case", () => {
    expect(pairedBootstrap([2, 2, 2])).toEqual({ mean: 2, interval: { low: 2, high: 2 } });
    expect(pairedBootstrap([])).toEqual({ mean: 0, interval: { low: 0, high: 0 } });
  });
});
