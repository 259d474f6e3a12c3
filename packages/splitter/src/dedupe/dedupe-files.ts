import { basename, dirname, join } from "node:path";
import { refuseOverwriting } from "@tunewright/jsonl";
import type { DedupeReport, Duplicate, SavedPair } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { breathe } from "../records/breathe.ts";
import { type AnalyseFilesOptions, type InputFile, sortInputs } from "../records/analyse-files.ts";
import { choosePairs, openTable, type PairSources } from "../pairs/choose-pairs.ts";
import { listHazards } from "../pairs/cluster-records.ts";
import { findCopies } from "../pairs/exact-copies.ts";
import type { RecordTable } from "../records/record-table.ts";
import { dealLines, type WrittenFile } from "../split/deal-lines.ts";
import { findRepeats, listDuplicates, round } from "../pairs/duplicates.ts";
import { lockOutputs } from "../lock-outputs.ts";
import { savePairs } from "../pairs/saved-pairs.ts";
import { spoolInputs } from "../records/spool-inputs.ts";
import { writeDocument } from "../manifest/write-document.ts";

/** Share of the threshold down to which pairs are looked for, so that it can be lowered without a new search. */
const FLOOR_SHARE = 0.8;
/** Similarity from which two records are near-duplicates. */
export const DEFAULT_THRESHOLD = 0.8;

/** Options for {@link dedupeFiles}. */
export interface DedupeFilesOptions extends Omit<AnalyseFilesOptions, "near">, PairSources {
  /** Files, in any order: they are read by name. `-` reads standard input. None are needed to look at signatures only. */
  readonly inputs: readonly InputFile[];
  /**
   * One file for all, or a folder for one each, by its name; nothing is written without. The report calls it by `name`, so that it
   * need not tell where on this machine it lies.
   */
  readonly out?:
    | { readonly file: string; readonly name?: string }
    | { readonly folder: string; readonly name?: string };
  /** Where the report is written. */
  readonly report?: string;
  /**
   * Jaccard similarity from which two records are near-duplicates, above 0 and at most 1.
   *
   * @default 0.8
   */
  readonly threshold?: number;
  /**
   * Whether near-duplicates are left out, only named for a split to keep together, or not looked for, which is quicker. Exact
   * duplicates are always left out.
   *
   * @default "drop"
   */
  readonly near?: "drop" | "group" | "off";
  /**
   * Similarity down to which pairs are looked for and reported, above 0 and at most the threshold. A lower one takes longer.
   *
   * @default 0.8 of the threshold
   */
  readonly floor?: number;
  /** Keeps the lines that could not be read; the file is made only when there is one. */
  readonly rejects?: string;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** What {@link dedupeFiles} found. To dispose of it closes its temporary files, which go with the process else. */
export interface DedupeResult extends Disposable {
  /** The report, without its two long lists. */
  readonly report: Omit<DedupeReport, "duplicates" | "pairs">;
  /** The duplicates in the order of the input, made one by one. */
  readonly duplicates: () => Iterable<Duplicate>;
  /** Every pair from the floor up, made one by one. */
  readonly pairs: () => Iterable<SavedPair>;
}

/**
 * Finds exact and near-duplicates, each with its partner and score, and writes what is left in its original bytes.
 *
 * @throws {PipelineError} When a file cannot be read or written; `DATASET_INVALID` when there is no record at all.
 * @throws {RangeError} If the threshold is not above 0 and at most 1.
 */
export async function dedupeFiles(options: DedupeFilesOptions): Promise<DedupeResult> {
  const { threshold = DEFAULT_THRESHOLD, near: policy = "drop" } = options;
  checkThreshold(threshold);
  const asked = options.floor ?? round(threshold * FLOOR_SHARE);
  if (!(asked > 0 && asked <= threshold)) {
    throw new RangeError(`Cannot look down to a similarity of ${asked}: it must be above 0 and at most the threshold.`);
  }
  await refuseOverwriting({
    inputs: options.inputs.map(({ path }) => path),
    outputs: [...outputPaths(options.out, options.inputs), options.report, options.rejects],
  });
  await using spooled = await spoolInputs(sortInputs(options.inputs), options.stdin);
  if (options.out !== undefined && options.inputs.length === 0) {
    throw new PipelineError("USAGE", "Cannot write what is left: signatures hold no texts, and no files were named.", {
      hint: "Name the files that were signed.",
    });
  }
  const outputs = outputPaths(options.out, spooled.inputs);
  await using _lock = await lockOutputs([...outputs, ...(options.report === undefined ? [] : [options.report])]);
  const [place = options.report] = outputs;
  const table = await openTable(spooled.inputs, {
    ...(place === undefined ? {} : { folder: dirname(place) }),
    ...options,
    near: policy !== "off",
  });
  try {
    return await dedupeTable(table, spooled.inputs, { ...options, threshold, policy, floor: asked, outputs });
  } catch (error) {
    table[Symbol.dispose]();
    throw error;
  }
}

interface DedupeTableOptions extends Omit<DedupeFilesOptions, "near"> {
  readonly threshold: number;
  readonly floor: number;
  readonly policy: "drop" | "group" | "off";
  readonly outputs: readonly string[];
}

async function dedupeTable(
  table: RecordTable,
  inputs: readonly InputFile[],
  options: DedupeTableOptions,
): Promise<DedupeResult> {
  const { threshold, policy, outputs } = options;
  if (table.length === 0) throw noRecords(table.files.map((file) => file.path));
  const { count: exact, sameAs, partnerLines } = findCopies(table);
  await breathe(options.signal);
  const { found, floor } = await choosePairs(table, sameAs, { ...options, near: policy !== "off" });
  table.shingles[Symbol.dispose]();
  const repeats = findRepeats(found, sameAs, threshold);
  await breathe(options.signal);
  const hazards = listHazards(table, sameAs);
  await breathe(options.signal);
  const dropsNear = policy === "drop";
  const perFile = options.out !== undefined && "folder" in options.out;
  const outName = options.out?.name;
  const shown = (path: string): string =>
    outName === undefined ? path : perFile ? `${outName.replace(/[/\\]+$/, "")}/${basename(path)}` : outName;
  const isDropped = (record: number): boolean =>
    sameAs.at(record) !== record || (dropsNear && repeats.near.has(record));
  const at = (record: number): number => (isDropped(record) ? outputs.length : perFile ? table.fileIndexOf(record) : 0);
  const written: readonly WrittenFile[] =
    outputs.length === 0 ? [] : await dealLines(inputs, table, { ...options, outputs, outputOf: { at } });
  const report: DedupeResult["report"] = {
    version: 1,
    records: table.length,
    kept: table.length - exact - (dropsNear ? repeats.near.size : 0),
    exact,
    near: repeats.near.size,
    rejected: table.files.reduce((sum, file) => sum + file.rejected, 0),
    threshold,
    policy,
    floor,
    hazards,
    search: found.search,
    histogram: { bins: [...found.bins], threshold },
    issues: table.files.filter((file) => file.issues.length > 0).map(({ path, issues }) => ({ file: path, issues })),
    inputs: table.files.map(({ path, sha256 }) => ({ path, sha256 })),
    outputs: written.map(({ path, sha256 }) => ({ path: shown(path), sha256 })),
    close: found.pairs
      .filter((pair) => pair.score < threshold)
      .slice(0, 10_000)
      .map(({ a, b, score }) => ({ a: table.placeOf(a), b: table.placeOf(b), score: round(score) })),
  };
  const duplicates = (): Iterable<Duplicate> =>
    listDuplicates(table, repeats, { partnerLines, dropsExact: true, dropsNear });
  const pairs = (): Iterable<SavedPair> => savePairs(table, found.pairs);
  if (options.report !== undefined) {
    const { close, ...head } = report;
    await writeDocument(options.report, head, [
      ["duplicates", duplicates()],
      ["close", close],
      ["pairs", pairs()],
    ]);
  }
  return { report, duplicates, pairs, [Symbol.dispose]: () => table[Symbol.dispose]() };
}

/** @throws {RangeError} If the threshold is not above 0 and at most 1. */
export function checkThreshold(threshold: number): void {
  if (threshold > 0 && threshold <= 1) return;
  throw new RangeError(`Cannot compare with a threshold of ${threshold}: it must be above 0 and at most 1.`);
}

function noRecords(files: readonly string[]): PipelineError {
  return new PipelineError("DATASET_INVALID", "Cannot go on: the files hold no record that can be read.", {
    details: { files },
    hint: 'Run "tunewright validate" on them to see why.',
  });
}

function outputPaths(out: DedupeFilesOptions["out"], inputs: readonly InputFile[]): string[] {
  if (out === undefined) return [];
  if ("file" in out) return [out.file];
  const names = inputs.map(({ path, name }) => basename(name ?? path).replace(/\.(?:gz|zst)$/, ""));
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return names.map((name) => join(out.folder, name));
  throw new PipelineError("USAGE", `Cannot write one file for each input: two of them are called ${repeated}.`, {
    hint: "Name a file, not a folder, as the output.",
  });
}
