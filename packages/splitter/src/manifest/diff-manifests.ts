import type { DatasetDiff, RecordPlace, SplitManifest } from "@tunewright/schema";
import { compareText } from "../records/analyse-files.ts";
import { Scratch, type ScratchOptions } from "../scratch/scratch.ts";
import { matchRecords, type VersionRecord, VersionRecords, VersionTexts } from "./version-records.ts";
import { walkManifest } from "./walk-manifest.ts";

/** Options for {@link diffManifests}. */
export interface DiffManifestsOptions {
  readonly from: string;
  readonly to: string;
  /** Rules that changed the record at a place of the version before, and of the version after. */
  readonly rulesBefore?: (place: RecordPlace) => readonly string[];
  /** The same for the version after. */
  readonly rulesAfter?: (place: RecordPlace) => readonly string[];
}

/**
 * Compares two versions record by record.
 *
 * Records are found again by their content, else by their question; a record whose question is new was added. Each change is
 * laid to the rules that worked on one version of the record and not on the other.
 */
export function diffManifests(before: SplitManifest, after: SplitManifest, options: DiffManifestsOptions): DatasetDiff {
  using scratch = new Scratch();
  const versions = openVersions(scratch);
  for (const record of before.records) versions.before.add(record);
  for (const record of after.records) versions.after.add(record);
  return compare(versions, { before, after }, options);
}

/**
 * {@link diffManifests} for files of any length: only what differs is held.
 *
 * @param before Path of the manifest of the version before.
 * @param after Path of the manifest of the version after.
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when one is no manifest.
 */
export async function diffManifestFiles(
  before: string,
  after: string,
  options: DiffManifestsOptions & ScratchOptions,
): Promise<DatasetDiff> {
  using scratch = new Scratch(options);
  const versions = openVersions(scratch);
  const left = await walkManifest(before, (record) => versions.before.add(record));
  const right = await walkManifest(after, (record) => versions.after.add(record));
  return compare(versions, { before: left, after: right }, options);
}

interface Versions {
  readonly scratch: Scratch;
  readonly texts: VersionTexts;
  readonly before: VersionRecords;
  readonly after: VersionRecords;
}

function openVersions(scratch: Scratch): Versions {
  const texts = new VersionTexts();
  const open = (): VersionRecords => new VersionRecords(scratch, texts, "id");
  return { scratch, texts, before: open(), after: open() };
}

type Pair = readonly [before: VersionRecord, after: VersionRecord];
type Summaries = Readonly<Record<"before" | "after", Pick<SplitManifest, "symbols">>>;

function compare(versions: Versions, summaries: Summaries, options: DiffManifestsOptions): DatasetDiff {
  const { scratch, texts, before, after } = versions;
  const gone = new VersionRecords(scratch, texts, "prompt");
  const come = new VersionRecords(scratch, texts, "prompt");
  const sameMoved: Pair[] = [];
  let unchanged = 0;
  matchRecords(before, after, {
    pair: (old, now) => {
      unchanged += 1;
      if (before.sideAt(old) !== after.sideAt(now)) sameMoved.push([before.read(old), after.read(now)]);
    },
    onlyBefore: (old) => gone.addFrom(before, old),
    onlyAfter: (now) => come.addFrom(after, now),
  });
  const pairs: Pair[] = [];
  const removed: VersionRecord[] = [];
  const added: VersionRecord[] = [];
  matchRecords(gone, come, {
    pair: (old, now) => pairs.push([gone.read(old), come.read(now)]),
    onlyBefore: (old) => removed.push(gone.read(old)),
    onlyAfter: (now) => added.push(come.read(now)),
  });
  const byPair = (left: Pair, right: Pair): number => left[0].index - right[0].index;
  const byIndex = (left: VersionRecord, right: VersionRecord): number => left.index - right.index;
  const placeOf = ({ file, line, id }: VersionRecord): RecordPlace => ({ file: texts.files[file] ?? "", line, id });
  const { rulesBefore = () => [], rulesAfter = () => [] } = options;
  const changed = pairs.sort(byPair).map(([old, now]) => ({
    before: placeOf(old),
    after: placeOf(now),
    rules: differing(rulesBefore(placeOf(old)), rulesAfter(placeOf(now))),
  }));
  const counts = new Map<string, number>();
  for (const { rules } of changed) for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const moved = [...sameMoved.sort(byPair), ...pairs.filter(([old, now]) => old.side !== now.side)].map(
    ([old, now]) => ({ ...placeOf(now), from: old.side, to: now.side }),
  );
  return {
    version: 1,
    from: options.from,
    to: options.to,
    unchanged,
    added: added.sort(byIndex).map((record) => ({ ...placeOf(record), side: record.side })),
    removed: removed.sort(byIndex).map((record) => ({ ...placeOf(record), side: record.side })),
    changed,
    moved,
    rules: [...counts]
      .map(([rule, records]) => ({ rule, records }))
      .sort((a, b) => b.records - a.records || compareText(a.rule, b.rule)),
    unattributed: changed.filter(({ rules }) => rules.length === 0).length,
    symbols: { gained: newNames(summaries.before, summaries.after), lost: newNames(summaries.after, summaries.before) },
  };
}

/** What stands in one list and not in the other. */
function differing(left: readonly string[], right: readonly string[]): string[] {
  const a = new Set(left);
  const b = new Set(right);
  return [...a, ...b].filter((rule) => a.has(rule) !== b.has(rule)).sort(compareText);
}

function newNames(before: Summaries["before"], after: Summaries["after"]): string[] {
  const known = new Set(before.symbols.map(({ name }) => name));
  return after.symbols
    .map(({ name }) => name)
    .filter((name) => !known.has(name))
    .sort(compareText);
}

/**
 * The line that a record had in a file before some of its lines were taken out.
 *
 * @param line 1-based line after.
 * @param removed 1-based lines that were taken out, in order.
 */
export function lineBefore(line: number, removed: readonly number[]): number {
  // How many were taken out before it: where the first of them stands that is not.
  let low = 0;
  let high = removed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((removed[middle] ?? 0) - middle <= line) low = middle + 1;
    else high = middle;
  }
  return line + low;
}
