import type { Clusters } from "../pairs/cluster-records.ts";
import { wordsToHex } from "../records/hash-words.ts";
import type { RecordTable } from "../records/record-table.ts";
import { PagedColumn } from "../scratch/paged-column.ts";
import { compareTuples } from "../scratch/sort-tuples.ts";
import { TupleSorter } from "../scratch/tuple-sorter.ts";
import { splitPosition } from "./assign-split.ts";
import { UnitLists } from "./unit-lists.ts";

/** Sides as they are kept for each record. */
export const TRAIN = 0;
export const VALIDATION = 1;
export const TEST = 2;
/** The record is left out. */
export const DROPPED = 255;

const ID_WORDS = 4;
const POSITION_BITS = 52;
/** A position as two numbers: its first 32 bits, and the rest. */
const LOW_RANGE = 2 ** (POSITION_BITS - 32);

/**
 * The clusters of a table as things to be dealt out, each a number of records that may not be parted.
 *
 * Units are numbered by their position, the place between 0 and 1 that seed and key give, so that dealing them out is walking
 * them in order: what is known of them may lie on disk.
 */
export class SplitUnits {
  readonly #table: RecordTable;
  readonly #sides: Uint8Array;
  readonly #sizes: PagedColumn;
  readonly #positions: PagedColumn;
  readonly #clusters: PagedColumn;
  /** The record of a unit that has but one; else where the unit begins in `#members`. */
  readonly #starts: PagedColumn;
  /** Records of the units that have more than one, unit by unit. */
  readonly #members: PagedColumn;
  /** The same records in their order, each with the key of its cluster. */
  readonly #keys: PagedColumn;
  readonly #symbols: UnitLists | undefined;
  readonly #categories: UnitLists | undefined;
  /** Unit of each record; meaningless for a record that is left out. */
  readonly unitOf: Uint32Array;
  /** Records in all units. */
  readonly records: number;
  /** Records of the largest unit. */
  readonly largest: number;

  /** @param sides Records that are {@link DROPPED} belong to no unit. */
  constructor(table: RecordTable, clusters: Pick<Clusters, "clusterOf">, sides: Uint8Array, seed: number) {
    const { scratch } = table;
    const { clusterOf } = clusters;
    this.#table = table;
    this.#sides = sides;
    this.#sizes = new PagedColumn(scratch);
    this.#positions = new PagedColumn(scratch);
    this.#clusters = new PagedColumn(scratch);
    this.#starts = new PagedColumn(scratch);
    this.#members = new PagedColumn(scratch);
    this.#keys = new PagedColumn(scratch);
    // First the sizes by cluster, and once units are numbered, their numbers.
    const unitOf = new Uint32Array(table.length);
    let records = 0;
    for (let record = 0; record < table.length; record += 1) {
      if (sides[record] === DROPPED) continue;
      const cluster = clusterOf[record] ?? record;
      unitOf[cluster] = (unitOf[cluster] ?? 0) + 1;
      records += 1;
    }
    const byPosition = new TupleSorter(scratch, { width: 5, keyWords: 2 });
    const place = (key: string, cluster: number, start: number): void => {
      const bits = splitPosition(key, seed) * 2 ** POSITION_BITS;
      const at = byPosition.add();
      byPosition.words[at] = Math.floor(bits / LOW_RANGE);
      byPosition.words[at + 1] = bits % LOW_RANGE;
      byPosition.words[at + 2] = cluster;
      byPosition.words[at + 3] = unitOf[cluster] ?? 0;
      byPosition.words[at + 4] = start;
    };
    const byCluster = new TupleSorter(scratch, { width: 2 + ID_WORDS, keyWords: 1 + ID_WORDS });
    for (let record = 0; record < table.length; record += 1) {
      if (sides[record] === DROPPED) continue;
      const cluster = clusterOf[record] ?? record;
      if (unitOf[cluster] === 1) {
        place(table.idOf(record), cluster, record);
        continue;
      }
      const at = byCluster.add();
      byCluster.words[at] = cluster;
      for (let word = 0; word < ID_WORDS; word += 1)
        byCluster.words[at + 1 + word] = table.ids.at(record * ID_WORDS + word);
      byCluster.words[at + 1 + ID_WORDS] = record;
    }
    this.#placeClusters(byCluster, place);
    const sorted = byPosition.sorted();
    let largest = 0;
    while (sorted.next()) {
      const { words, offset } = sorted;
      const cluster = words[offset + 2] ?? 0;
      const size = words[offset + 3] ?? 0;
      unitOf[cluster] = this.#sizes.length;
      this.#positions.push(words[offset] ?? 0);
      this.#positions.push(words[offset + 1] ?? 0);
      this.#clusters.push(cluster);
      this.#sizes.push(size);
      this.#starts.push(words[offset + 4] ?? 0);
      largest = Math.max(largest, size);
    }
    // A cluster goes by one of its first records, so its number is known before its other records come.
    for (let record = 0; record < table.length; record += 1) {
      if (sides[record] !== DROPPED) unitOf[record] = unitOf[clusterOf[record] ?? record] ?? 0;
    }
    this.unitOf = unitOf;
    this.records = records;
    this.largest = largest;
    if (table.hasSpilledSymbols) [this.#symbols, this.#categories] = this.#sortLists();
  }

  get length(): number {
    return this.#sizes.length;
  }

  /** Records of a unit. */
  sizeOf(unit: number): number {
    return this.#sizes.at(unit);
  }

  /** Where a unit stands between 0 and 1. */
  positionOf(unit: number): number {
    return (this.#positions.at(unit * 2) * LOW_RANGE + this.#positions.at(unit * 2 + 1)) / 2 ** POSITION_BITS;
  }

  /** The record by which the unit's cluster goes. */
  clusterOf(unit: number): number {
    return this.#clusters.at(unit);
  }

  /** Tells the key of each record's cluster, its smallest id; to be asked in the order of the records. */
  clusterKeys(): (record: number) => string {
    const width = 1 + ID_WORDS;
    let next = 0;
    return (record) => {
      while (next * width < this.#keys.length && this.#keys.at(next * width) < record) next += 1;
      if (this.#keys.at(next * width) !== record || next * width >= this.#keys.length) return this.#table.idOf(record);
      return wordsToHex(this.#keys.part(next * width + 1, (next + 1) * width), 0, ID_WORDS);
    };
  }

  /** Records of the unit by their category. */
  categoriesOf(unit: number): Iterable<readonly [category: number, size: number]> {
    if (this.#categories === undefined && this.sizeOf(unit) === 1) {
      return [[this.#table.categoryOf(this.#starts.at(unit)), 1]];
    }
    const counts = new Map<number, number>();
    const count = (category: number): unknown => counts.set(category, (counts.get(category) ?? 0) + 1);
    if (this.#categories === undefined) this.#forEachRecord(unit, (record) => count(this.#table.categoryOf(record)));
    else this.#categories.forEach(unit, count);
    return counts;
  }

  /** Calls `visit` for each symbol that each record of the unit uses. */
  forEachSymbol(unit: number, visit: (symbol: number) => void): void {
    if (this.#symbols !== undefined) this.#symbols.forEach(unit, visit);
    else {
      this.#forEachRecord(unit, (record) => {
        for (const symbol of this.#table.symbolsOf(record)) visit(symbol);
      });
    }
  }

  /** Units by a number, of equal ones in their order; those that have none are left out. */
  *sortedBy(units: Iterable<number>, numberOf: (unit: number) => number | undefined): Generator<number> {
    const sorter = new TupleSorter(this.#table.scratch, { width: 2, keyWords: 1 });
    for (const unit of units) {
      const number = numberOf(unit);
      if (number === undefined) continue;
      const at = sorter.add();
      sorter.words[at] = number;
      sorter.words[at + 1] = unit;
    }
    const sorted = sorter.sorted();
    while (sorted.next()) yield sorted.words[sorted.offset + 1] ?? 0;
  }

  /** Calls `visit` for each symbol that each record uses, in the order of the records. */
  forEachUse(visit: (unit: number, symbol: number) => void): void {
    for (let record = 0; record < this.#table.length; record += 1) {
      if (this.#sides[record] === DROPPED) continue;
      const unit = this.unitOf[record] ?? 0;
      for (const symbol of this.#table.symbolsOf(record)) visit(unit, symbol);
    }
  }

  /** Records of each category, in the order in which they come up. */
  countCategories(): Map<number, number> {
    const counts = new Map<number, number>();
    for (let record = 0; record < this.#table.length; record += 1) {
      if (this.#sides[record] === DROPPED) continue;
      const category = this.#table.categoryOf(record);
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
    return counts;
  }

  #forEachRecord(unit: number, visit: (record: number) => void): void {
    const size = this.#sizes.at(unit);
    const start = this.#starts.at(unit);
    if (size === 1) visit(start);
    else for (let at = start; at < start + size; at += 1) visit(this.#members.at(at));
  }

  /** Finds the key of each cluster that has more than one record. */
  #placeClusters(byCluster: TupleSorter, place: (key: string, cluster: number, start: number) => void): void {
    const byRecord = new TupleSorter(this.#table.scratch, { width: 1 + ID_WORDS, keyWords: 1 });
    const sorted = byCluster.sorted();
    const first = new Uint32Array(1 + ID_WORDS);
    while (sorted.next()) {
      const { words, offset } = sorted;
      if (this.#members.length === 0 || compareTuples(first, 0, words, offset, 1) !== 0) {
        first.set(words.subarray(offset, offset + first.length));
        place(wordsToHex(first, 1, ID_WORDS), first[0] ?? 0, this.#members.length);
      }
      const record = words[offset + 1 + ID_WORDS] ?? 0;
      this.#members.push(record);
      const at = byRecord.add();
      byRecord.words.set(first, at);
      byRecord.words[at] = record;
    }
    const inOrder = byRecord.sorted();
    while (inOrder.next()) this.#keys.append(inOrder.words.subarray(inOrder.offset, inOrder.offset + first.length));
  }

  /** What a table on disk would give only record by record. */
  #sortLists(): readonly [symbols: UnitLists, categories: UnitLists] {
    const table = this.#table;
    const symbols = new UnitLists(table.scratch);
    const categories = new UnitLists(table.scratch);
    this.forEachUse((unit, symbol) => symbols.add(unit, symbol));
    for (let record = 0; record < table.length; record += 1) {
      if (this.#sides[record] !== DROPPED) categories.add(this.unitOf[record] ?? 0, table.categoryOf(record));
    }
    return [symbols.finish(this.length), categories.finish(this.length)];
  }
}
