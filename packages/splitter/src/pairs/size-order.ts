/** A bucket that holds more than one in so many of all records is picked from them in order; a smaller one is sorted. */
const SCAN_SHARE = 16;

/**
 * Puts buckets of records into one order: the smallest first, of equal ones as they rank.
 *
 * The order of all is made once, by counting, so that each bucket costs little however many large ones there are.
 */
export class SizeOrder {
  /** The records in the order. */
  readonly #inOrder: Uint32Array;
  /** Where each record stands in it. */
  readonly #standing: Uint32Array;
  readonly #isWanted: Uint8Array;

  /**
   * @param sizes One for each record.
   * @param byRank The records from the first rank to the last.
   */
  constructor(sizes: Uint32Array, byRank: Uint32Array) {
    const starts = new Uint32Array(sizes.reduce((most, size) => Math.max(most, size), 0) + 2);
    for (const size of sizes) starts[size + 1] = (starts[size + 1] ?? 0) + 1;
    for (let size = 1; size < starts.length; size += 1) starts[size] = (starts[size] ?? 0) + (starts[size - 1] ?? 0);
    this.#inOrder = new Uint32Array(sizes.length);
    this.#standing = new Uint32Array(sizes.length);
    for (const record of byRank) {
      const size = sizes[record] ?? 0;
      const at = starts[size] ?? 0;
      starts[size] = at + 1;
      this.#inOrder[at] = record;
      this.#standing[record] = at;
    }
    this.#isWanted = new Uint8Array(sizes.length);
  }

  /** @param bucket Distinct records. @returns The same ones, in order. */
  arrange(bucket: Uint32Array): Uint32Array {
    if (bucket.length * SCAN_SHARE < this.#inOrder.length) {
      return bucket
        .map((record) => this.#standing[record] ?? 0)
        .sort()
        .map((at) => this.#inOrder[at] ?? 0);
    }
    for (const record of bucket) this.#isWanted[record] = 1;
    const arranged = this.#inOrder.filter((record) => this.#isWanted[record] === 1);
    for (const record of bucket) this.#isWanted[record] = 0;
    return arranged;
  }
}
