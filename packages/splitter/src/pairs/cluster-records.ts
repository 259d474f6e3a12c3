import type { Hazard, RecordPlace } from "@tunewright/schema";
import type { FoundPairs } from "./find-pairs.ts";
import { firstWithKey } from "./group-by-key.ts";
import { compareIds } from "../records/hash-words.ts";
import type { RecordTable } from "../records/record-table.ts";
import { UnionFind } from "./union-find.ts";

/** Which records may not be parted. */
export interface Clusters {
  /** For each record the first record of its cluster. */
  readonly clusterOf: Uint32Array;
  /** For each record the first record with the same content. */
  readonly sameAs: Uint32Array;
  readonly hazards: readonly Hazard[];
  /** Clusters that only a chain holds together: the first record resembles some of them below the threshold. */
  readonly chained: number;
  /** What joined them: pairs and groups of distinct records, each named by the first of its copies. */
  readonly ties: () => Iterable<readonly number[]>;
}

/** Options for {@link clusterRecords}. */
export interface ClusterRecordsOptions {
  readonly threshold: number;
}

/** Groups that share a prompt or an answer are joined up to this many records; a share of the set where that is more. */
const GROUP_CAP = 50;
const GROUP_SHARE = 0.02;
/** Groups that a report lists; the rest is left out of the list, not out of the clusters. */
const LISTED_GROUPS = 1000;
const LISTED_RECORDS = 20;

/** Exact duplicates of each record, from the ids alone. */
export function findExact(table: RecordTable): Uint32Array {
  return firstWithKey(table.ids, 4);
}

/**
 * Distinct records in the order of their ids, which depends on the content alone.
 *
 * @param sameAs From {@link findExact}.
 */
export function distinctRecords(table: RecordTable, sameAs: Uint32Array): Uint32Array {
  const { ids } = table;
  const list = sameAs.filter((first, record) => first === record);
  return list.sort((left, right) => compareIds(ids, left, right));
}

/**
 * Joins records that tell each other's answer: copies, near-duplicates, equal prompts, equal long answers, pieces of one
 * conversation, and equal values of the group field.
 *
 * Near-duplicates are joined pair by pair, each pair verified. A~B and B~C keep A, B and C on one side, since B would leak
 * into either; it never makes A a duplicate of C, and nothing is dropped because of a chain.
 */
export function clusterRecords(
  table: RecordTable,
  found: FoundPairs,
  sameAs: Uint32Array,
  options: ClusterRecordsOptions,
): Clusters {
  const sets = new UnionFind(table.length);
  for (let record = 0; record < sameAs.length; record += 1) sets.join(sameAs[record] ?? record, record);
  for (const { a, b, score } of found.pairs) {
    if (score < options.threshold) continue;
    sets.join(a, b);
  }
  const chained = countChains(found, sets, options.threshold);
  const cap = Math.max(GROUP_CAP, Math.floor(table.length * GROUP_SHARE));
  const hazards: Hazard[] = [];
  const joined: (readonly number[])[] = [];
  const join = (code: Hazard["code"], groups: readonly (readonly number[])[]): void => {
    for (const records of groups) {
      const distinct = records.filter((record) => sameAs[record] === record);
      if (distinct.length < 2) continue;
      const fits = code === "same-group" || distinct.length <= cap;
      if (fits) {
        joined.push(distinct);
        for (const record of distinct) sets.join(distinct[0] ?? record, record);
      }
      if (hazards.length < LISTED_GROUPS) hazards.push(describe(table, code, distinct, fits, cap));
    }
  };
  join("same-prompt", groupsOf(table.prompts, table.length));
  join("same-answer", groupsOf(table.answers, table.length));
  join("conversation-piece", turnGroups(table));
  join("same-group", groupsOf(table.groups, table.length));
  const clusterOf = new Uint32Array(table.length);
  for (let record = 0; record < table.length; record += 1) clusterOf[record] = sets.find(record);
  const ties = function* (): Generator<readonly number[]> {
    for (const { a, b, score } of found.pairs) if (score >= options.threshold) yield [a, b];
    yield* joined;
  };
  return { clusterOf, sameAs, hazards, chained, ties };
}

function describe(
  table: RecordTable,
  code: Hazard["code"],
  records: readonly number[],
  fits: boolean,
  cap: number,
): Hazard {
  const places: RecordPlace[] = records.slice(0, LISTED_RECORDS).map((record) => table.placeOf(record));
  const group = { code, size: records.length, records: places };
  if (fits) return { ...group, kept: "together" };
  return { ...group, kept: "apart", reason: `More than ${cap} records share it, so it tells little about each.` };
}

/** Records by equal keys; a key of zeros is none. */
function groupsOf(keys: Uint32Array, records: number): number[][] {
  const firsts = firstWithKey(keys, 2);
  const groups = new Map<number, number[]>();
  for (let record = 0; record < records; record += 1) {
    const first = firsts[record] ?? record;
    if (first === record || (keys[record * 2] === 0 && keys[record * 2 + 1] === 0)) continue;
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [first, record]);
    else group.push(record);
  }
  return [...groups.values()];
}

/** Records that share a question with its answer, and are not the same: pieces of one conversation. */
function turnGroups(table: RecordTable): number[][] {
  const firsts = firstWithKey(table.turns, 2);
  const owner = new Uint32Array(firsts.length);
  const groups = new Map<number, number[]>();
  for (let record = 0; record < table.length; record += 1) {
    const [start, end] = table.turnsOf(record);
    for (let turn = start; turn < end; turn += 1) {
      owner[turn] = record;
      const first = firsts[turn] ?? turn;
      if (first === turn) continue;
      const group = groups.get(first);
      if (group === undefined) groups.set(first, [owner[first] ?? record, record]);
      else if (group.at(-1) !== record) group.push(record);
    }
  }
  const lists = [...groups.values()].map((group) => [...new Set(group)]).filter((group) => group.length > 1);
  // Pieces share many turns; one line a set of records is enough.
  return [...new Map(lists.map((group) => [group.join(" "), group])).values()];
}

/** Near-duplicate clusters of three and more in which some pair was never found to be similar. */
function countChains(found: FoundPairs, sets: UnionFind, threshold: number): number {
  const members = new Map<number, Set<number>>();
  const edges = new Map<number, number>();
  for (const { a, b, score } of found.pairs) {
    if (score < threshold) continue;
    const root = sets.find(a);
    const set = members.get(root) ?? new Set<number>();
    members.set(root, set.add(a).add(b));
    edges.set(root, (edges.get(root) ?? 0) + 1);
  }
  let chains = 0;
  for (const [root, set] of members) {
    if ((edges.get(root) ?? 0) < (set.size * (set.size - 1)) / 2) chains += 1;
  }
  return chains;
}
