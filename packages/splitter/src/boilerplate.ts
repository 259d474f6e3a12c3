// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/** Slots of the count table: 4 MiB. */
const SLOTS = 1 << 20;
/** A shingle that fewer records hold is never boilerplate, so that small sets are compared whole. */
const LEAST_RECORDS = 20;
/** Share of the records from which a shingle is boilerplate. */
const SHARE = 0.5;

/**
 * Counts in how many records each shingle stands, to leave out what most of them share: a template, a header, a preamble.
 *
 * Counts are kept in slots, so two shingles may share one; a count is never too low, and the sum does not depend on the order.
 */
export class BoilerplateCounter {
  readonly #counts = new Uint32Array(SLOTS);
  #records = 0;

  /** Adds the distinct shingles of one record. */
  add(shingles: Uint32Array): void {
    this.#records += 1;
    for (let index = 0; index < shingles.length; index += 1) {
      const slot = slotOf(shingles[index] ?? 0);
      this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    }
  }

  /** How many slots hold boilerplate. */
  get size(): number {
    const least = this.#least;
    let size = 0;
    for (const count of this.#counts) if (count >= least) size += 1;
    return size;
  }

  /**
   * The shingles of a record that are its own, sorted.
   *
   * A record that is nothing but boilerplate keeps it all: it is compared with the others of its kind.
   */
  strip(shingles: Uint32Array): Uint32Array {
    const least = this.#least;
    const own = shingles.filter((shingle) => (this.#counts[slotOf(shingle)] ?? 0) < least);
    return (own.length === 0 ? shingles.slice() : own).sort();
  }

  get #least(): number {
    return Math.max(LEAST_RECORDS, this.#records * SHARE);
  }
}

function slotOf(shingle: number): number {
  return (imul(shingle, 0x9e3779b1) >>> 12) & (SLOTS - 1);
}
