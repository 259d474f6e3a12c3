import type { Hazard } from "@tunewright/schema";
import { findCopies } from "./exact-copies.ts";
import type { FoundPairs } from "./find-pairs.ts";
import { FirstGroups } from "./first-groups.ts";
import { groupCap } from "./group-cap.ts";
import type { RecordTable } from "../records/record-table.ts";
import { BitSet } from "../scratch/bit-set.ts";
import type { NumberList } from "../scratch/paged-column.ts";
import { TupleSorter } from "../scratch/tuple-sorter.ts";
import { groupCodes, type KeyGroup, walkKeyGroups } from "./shared-key-groups.ts";
import { UnionFind } from "./union-find.ts";

/** Which records may not be parted. */
export interface Clusters {
  /** For each record the first record of its cluster. */
  readonly clusterOf: Uint32Array;
  /** For each record the first record with the same content. */
  readonly sameAs: NumberList;
  readonly hazards: readonly Hazard[];
  /** Clusters that only a chain holds together: the first record resembles some of them below the threshold. */
  readonly chained: number;
  /**
   * What joined them: pairs and groups of distinct records, each named by the first of its copies. Groups are looked for again.
   *
   * @param isWanted Tells of one record of a tie whether the tie is.
   */
  readonly ties: (isWanted?: (record: number) => boolean) => Iterable<readonly number[]>;
}

/** Options for {@link clusterRecords}. */
export interface ClusterRecordsOptions {
  readonly threshold: number;
}

/** Hazards that a report or a manifest lists at most; the rest is left out of the list, not out of the clusters. */
export const MOST_HAZARDS = 1000;

/** Exact duplicates of each record, from the ids alone. */
export function findExact(table: RecordTable): NumberList {
  return findCopies(table).sameAs;
}

/**
 * Distinct records in the order of their ids, which depends on the content alone.
 *
 * @param sameAs From {@link findExact}.
 */
export function distinctRecords(table: RecordTable, sameAs: NumberList): Uint32Array {
  const sorter = new TupleSorter(table.scratch, { width: 5, keyWords: 4 });
  let count = 0;
  for (let record = 0; record < table.length; record += 1) {
    if (sameAs.at(record) !== record) continue;
    const at = sorter.add();
    for (let word = 0; word < 4; word += 1) sorter.words[at + word] = table.ids.at(record * 4 + word);
    sorter.words[at + 4] = record;
    count += 1;
  }
  const list = new Uint32Array(count);
  const sorted = sorter.sorted();
  for (let place = 0; sorted.next(); place += 1) list[place] = sorted.words[sorted.offset + 4] ?? 0;
  return list;
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
  sameAs: NumberList,
  options: ClusterRecordsOptions,
): Clusters {
  const sets = new UnionFind(table.length);
  for (let record = 0; record < table.length; record += 1) sets.join(sameAs.at(record) ?? record, record);
  for (const { a, b, score } of found.pairs) {
    if (score < options.threshold) continue;
    sets.join(a, b);
  }
  const chained = countChains(found, sets, options.threshold);
  const groups = new GroupWalk(table, sameAs);
  const hazards = groups.list((members) => {
    for (const record of members) sets.join(members[0] ?? record, record);
  });
  const ties = function* (isWanted = (_record: number): boolean => true): Generator<readonly number[]> {
    for (const { a, b, score } of found.pairs) if (score >= options.threshold && isWanted(a)) yield [a, b];
    yield* groups.joined(isWanted);
  };
  return { clusterOf: sets.flatten(), sameAs, hazards, chained, ties };
}

/** The groups that are no copies of each other, and yet tell each other's answer, as a report lists them. */
export function listHazards(table: RecordTable, sameAs: NumberList): Hazard[] {
  return new GroupWalk(table, sameAs).list(() => {});
}

/** Walks the groups of a table that share a key. */
class GroupWalk {
  readonly #table: RecordTable;
  readonly #copies: BitSet;
  readonly #cap: number;

  constructor(table: RecordTable, sameAs: NumberList) {
    this.#table = table;
    this.#copies = new BitSet(table.length);
    for (let record = 0; record < table.length; record += 1) if (sameAs.at(record) !== record) this.#copies.add(record);
    this.#cap = groupCap(table.length);
  }

  /** @param join Is told of each group that belongs together. */
  list(join: (members: Uint32Array) => void): Hazard[] {
    const hazards: Hazard[] = [];
    for (const code of groupCodes) {
      const first = new FirstGroups(MOST_HAZARDS - hazards.length);
      this.#walk(code, (group) => {
        if (group.fits) join(group.members);
        first.add(group);
      });
      hazards.push(...first.describe(this.#table, code, this.#cap));
    }
    return hazards;
  }

  /** The groups that belong together. */
  *joined(isWanted: (record: number) => boolean): Generator<readonly number[]> {
    for (const code of groupCodes) {
      const found: (readonly number[])[] = [];
      this.#walk(code, ({ fits, members }) => {
        if (fits && isWanted(members[0] ?? 0)) found.push([...members]);
      });
      yield* found;
    }
  }

  #walk(code: KeyGroup["code"], visit: (group: KeyGroup) => void): void {
    walkKeyGroups(this.#table, code, { copies: this.#copies, cap: this.#cap, visit });
  }
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
