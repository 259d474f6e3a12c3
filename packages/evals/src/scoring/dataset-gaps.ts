import type { CategorySummary, DatasetGap, EvalCaseResult } from "@tunewright/schema";
import { structureCheckNames } from "./check-structure.ts";

/** Pass rate below which a category counts as a gap of the dataset. */
export const gapThreshold = 0.7;

/** Options for {@link findDatasetGaps}. */
export interface DatasetGapOptions {
  /** Training examples by category of the suite, where the dataset is known. */
  readonly trainingExamples?: Readonly<Record<string, number>>;
}

/**
 * Names the categories whose pass rate is below 70 %, and what the dataset could do about each.
 *
 * How many examples to add: as many as bring the category up to the mean of the categories that hold, and at least ten
 * per failed case. It is a rule of thumb for where to start, not a promise.
 *
 * @param cases Judged cases.
 * @param byCategory Aggregates of the same cases.
 */
export function findDatasetGaps(
  cases: readonly EvalCaseResult[],
  byCategory: Readonly<Record<string, CategorySummary>>,
  options: DatasetGapOptions = {},
): DatasetGap[] {
  const { trainingExamples } = options;
  const counts = Object.entries(byCategory)
    .filter(([, { passRate }]) => passRate >= gapThreshold)
    .map(([category]) => trainingExamples?.[category])
    .filter((count) => count !== undefined);
  const goal = counts.length === 0 ? 0 : Math.round(counts.reduce((sum, count) => sum + count, 0) / counts.length);
  return Object.entries(byCategory)
    .filter(([, { passRate }]) => passRate < gapThreshold)
    .map(([category, { passRate }]) => {
      const failed = cases.filter((item) => item.category === category && !item.passed);
      const missing = mostFrequent(
        failed
          .flatMap(({ trials }) => trials.flatMap((trial) => trial.requirements.missing))
          .filter((name) => !structureCheckNames.has(name)),
      );
      // A category that the dataset does not know may only be named otherwise there; 0 would be a guess.
      const have = trainingExamples?.[category] ?? null;
      const add = have === null ? null : Math.max(10 * failed.length, goal - have);
      const failedCases = failed.map(({ id }) => id);
      return {
        category,
        passRate,
        failedCases,
        missing,
        trainingExamples: have,
        add,
        advice: advise(failedCases, missing, add),
      };
    });
}

function advise(failedCases: readonly string[], missing: readonly string[], add: number | null): string {
  const amount = add === null ? "Add examples" : `Add about ${add} examples`;
  const names = missing.length === 0 ? "" : `, with ${missing.slice(0, 3).join(", ")} in the code`;
  return `${amount} of the kind of ${failedCases.join(", ")}${names}.`;
}

function mostFrequent(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}
