/**
 * The distinct shingles of one record, in the order in which they came: a hash table that is emptied by its own list, so that
 * a short record costs little.
 */
export class ShingleSet {
  #table = new Uint32Array(4096);
  /** Slots in use, by which the table is emptied. */
  #slots = new Uint32Array(2048);
  #shingles = new Uint32Array(2048);
  #count = 0;

  clear(): void {
    for (let index = 0; index < this.#count; index += 1) this.#table[this.#slots[index] ?? 0] = 0;
    this.#count = 0;
  }

  /** Adds a shingle unless it is there. @param hash As an unsigned number; 0 counts as 1, since it marks a free slot. */
  add(hash: number): void {
    const shingle = hash === 0 ? 1 : hash;
    const table = this.#table;
    const mask = table.length - 1;
    let slot = shingle & mask;
    for (let held = table[slot] ?? 0; held !== 0; held = table[slot] ?? 0) {
      if (held === shingle) return;
      slot = (slot + 1) & mask;
    }
    table[slot] = shingle;
    this.#slots[this.#count] = slot;
    this.#shingles[this.#count] = shingle;
    this.#count += 1;
    if (this.#count === this.#shingles.length) this.#grow();
  }

  /** What was added; valid until the set is cleared. */
  view(): Uint32Array {
    return this.#shingles.subarray(0, this.#count);
  }

  #grow(): void {
    const known = this.#shingles;
    this.#table = new Uint32Array(this.#table.length * 4);
    this.#slots = new Uint32Array(known.length * 4);
    this.#shingles = new Uint32Array(known.length * 4);
    this.#count = 0;
    for (const shingle of known) this.add(shingle);
  }
}
