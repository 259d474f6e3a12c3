import type { SavedPair } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { type AnalyseFilesOptions, analyseFiles, type InputFile } from "../records/analyse-files.ts";
import { distinctRecords } from "./cluster-records.ts";
import { type FindPairsOptions, type FoundPairs, findPairs, searchNothing } from "./find-pairs.ts";
import { readDedupeReport } from "../dedupe/read-dedupe-report.ts";
import type { RecordTable } from "../records/record-table.ts";
import type { NumberList } from "../scratch/paged-column.ts";
import { restorePairs } from "./saved-pairs.ts";

/** Where records and pairs come from, if not from reading the files and searching them. */
export interface PairSources {
  /** An earlier report on the same files, whose pairs are taken in place of a new search: another threshold costs no search. */
  readonly pairsFrom?: string;
  /** Files of signatures, as `signFiles` writes them, in place of reading the records. */
  readonly signaturesFrom?: readonly string[];
  /** Pairs that an engine's join has proposed, as JSONL with two ids on each line: only these are compared. */
  readonly candidates?: string;
}

/** Reads the records of a dataset, or what was signed of them; `near` tells whether shingles are needed. */
export async function openTable(
  inputs: readonly InputFile[],
  options: AnalyseFilesOptions & PairSources,
): Promise<RecordTable> {
  const { signaturesFrom } = options;
  if (signaturesFrom === undefined) {
    return await analyseFiles(inputs, { ...options, near: options.near && options.pairsFrom === undefined });
  }
  const { readSignatures } = await import("../signatures/read-signatures.ts");
  const table = await readSignatures(signaturesFrom, options);
  const signed = table.files.map((file) => file.path);
  const named = inputs.map(({ path, name }) => name ?? path);
  if (named.length === 0 || named.join("\n") === signed.join("\n")) return table;
  table[Symbol.dispose]();
  const missing = named.find((name) => !signed.includes(name)) ?? signed.find((name) => !named.includes(name)) ?? "";
  throw new PipelineError("DATASET_INVALID", `Cannot use the signatures: they and the files differ in ${missing}.`, {
    details: { missing },
    hint: "Name the files as they were named when they were signed, from the same folder.",
  });
}

/** Finds pairs by the way that the options name. @returns An earlier report's floor along with its pairs. */
export async function choosePairs(
  table: RecordTable,
  sameAs: NumberList,
  options: FindPairsOptions & PairSources & { readonly near: boolean },
): Promise<{ readonly found: FoundPairs; readonly floor: number }> {
  const { pairsFrom, candidates, threshold, floor } = options;
  if (pairsFrom !== undefined) {
    const pairs: SavedPair[] = [];
    const report = await readDedupeReport(pairsFrom, (pair) => pairs.push(pair));
    return { found: restorePairs(table, { ...report, pairs }, { path: pairsFrom, threshold }), floor: report.floor };
  }
  if (!options.near) return { found: searchNothing(options), floor };
  const records = distinctRecords(table, sameAs);
  if (candidates !== undefined) {
    const { compareCandidates } = await import("./compare-candidates.ts");
    return { found: await compareCandidates(table, records, { ...options, path: candidates }), floor };
  }
  return { found: findPairs(table.shingles, records, options), floor };
}
