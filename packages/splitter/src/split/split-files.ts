/**
 * The split from files to files. Longer than most files here: it is the one place that knows the order of the steps.
 */
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { hashFile, refuseOverwriting } from "@tunewright/jsonl";
import type { SplitManifest, SplitRecord } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import { splitSides } from "@tunewright/schema/split-sides";
import { breathe } from "../records/breathe.ts";
import { type AnalyseFilesOptions, analyseFiles, type InputFile, sortInputs } from "../records/analyse-files.ts";
import { checkSizes, chooseSides, type SideSizes } from "./choose-sides.ts";
import { clusterRecords, distinctRecords, findExact } from "../pairs/cluster-records.ts";
import { dealLines } from "./deal-lines.ts";
import { describeNotes } from "./describe-notes.ts";
import { countBySide, countStrata, listRecords, settingsOf, writeRecords } from "../manifest/describe-split.ts";
import { checkThreshold, DEFAULT_THRESHOLD } from "../dedupe/dedupe-files.ts";
import { findRepeats } from "../pairs/duplicates.ts";
import { describeLeak, findLeaks } from "../pairs/find-leaks.ts";
import { findPairs, searchNothing } from "../pairs/find-pairs.ts";
import { Scratch } from "../scratch/scratch.ts";
import { keepMembership, type KeptMembership } from "./keep-membership.ts";
import { lockOutputs } from "../lock-outputs.ts";
import { readEarlierSides, UNKNOWN } from "./known-sides.ts";
import { refuseNothingLeft } from "./refuse-nothing-left.ts";
import { refuseUnread } from "./refuse-unread.ts";
import { spoolInputs } from "../records/spool-inputs.ts";
import { DROPPED, SplitUnits } from "./split-units.ts";
import { countedSymbols } from "./symbol-coverage.ts";
import { writeDocument } from "../manifest/write-document.ts";

/** Options for {@link splitFiles}. */
export interface SplitFilesOptions extends Omit<AnalyseFilesOptions, "near">, SideSizes {
  /** Files, in any order: they are read by name. `-` reads standard input. */
  readonly inputs: readonly InputFile[];
  readonly outputs: { readonly train: string; readonly validation: string; readonly test?: string };
  /** Where the manifest is written; paths in it are relative to its folder. */
  readonly manifest?: string;
  /** @default 42 */
  readonly seed?: number;
  /**
   * Jaccard similarity from which two records may not be parted.
   *
   * @default 0.8
   */
  readonly threshold?: number;
  /**
   * Whether near-duplicates are kept on one side, left out, or not looked for, as where an earlier step has left them out.
   *
   * @default "group"
   */
  readonly near?: "group" | "drop" | "off";
  /**
   * Whether exact duplicates are kept on one side, or left out.
   *
   * @default "group"
   */
  readonly exact?: "group" | "drop";
  /** A manifest of an earlier version, whose records stay where they were. */
  readonly keepFrom?: string;
  /** Evaluations, older versions, other datasets: files that training and validation should not tell. */
  readonly against?: readonly InputFile[];
  /**
   * What becomes of records that `against` asks about.
   *
   * @default "report"
   */
  readonly leaks?: "report" | "fail" | "drop";
  /** Keeps the lines that could not be read; the file is made only when there is one. */
  readonly rejects?: string;
  /** Version of the tool, for the manifest. */
  readonly toolVersion: string;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** A manifest without its list of records, which can be millions. */
export type SplitSummary = Omit<SplitManifest, "records">;

/** What {@link splitFiles} did. To dispose of it closes its temporary files, which go with the process else. */
export interface SplitResult extends Disposable {
  readonly summary: SplitSummary;
  /** The records in the order of the input, made one by one. */
  readonly records: () => Iterable<SplitRecord>;
}

/**
 * Splits a dataset: clusters stay whole, strata even, counts exact, and the same data gives the same bytes whatever the order
 * of the files or the number of threads.
 *
 * Clusters are taken in the order of a hash over seed and key, stratum by stratum, until the number of records is met. Which
 * ones does not depend on the order of the records, but appended records change the numbers, and so can push one out at the
 * border. Two ways keep every old record where it was: `keepFrom` reads the sides from an earlier manifest; `byKey` lets the
 * key alone decide and gives up exact numbers. No rule can be exact, free of memory and stable at once.
 *
 * @throws {PipelineError} `SPLIT_IMPOSSIBLE` when a side would stay empty; `SPLIT_LEAK` when leaks should fail the run;
 *   `INPUT_NOT_FOUND` and the like for files.
 * @throws {RangeError} If a ratio, a count or the threshold makes no sense.
 */
export async function splitFiles(options: SplitFilesOptions): Promise<SplitResult> {
  checkSizes(options);
  checkThreshold(options.threshold ?? DEFAULT_THRESHOLD);
  if (options.testRatio !== undefined && options.outputs.test === undefined) {
    throw new RangeError("Cannot make a test side: no file for it was named.");
  }
  await refuseOverwriting({
    inputs: [...options.inputs, ...(options.against ?? [])].map(({ path }) => path),
    outputs: [...Object.values(options.outputs), options.manifest, options.rejects],
  });
  const { train, validation, test } = options.outputs;
  const written = [train, validation, options.testRatio === undefined ? undefined : test, options.manifest];
  await using _lock = await lockOutputs(written.filter((path) => path !== undefined));
  const scratch = new Scratch({ folder: dirname(resolve(train)), ...options });
  try {
    return await splitInto(scratch, options);
  } catch (error) {
    scratch[Symbol.dispose]();
    throw error;
  }
}

async function splitInto(scratch: Scratch, options: SplitFilesOptions): Promise<SplitResult> {
  const {
    threshold = DEFAULT_THRESHOLD,
    seed = 42,
    near = "group",
    exact = "group",
    leaks: policy = "report",
  } = options;
  const { train, validation, test } = options.outputs;
  const base = dirname(resolve(options.manifest ?? train));
  // First, so that a broken manifest shows before hours of work.
  const earlier = options.keepFrom === undefined ? undefined : await readEarlierSides(options.keepFrom, scratch);
  await using spooled = await spoolInputs(sortInputs(options.inputs), options.stdin);
  const inputs = spooled.inputs.map((input) => ({
    path: input.path,
    name: input.name ?? relativePath(base, input.path),
  }));
  const against = sortInputs(options.against ?? []);
  // Leaks are found by shingles, too.
  const needsShingles = near !== "off" || against.length > 0;
  const table = await analyseFiles(inputs, { ...options, scratch, near: needsShingles, notesSymbols: true });
  using others = await analyseFiles(
    against.map((input) => ({ ...input, name: input.name ?? relativePath(base, input.path) })),
    {
      near: true,
      takesPrompts: true,
      ...(options.threads === undefined ? {} : { threads: options.threads }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
  );
  refuseUnread(others.files);
  const sameAs = findExact(table);
  await breathe(options.signal);
  const searched = { ...options, threshold, floor: threshold };
  const found =
    near === "off" ? searchNothing(searched) : findPairs(table.shingles, distinctRecords(table, sameAs), searched);
  await breathe(options.signal);
  const clusters = clusterRecords(table, found, sameAs, { threshold });
  const foundLeaks = others.length === 0 ? [] : findLeaks(table, others, { ...options, threshold });
  table.shingles[Symbol.dispose]();

  const sides = new Uint8Array(table.length);
  const dropped = { exact: 0, near: 0, leaks: 0 };
  const { near: repeats } = findRepeats(found, sameAs, threshold);
  for (let record = 0; record < table.length; record += 1) {
    const first = sameAs.at(record) ?? record;
    if (exact === "drop" && first !== record) dropped.exact += 1;
    else if (near === "drop" && repeats.has(first)) dropped.near += 1;
    else continue;
    sides[record] = DROPPED;
  }
  if (policy === "drop") {
    for (const { record } of foundLeaks) {
      if (sides[record] === DROPPED) continue;
      sides[record] = DROPPED;
      dropped.leaks += 1;
    }
  }
  refuseNothingLeft(table, sides, dropped);
  await breathe(options.signal);
  const kept = earlier === undefined ? undefined : keepMembership(table, clusters, earlier, sides);
  for (const record of kept?.bridges ?? []) sides[record] = DROPPED;
  const units = new SplitUnits(table, kept ?? clusters, sides, seed);
  await breathe(options.signal);
  const symbolCounts = countedSymbols(units, table.symbolNames.length, { isIndexed: options.symbols !== undefined });
  const chosen = chooseSides(units, {
    ...options,
    symbols: symbolCounts,
    ...(kept === undefined ? {} : { kept: keptSides(units, kept) }),
  });
  for (let record = 0; record < table.length; record += 1) {
    if (sides[record] !== DROPPED) sides[record] = chosen.sides[units.unitOf[record] ?? 0] ?? 0;
  }
  const leaks = foundLeaks.map((leak) => {
    const side = splitSides[sides[leak.record] ?? 0] ?? "train";
    return describeLeak(leak, { table, others, side, dropped: policy === "drop" });
  });
  if (policy === "fail" && leaks.length > 0) {
    throw new PipelineError(
      "SPLIT_LEAK",
      `${formatCount(leaks.length, "record tells", "records tell")} what the files to be kept apart ask.`,
      {
        details: { leaks },
        hint: "Leave them out with --leaks drop, or look at the pairs with --leaks report.",
      },
    );
  }

  const paths = options.testRatio === undefined || test === undefined ? [train, validation] : [train, validation, test];
  const dealt = await dealLines(inputs, table, { ...options, outputs: paths, outputOf: sides });
  const [trainOut, validationOut, testOut] = dealt.map((file) => ({ ...file, path: relativePath(base, file.path) }));
  if (trainOut === undefined || validationOut === undefined)
    throw new TypeError("Cannot happen: two files were written.");
  const bridges = (kept?.bridges ?? []).map((record) => table.placeOf(record));
  const notes = [
    ...chosen.notes,
    ...describeNotes({
      chained: clusters.chained,
      capped: found.search.capped,
      bridges,
      parted: kept?.parted ?? 0,
      against: others.files,
    }),
  ];
  const symbols = countBySide(table, sides, symbolCounts);
  const summary: SplitSummary = {
    version: 1,
    tool: { name: "tunewright", version: options.toolVersion },
    settings: settingsOf(options, { threshold, seed, near, exact, leaks: policy }),
    inputs: table.files.map(({ path, sha256, records }) => ({ path, sha256, records })),
    against: others.files.map(({ path, sha256 }) => ({ path, sha256 })),
    keptFrom:
      kept === undefined || options.keepFrom === undefined
        ? null
        : {
            path: relativePath(base, options.keepFrom),
            sha256: await hashFile(options.keepFrom),
            kept: kept.kept,
            bridges,
          },
    outputs: { train: trainOut, validation: validationOut, test: testOut ?? null },
    counts: {
      records: table.length,
      train: trainOut.records,
      validation: validationOut.records,
      test: testOut?.records ?? 0,
      droppedExact: dropped.exact,
      droppedNear: dropped.near,
      droppedLeaks: dropped.leaks,
      droppedBridges: bridges.length,
      rejected: table.files.reduce((sum, file) => sum + file.rejected, 0),
      clusters: units.length,
      largestCluster: units.largest,
    },
    strata: countStrata(table, sides),
    symbols,
    heldOut: symbols.filter(({ train: shown }) => shown === 0).map(({ name }) => name),
    notes,
    hazards: [...clusters.hazards],
    leaks,
    search: found.search,
    histogram: { bins: [...found.bins], threshold },
    issues: table.files.filter((file) => file.issues.length > 0).map(({ path, issues }) => ({ file: path, issues })),
  };
  const records = (): Iterable<SplitRecord> => listRecords(table, units, sides);
  if (options.manifest !== undefined) {
    await writeDocument(options.manifest, summary, [["records", { texts: writeRecords(table, units, sides) }]]);
  }
  return { summary, records, [Symbol.dispose]: () => scratch[Symbol.dispose]() };
}

/** The sides that are kept, by unit; 255 where none is. */
function keptSides(units: SplitUnits, { sideOf }: KeptMembership): Uint8Array {
  const sides = new Uint8Array(units.length).fill(255);
  for (let unit = 0; unit < units.length; unit += 1) {
    const side = sideOf[units.clusterOf(unit)] ?? UNKNOWN;
    if (side !== UNKNOWN) sides[unit] = side;
  }
  return sides;
}

/** A path as the manifest names it: relative to its folder, with `/`. */
export function relativePath(base: string, path: string): string {
  if (path === "-") return path;
  const short = relative(base, resolve(path));
  return (isAbsolute(short) ? path : short).split(sep).join("/");
}
