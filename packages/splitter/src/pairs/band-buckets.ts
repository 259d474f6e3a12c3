/**
 * Puts records into buckets of equal keys, band by band.
 *
 * Most keys stand alone, and those need no bucket: a first pass marks each key in a bit table, and only what falls on a mark
 * twice is sorted. Linear in the number of records; the tables are made once and serve every band.
 */
export class BandBuckets {
  readonly #mask: number;
  readonly #once: Uint32Array;
  readonly #twice: Uint32Array;
  readonly #members: Uint32Array;
  readonly #bucketOf: Uint32Array;
  readonly #sizes: Uint32Array;
  readonly #order: Uint32Array;

  /** @param records How many there are. */
  constructor(records: number) {
    let bits = 1024;
    while (bits < records * 16 && bits < 2 ** 31) bits *= 2;
    this.#mask = bits - 1;
    this.#once = new Uint32Array(bits / 32);
    this.#twice = new Uint32Array(bits / 32);
    this.#members = new Uint32Array(records);
    this.#bucketOf = new Uint32Array(records);
    this.#sizes = new Uint32Array(records);
    this.#order = new Uint32Array(records);
  }

  /**
   * Walks the buckets that hold more than one record.
   *
   * @param keys One for each record.
   * @param isEmpty Marks records whose key says nothing.
   * @returns Views that are valid until the next one is asked for; records in their order.
   */
  *of(keys: Uint32Array, isEmpty: Uint8Array): Generator<Uint32Array> {
    const members = this.#members.subarray(0, this.#findShared(keys, isEmpty));
    const sizes = this.#sizes;
    const buckets = this.#number(keys, members);
    let total = 0;
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const size = sizes[bucket] ?? 0;
      sizes[bucket] = total;
      total += size;
    }
    for (let index = 0; index < members.length; index += 1) {
      const bucket = this.#bucketOf[index] ?? 0;
      const at = sizes[bucket] ?? 0;
      this.#order[at] = members[index] ?? 0;
      sizes[bucket] = at + 1;
    }
    let start = 0;
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const end = sizes[bucket] ?? 0;
      if (end - start > 1) yield this.#order.subarray(start, end);
      start = end;
    }
  }

  /** Notes the records whose key may occur twice. @returns How many there are. */
  #findShared(keys: Uint32Array, isEmpty: Uint8Array): number {
    const mask = this.#mask;
    const once = this.#once.fill(0);
    const twice = this.#twice.fill(0);
    for (let record = 0; record < keys.length; record += 1) {
      if (isEmpty[record] === 1) continue;
      const key = (keys[record] ?? 0) & mask;
      const word = key >>> 5;
      const bit = 1 << (key & 31);
      const seen = once[word] ?? 0;
      if ((seen & bit) === 0) once[word] = seen | bit;
      else twice[word] = (twice[word] ?? 0) | bit;
    }
    let found = 0;
    for (let record = 0; record < keys.length; record += 1) {
      if (isEmpty[record] === 1) continue;
      const key = (keys[record] ?? 0) & mask;
      if ((((twice[key >>> 5] ?? 0) >>> (key & 31)) & 1) === 1) this.#members[found++] = record;
    }
    return found;
  }

  /** Numbers the keys of some records in order of first appearance, and counts them. @returns How many there are. */
  #number(keys: Uint32Array, members: Uint32Array): number {
    let size = 16;
    while (size < members.length * 2) size *= 2;
    const mask = size - 1;
    const slots = new Uint32Array(size);
    const bucketKeys = new Uint32Array(members.length);
    let buckets = 0;
    for (let index = 0; index < members.length; index += 1) {
      const key = keys[members[index] ?? 0] ?? 0;
      let slot = (key ^ (key >>> 15)) & mask;
      for (;;) {
        const bucket = slots[slot] ?? 0;
        if (bucket === 0) {
          slots[slot] = buckets + 1;
          bucketKeys[buckets] = key;
          this.#bucketOf[index] = buckets;
          this.#sizes[buckets] = 1;
          buckets += 1;
          break;
        }
        if (bucketKeys[bucket - 1] === key) {
          this.#bucketOf[index] = bucket - 1;
          this.#sizes[bucket - 1] = (this.#sizes[bucket - 1] ?? 0) + 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
    return buckets;
  }
}
