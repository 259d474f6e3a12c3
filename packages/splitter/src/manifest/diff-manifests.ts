import type { DatasetDiff, RecordPlace, SplitManifest, SplitRecord } from "@tunewright/schema";
import { compareText } from "../records/analyse-files.ts";

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
  const left = pair(before.records, after.records, (record) => record.id);
  const rest = pair(left.onlyBefore, left.onlyAfter, (record) => record.prompt);
  const { rulesBefore = () => [], rulesAfter = () => [] } = options;
  const changed = rest.pairs.map(([old, now]) => ({
    before: placeOf(old),
    after: placeOf(now),
    rules: differing(rulesBefore(placeOf(old)), rulesAfter(placeOf(now))),
  }));
  const counts = new Map<string, number>();
  for (const { rules } of changed) for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const moved = [...left.pairs, ...rest.pairs]
    .filter(([old, now]) => old.side !== now.side)
    .map(([old, now]) => ({ ...placeOf(now), from: old.side, to: now.side }));
  return {
    version: 1,
    from: options.from,
    to: options.to,
    unchanged: left.pairs.length,
    added: rest.onlyAfter.map((record) => ({ ...placeOf(record), side: record.side })),
    removed: rest.onlyBefore.map((record) => ({ ...placeOf(record), side: record.side })),
    changed,
    moved,
    rules: [...counts]
      .map(([rule, records]) => ({ rule, records }))
      .sort((a, b) => b.records - a.records || compareText(a.rule, b.rule)),
    unattributed: changed.filter(({ rules }) => rules.length === 0).length,
    symbols: { gained: newNames(before, after), lost: newNames(after, before) },
  };
}

interface Paired {
  readonly pairs: readonly (readonly [before: SplitRecord, after: SplitRecord])[];
  readonly onlyBefore: readonly SplitRecord[];
  readonly onlyAfter: readonly SplitRecord[];
}

/** Pairs records of equal key, each once, in the order of the version before. */
function pair(
  before: readonly SplitRecord[],
  after: readonly SplitRecord[],
  keyOf: (record: SplitRecord) => string,
): Paired {
  // A list is walked, not shortened from its front: a version may hold one record a million times.
  const waiting = new Map<string, { readonly records: SplitRecord[]; next: number }>();
  for (const record of after) {
    const list = waiting.get(keyOf(record));
    if (list === undefined) waiting.set(keyOf(record), { records: [record], next: 0 });
    else list.records.push(record);
  }
  const pairs: [SplitRecord, SplitRecord][] = [];
  const onlyBefore: SplitRecord[] = [];
  const taken = new Set<SplitRecord>();
  for (const record of before) {
    const list = waiting.get(keyOf(record));
    const match = list?.records[list.next];
    if (list !== undefined) list.next += 1;
    if (match === undefined) onlyBefore.push(record);
    else {
      pairs.push([record, match]);
      taken.add(match);
    }
  }
  return { pairs, onlyBefore, onlyAfter: after.filter((record) => !taken.has(record)) };
}

function placeOf({ file, line, id }: SplitRecord): RecordPlace {
  return { file, line, id };
}

/** What stands in one list and not in the other. */
function differing(left: readonly string[], right: readonly string[]): string[] {
  const a = new Set(left);
  const b = new Set(right);
  return [...a, ...b].filter((rule) => a.has(rule) !== b.has(rule)).sort(compareText);
}

function newNames(before: SplitManifest, after: SplitManifest): string[] {
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
  let before = line;
  for (const gone of removed) {
    if (gone > before) break;
    before += 1;
  }
  return before;
}
