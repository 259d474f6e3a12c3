import type { Clusters } from "./cluster-records.ts";
import { splitPosition } from "./assign-split.ts";
import type { RecordTable } from "./record-table.ts";

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
  /** Smallest id among its records: the cluster's key. */
  readonly keys: readonly string[];
  /** Place between 0 and 1 that seed and key give. */
  readonly positions: Float64Array;
  /** Unit of each record; meaningless for a record that is left out. */
  readonly unitOf: Uint32Array;

  /** @param sides Records that are {@link DROPPED} belong to no unit. */
  constructor(table: RecordTable, clusters: Pick<Clusters, "clusterOf">, sides: Uint8Array, seed: number) {
    this.#table = table;
    const unitOfCluster = new Map<number, number>();
    this.unitOf = new Uint32Array(table.length);
    const sizes: number[] = [];
    for (let record = 0; record < table.length; record += 1) {
      if (sides[record] === DROPPED) continue;
      const cluster = clusters.clusterOf[record] ?? record;
      const unit = unitOfCluster.get(cluster) ?? sizes.push(0) - 1;
      unitOfCluster.set(cluster, unit);
      this.unitOf[record] = unit;
      sizes[unit] = (sizes[unit] ?? 0) + 1;
    }
    this.sizes = Uint32Array.from(sizes);
    this.#ends = new Uint32Array(sizes.length);
    let total = 0;
    for (const [unit, size] of sizes.entries()) {
      this.#ends[unit] = total;
      total += size;
    }
    this.#members = new Uint32Array(total);
    for (let record = 0; record < table.length; record += 1) {
      if (sides[record] === DROPPED) continue;
      const unit = this.unitOf[record] ?? 0;
      const at = this.#ends[unit] ?? 0;
      this.#members[at] = record;
      this.#ends[unit] = at + 1;
    }
    this.positions = new Float64Array(sizes.length);
    const keys: string[] = [];
    for (let unit = 0; unit < sizes.length; unit += 1) {
      const members = this.membersOf(unit);
      let key = table.idOf(members[0] ?? 0);
      for (const record of members.subarray(1)) {
        const id = table.idOf(record);
        if (id < key) key = id;
      }
      keys.push(key);
      this.positions[unit] = splitPosition(key, seed);
    }
    this.keys = keys;
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
