import type { ShingleStore } from "./shingle-store.ts";

// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/** Slots of the count table: 4 MiB while it is counted, a bit each afterwards. */
const SLOT_BITS = 20;
const SLOTS = 1 << SLOT_BITS;
/** A shingle that fewer records hold is never boilerplate, so that small sets are compared whole. */
const LEAST_RECORDS = 20;
/** Share of the records from which a shingle is boilerplate. */
const SHARE = 0.5;
/** Records that are counted: what half of all hold, half of these hold as well. */
const SAMPLE = 20_000;

/**
 * Shingles that most records share, which say nothing about any of them: a template, a header, a preamble.
 *
 * Shingles are told apart by slots, so a rare one may share the slot of boilerplate and be left out with it: one in a million
 * for each shingle of the boilerplate.
 */
export class Boilerplate {
  readonly #bits: Uint32Array;
  /** How many slots hold boilerplate. */
  readonly size: number;

  private constructor(bits: Uint32Array, size: number) {
    this.#bits = bits;
    this.size = size;
  }

  /**
   * Counts in how many records each shingle stands.
   *
   * @param records Distinct records in the order of their ids: as good as random, and the same whatever the order of the input,
   *   so that the first of them are a fair sample.
   */
  static find(store: ShingleStore, records: Uint32Array): Boilerplate {
    const counts = new Uint32Array(SLOTS);
    const sample = records.subarray(0, SAMPLE);
    for (const record of sample) {
      const shingles = store.read(record);
      for (let index = 0; index < shingles.length; index += 1) {
        const slot = slotOf(shingles[index] ?? 0);
        counts[slot] = (counts[slot] ?? 0) + 1;
      }
    }
    const least = Math.max(LEAST_RECORDS, sample.length * SHARE);
    const bits = new Uint32Array(SLOTS / 32);
    let size = 0;
    for (let slot = 0; slot < SLOTS; slot += 1) {
      if ((counts[slot] ?? 0) < least) continue;
      bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31));
      size += 1;
    }
    return new Boilerplate(bits, size);
  }

  /**
   * Brings the shingles that are the record's own to the front.
   *
   * A record that is nothing but boilerplate keeps it all: it is compared with the others of its kind.
   *
   * @returns How many are its own.
   */
  partition(shingles: Uint32Array): number {
    if (this.size === 0) return shingles.length;
    let own = 0;
    for (let index = 0; index < shingles.length; index += 1) {
      const shingle = shingles[index] ?? 0;
      if (this.#has(shingle)) continue;
      shingles[index] = shingles[own] ?? 0;
      shingles[own] = shingle;
      own += 1;
    }
    return own === 0 ? shingles.length : own;
  }

  #has(shingle: number): boolean {
    const slot = slotOf(shingle);
    return (((this.#bits[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1;
  }
}

function slotOf(shingle: number): number {
  return imul(shingle, 0x9e3779b1) >>> (32 - SLOT_BITS);
}
