import type { EvalCaseResult, EvalResults } from "@tunewright/schema";
import { summarizeCases } from "../scoring/summarize-cases.ts";
import { structureCheckNames } from "../scoring/check-structure.ts";
import { holmCorrection } from "../statistics/holm-correction.ts";
import { formatP } from "../statistics/format-p.ts";
import { mcnemarExact } from "../statistics/mcnemar-exact.ts";
import { type PairedDifference, pairedBootstrap } from "../statistics/paired-bootstrap.ts";
import { pairedSampleSize } from "../statistics/paired-sample-size.ts";

/** Passes of two models on the same cases. */
export interface PairedPasses {
  /** Cases that both evaluations have; the four below add up to it. */
  readonly cases: number;
  /** Cases that pass in both. */
  readonly bothPass: number;
  /** Cases that pass in the first only. */
  readonly onlyFirst: number;
  /** Cases that pass in the second only. */
  readonly onlySecond: number;
  /** Cases that fail in both. */
  readonly bothFail: number;
  /** Exact McNemar test, two-sided. */
  readonly p: number;
}

/** Paired comparison of one part: a category, or the cases that an API symbol decides. */
export interface PartComparison extends PairedPasses {
  readonly name: string;
  /** Difference of the scores per case, second minus first, from −10 to 10. */
  readonly score: PairedDifference;
  /** `p` after Holm's correction over all parts of the same kind. */
  readonly correctedP: number;
}

/** One figure of both evaluations. */
export interface FigureComparison {
  readonly name: string;
  /** The figure of the first evaluation, in `unit`. */
  readonly first: number;
  /** The figure of the second evaluation, in `unit`. */
  readonly second: number;
  /** How to print it: a rate from 0 to 1, points from 0 to 10, or a count. */
  readonly unit: "rate" | "points" | "count";
  /** Whether more is better. */
  readonly higherIsBetter: boolean;
}

/** What {@link compareResults} says. */
export interface EvalComparison {
  readonly version: 1;
  readonly first: string;
  readonly second: string;
  readonly figures: readonly FigureComparison[];
  readonly passes: PairedPasses;
  /** Difference of the scores per case, second minus first, from −10 to 10. */
  readonly score: PairedDifference;
  readonly byCategory: readonly PartComparison[];
  readonly bySymbol: readonly PartComparison[];
  /** Cases that both have; `scoreChange` is second minus first, from −10 to 10. */
  readonly cases: readonly { id: string; first: boolean; second: boolean; scoreChange: number }[];
  /** Cases that only one of the two evaluations has; they are left out. */
  readonly unpaired: readonly string[];
  /** Cases needed to see a difference like this one at 5 % with 80 % power; `null` where they do not differ. */
  readonly casesNeeded: number | null;
  /** Whether the suites were the same, by hash; `null` where a hash is missing. */
  readonly sameSuite: boolean | null;
  /** One sentence for a person. */
  readonly verdict: string;
}

/** Options for {@link compareResults}. */
export interface CompareResultsOptions {
  /** Seed of the bootstrap. @default 42 */
  readonly seed?: number;
  /** P below which a difference counts. @default 0.05 */
  readonly alpha?: number;
}

/**
 * Compares two evaluations case by case. Their figures are worked out from their cases, whatever their summaries say.
 *
 * A paired test sees only the cases on which the two differ: 8 of 10 against 5 of 10 proves nothing when three cases moved.
 * Parts (categories, symbols) are corrected for being many.
 *
 * @param first The older or base evaluation.
 * @param second The newer one.
 */
export function compareResults(
  first: EvalResults,
  second: EvalResults,
  options: CompareResultsOptions = {},
): EvalComparison {
  const { seed = 42, alpha = 0.05 } = options;
  const others = new Map(second.cases.map((item) => [item.id, item]));
  const pairs = first.cases.flatMap((item) => {
    const other = others.get(item.id);
    return other ? [{ first: item, second: other }] : [];
  });
  const paired = new Set(pairs.map((pair) => pair.first.id));
  const passes = countPasses(pairs);
  const casesNeeded =
    pairs.length === 0 ? null : pairedSampleSize(passes.onlyFirst / pairs.length, passes.onlySecond / pairs.length);
  const { sha256: firstHash } = first.suite;
  const { sha256: secondHash } = second.suite;
  return {
    version: 1,
    first: first.label,
    second: second.label,
    figures: compareFigures(first, second),
    passes,
    score: compareScores(pairs, seed),
    byCategory: compareParts(pairs, { partsOf: (pair) => [pair.first.category], seed }),
    bySymbol: compareParts(pairs, { partsOf: symbolsOf, seed }),
    cases: pairs.map((pair) => ({
      id: pair.first.id,
      first: pair.first.passed,
      second: pair.second.passed,
      scoreChange: pair.second.score - pair.first.score,
    })),
    unpaired: [...first.cases, ...second.cases].map(({ id }) => id).filter((id) => !paired.has(id)),
    casesNeeded,
    sameSuite: firstHash === null || secondHash === null ? null : firstHash === secondHash,
    verdict: describe({ passes, casesNeeded, alpha, names: [first.label, second.label] }),
  };
}

interface Pair {
  readonly first: EvalCaseResult;
  readonly second: EvalCaseResult;
}

function countPasses(pairs: readonly Pair[]): PairedPasses {
  const count = (one: boolean, two: boolean): number =>
    pairs.filter((pair) => pair.first.passed === one && pair.second.passed === two).length;
  const onlyFirst = count(true, false);
  const onlySecond = count(false, true);
  return {
    cases: pairs.length,
    bothPass: count(true, true),
    onlyFirst,
    onlySecond,
    bothFail: count(false, false),
    p: mcnemarExact(onlyFirst, onlySecond),
  };
}

function compareScores(pairs: readonly Pair[], seed: number): PairedDifference {
  return pairedBootstrap(
    pairs.map((pair) => pair.second.score - pair.first.score),
    { seed },
  );
}

function compareParts(
  pairs: readonly Pair[],
  { partsOf, seed }: { readonly partsOf: (pair: Pair) => readonly string[]; readonly seed: number },
): PartComparison[] {
  const parts = new Map<string, Pair[]>();
  for (const pair of pairs) {
    for (const part of partsOf(pair)) parts.set(part, [...(parts.get(part) ?? []), pair]);
  }
  const counted = [...parts].map(([name, members]) => ({
    name,
    ...countPasses(members),
    score: compareScores(members, seed),
  }));
  const corrected = holmCorrection(counted.map(({ p }) => p));
  return counted.map((part, index) => ({ ...part, correctedP: corrected[index] ?? 1 }));
}

/** Names that decide the case: those that it requires, whether they are there or not, forbidden ones and wrong APIs in use. */
function symbolsOf({ first, second }: Pair): string[] {
  const names = [...first.trials, ...second.trials].flatMap(({ requirements, forbidden, findings }) => [
    ...requirements.found,
    ...requirements.missing,
    ...forbidden.names,
    ...findings.filter(({ category, certain }) => category === "wrong-api" && certain).map(({ name }) => name),
  ]);
  return [...new Set(names)].filter((name) => !structureCheckNames.has(name));
}

function compareFigures(first: EvalResults, second: EvalResults): FigureComparison[] {
  const a = summarizeCases(first.cases);
  const b = summarizeCases(second.cases);
  const rate = { unit: "rate", higherIsBetter: true } as const;
  const points = { unit: "points", higherIsBetter: true } as const;
  return [
    { name: "Pass rate", first: a.passRate, second: b.passRate, ...rate },
    { name: "Average score", first: a.averageScore, second: b.averageScore, ...points },
    { name: "Security score", first: a.securityScore, second: b.securityScore, ...points },
    { name: "Wrong-API avoidance", first: a.wrongApiAvoidance, second: b.wrongApiAvoidance, ...rate },
    {
      name: "Forbidden-pattern avoidance",
      first: a.forbiddenPatternAvoidance,
      second: b.forbiddenPatternAvoidance,
      ...rate,
    },
    {
      name: "Critical issues",
      first: a.criticalIssues,
      second: b.criticalIssues,
      unit: "count",
      higherIsBetter: false,
    },
  ];
}

function describe(input: {
  readonly passes: PairedPasses;
  readonly casesNeeded: number | null;
  readonly alpha: number;
  readonly names: readonly [string, string];
}): string {
  const { passes, casesNeeded, alpha, names } = input;
  const { onlyFirst, onlySecond, p, cases } = passes;
  if (cases === 0) return "The two evaluations have no case in common.";
  if (onlyFirst === onlySecond) {
    return onlyFirst === 0
      ? `${names[1]} and ${names[0]} pass the same ones of ${cases} cases: ${passes.bothPass} each.`
      : `${names[1]} and ${names[0]} pass equally many of ${cases} cases, but not the same ones.`;
  }
  const better = onlySecond > onlyFirst;
  const gained = `${names[1]} passes ${onlySecond} ${noun(onlySecond)} that ${names[0]} fails, and fails ${onlyFirst} that it passes`;
  const size = formatP(p);
  if (p < alpha) return `${gained}: it is ${better ? "better" : "worse"} (${size}).`;
  return `${gained}: that may be chance (${size}). About ${casesNeeded ?? 0} cases would be needed to see such a difference.`;
}

function noun(count: number): string {
  return count === 1 ? "case" : "cases";
}
