import type { DedupeReport, SavedPair } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import type { FoundPairs } from "./find-pairs.ts";
import type { SimilarPair } from "./pair-search.ts";
import type { RecordTable } from "../records/record-table.ts";

/** Pairs as a report keeps them: by place, so that they can be found again in the same files. */
export function* savePairs(table: RecordTable, pairs: readonly SimilarPair[]): Generator<SavedPair> {
  for (const { a, b, score } of pairs) {
    yield [table.fileIndexOf(a), table.lineOf(a), table.fileIndexOf(b), table.lineOf(b), score];
  }
}

/**
 * Takes the pairs of an earlier report in place of a new search.
 *
 * @param table The same files again: their content is compared by SHA-256.
 * @param report Where it lies is `path`.
 * @throws {PipelineError} `DATASET_INVALID` when the files are others, or the report did not look down to the threshold.
 */
export function restorePairs(
  table: RecordTable,
  report: DedupeReport,
  options: { readonly path: string; readonly threshold: number },
): FoundPairs {
  const { path, threshold } = options;
  const refuse = (reason: string, hint: string): never => {
    throw new PipelineError("DATASET_INVALID", `Cannot use the pairs of ${path}: ${reason}.`, {
      details: { path },
      hint,
    });
  };
  if (report.policy === "off") refuse("nobody looked for near-duplicates", "Run dedupe again without --from-report.");
  if (threshold < report.floor) {
    refuse(
      `it holds pairs from ${report.floor} up, and ${threshold} is asked for`,
      "Run dedupe again without --from-report; --floor looks further down.",
    );
  }
  const now = table.files.map(({ sha256 }) => sha256);
  const then = report.inputs.map(({ sha256 }) => sha256);
  if (now.length !== then.length || now.some((sha256, index) => sha256 !== then[index])) {
    refuse("it was made of other files", "Name the same files, or run dedupe again without --from-report.");
  }
  const pairs = report.pairs.map(([fileA, lineA, fileB, lineB, score]): SimilarPair => {
    const a = recordAt(table, fileA, lineA);
    const b = recordAt(table, fileB, lineB);
    if (a !== undefined && b !== undefined) return { a, b, score };
    return refuse("it names a line that holds no record", "Run dedupe again without --from-report.");
  });
  return { pairs, bins: report.histogram.bins, search: report.search };
}

/** The record on a line of a file; lines grow with the records. */
function recordAt(table: RecordTable, file: number, line: number): number | undefined {
  const { first = 0, records = 0 } = table.files[file] ?? {};
  let low = first;
  let high = first + records;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table.lineOf(middle) < line) low = middle + 1;
    else high = middle;
  }
  return low < first + records && table.lineOf(low) === line ? low : undefined;
}
