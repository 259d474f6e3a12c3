import type { Boilerplate } from "./boilerplate.ts";
import type { ShingleStore } from "./shingle-store.ts";

/** Shingles of records on disk that are kept at hand: 64 MiB. */
const CACHED = 16 * 1024 * 1024;

/**
 * The shingles that are a record's own, sorted, made when they are first asked for: of a set of strangers, hardly any are.
 *
 * In memory they are sorted where they lie, so that no second copy is held; of those on disk the last ones stay at hand.
 */
export class OwnShingles {
  readonly #store: ShingleStore;
  readonly #boilerplate: Boilerplate;
  /** For each record how many are its own, plus one; 0 while they are not sorted. */
  readonly #counts: Uint32Array;
  readonly #cache = new Map<number, Uint32Array>();
  #cached = 0;

  constructor(store: ShingleStore, boilerplate: Boilerplate) {
    this.#store = store;
    this.#boilerplate = boilerplate;
    this.#counts = new Uint32Array(store.length);
  }

  of(record: number): Uint32Array {
    const count = this.#counts[record] ?? 0;
    if (count > 0) return this.#store.read(record).subarray(0, count - 1);
    const known = this.#cache.get(record);
    if (known !== undefined) return known;
    const shingles = this.#store.read(record);
    const own = shingles.subarray(0, this.#boilerplate.partition(shingles)).sort();
    if (this.#store.isHeld(record)) this.#counts[record] = own.length + 1;
    else this.#keep(record, own);
    return own;
  }

  /** Visits every record in order, its shingles in any order: what all records are asked for is not worth the sorting. */
  forEach(visit: (record: number, shingles: Uint32Array) => void): void {
    this.#store.forEach((record, shingles) => {
      const count = this.#counts[record] ?? 0;
      visit(record, shingles.subarray(0, count > 0 ? count - 1 : this.#boilerplate.partition(shingles)));
    });
  }

  #keep(record: number, own: Uint32Array): void {
    this.#cache.set(record, own);
    this.#cached += own.length;
    for (const [oldest, shingles] of this.#cache) {
      if (this.#cached <= CACHED || oldest === record) return;
      this.#cache.delete(oldest);
      this.#cached -= shingles.length;
    }
  }
}
