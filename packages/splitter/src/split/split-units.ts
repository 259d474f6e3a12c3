import type { Clusters } from "../pairs/cluster-records.ts";
import { compareIds } from "../records/hash-words.ts";
import { splitPosition } from "./assign-split.ts";
import type { RecordTable } from "../records/record-table.ts";
import { Uint32Column } from "../records/uint32-column.ts";

/** Sides as they are kept for each record. */
export const TRAIN = 0;
export const VALIDATION = 1;
export const TEST = 2;
/** The record is left out. */
export const DROPPED = 255;

/**
 * The clusters of a table as things to be dealt out: unit `i` has `sizes[i]` records that may not be parted.
 */
export class SplitUnits {
  readonly #table: RecordTable;
  readonly #members: Uint32Array;
  readonly #ends: Uint32Array;
  readonly sizes: Uint32Array;
  /** The record of each unit with the smallest id: the cluster's key. */
  readonly #keyRecords: Uint32Array;
  /** Place between 0 and 1 that seed and key give. */
  readonly positions: Float64Array;
  /** Unit of each record; meaningless for a record that is left out. */
  readonly unitOf: Uint32Array;

  /** @param sides Records that are {@link DROPPED} belong to no unit. */
  constructor(table: RecordTable, clusters: Pick<Clusters, "clusterOf">, sides: Uint8Array, seed: number) {
    this.#table = table;
    // Columns, not maps: a map ends at sixteen million entries, and costs five times as much.
    const unitOfCluster = new Uint32Array(table.length);
    this.unitOf = new Uint32Array(table.length);
    const sizes = new Uint32Column();
    for (let record = 0; record < table.length; record += 1) {
      if (sides[record] === DROPPED) continue;
      const cluster = clusters.clusterOf[record] ?? record;
      if (unitOfCluster[cluster] === 0) {
        sizes.push(0);
        unitOfCluster[cluster] = sizes.length;
      }
      const unit = (unitOfCluster[cluster] ?? 0) - 1;
      this.unitOf[record] = unit;
      sizes.increase(unit);
    }
    this.sizes = sizes.take();
    this.#ends = new Uint32Array(this.sizes.length);
    let total = 0;
    for (let unit = 0; unit < this.sizes.length; unit += 1) {
      this.#ends[unit] = total;
      total += this.sizes[unit] ?? 0;
    }
    this.#members = new Uint32Array(total);
    for (let record = 0; record < table.length; record += 1) {
      if (sides[record] === DROPPED) continue;
      const unit = this.unitOf[record] ?? 0;
      const at = this.#ends[unit] ?? 0;
      this.#members[at] = record;
      this.#ends[unit] = at + 1;
    }
    this.positions = new Float64Array(this.length);
    this.#keyRecords = new Uint32Array(this.length);
    for (let unit = 0; unit < this.length; unit += 1) {
      const members = this.membersOf(unit);
      let smallest = members[0] ?? 0;
      for (const record of members) if (compareIds(table.ids, record, smallest) < 0) smallest = record;
      this.#keyRecords[unit] = smallest;
      this.positions[unit] = splitPosition(this.keyOf(unit), seed);
    }
  }

  /** Smallest id among the records of a unit: the cluster's key. */
  keyOf(unit: number): string {
    return this.#table.idOf(this.#keyRecords[unit] ?? 0);
  }

  get length(): number {
    return this.sizes.length;
  }

  membersOf(unit: number): Uint32Array {
    return this.#members.subarray(unit === 0 ? 0 : this.#ends[unit - 1], this.#ends[unit]);
  }

  /** Units by their position; of equal positions, by key. */
  byPosition(): number[] {
    const order = Array.from({ length: this.length }, (_, unit) => unit);
    return order.sort((left, right) => (this.positions[left] ?? 0) - (this.positions[right] ?? 0));
  }

  /** Records of the unit by their category. */
  categoriesOf(unit: number): ReadonlyMap<number, number> {
    return countBy(this.membersOf(unit), (record) => this.#table.categoryOf(record));
  }

  /** Calls `visit` for each symbol that each record of the unit uses. */
  forEachSymbol(unit: number, visit: (symbol: number) => void): void {
    for (const record of this.membersOf(unit)) for (const symbol of this.#table.symbolsOf(record)) visit(symbol);
  }
}

function countBy(members: Uint32Array, categoryOf: (record: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const record of members) counts.set(categoryOf(record), (counts.get(categoryOf(record)) ?? 0) + 1);
  return counts;
}
