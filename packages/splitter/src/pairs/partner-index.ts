import type { Boilerplate } from "../shingles/boilerplate.ts";
import { type Banding, Signer } from "../shingles/minhash.ts";
import { ASSISTANT_SHINGLES } from "../records/speaker.ts";
import { TELLING_SHINGLES } from "../shingles/jaccard.ts";
import type { ShingleStore } from "../shingles/shingle-store.ts";

const none = new Uint32Array();

/** Records that a key proposes, at most: those that share one are near-copies of each other. */
const MOST_HOLDERS = 64;
/** Tells apart the keys of a whole record, of its question and of its answer. */
const PART_SALTS = [0, 0x5bd1e995, 0x1b873593] as const;
const PARTS = PART_SALTS.length;

/**
 * Proposes the records of a set that another record, its question alone or its answer alone may resemble: those that share keys
 * with it.
 *
 * A hash table with chains, about 1,200 bytes a record however long it is, so that a whole dataset can be compared with another.
 */
export class PartnerIndex {
  readonly #boilerplate: Boilerplate;
  readonly #banding: Banding;
  readonly #signer: Signer;
  readonly #records: Uint32Array;
  /** Of each record the keys of the whole, of its question and of its answer. */
  readonly #keys: Uint32Array;
  readonly #heads: Uint32Array;
  /** Next key of the chain plus one. */
  readonly #next: Uint32Array;
  /** Keys that each record shares with the one that is asked about. */
  readonly #hits: Uint8Array;
  #scratch = new Uint32Array(4096);

  /** @param records Those of the store to be proposed, without exact duplicates. */
  constructor(store: ShingleStore, records: Uint32Array, options: { boilerplate: Boilerplate; banding: Banding }) {
    this.#boilerplate = options.boilerplate;
    this.#banding = options.banding;
    this.#signer = new Signer(options.banding);
    this.#records = records;
    const { bands } = options.banding;
    const total = records.length * bands * PARTS;
    let size = 1024;
    while (size < total * 2) size *= 2;
    this.#keys = new Uint32Array(total);
    this.#heads = new Uint32Array(size);
    this.#next = new Uint32Array(total);
    this.#hits = new Uint8Array(records.length);
    for (let place = 0; place < records.length; place += 1) {
      for (const [part, set] of this.#partsOf(store.read(records[place] ?? 0)).entries()) {
        if (set.length === 0) continue;
        this.#sign(set, this.#keys, (place * PARTS + part) * bands, part);
        this.#insert((place * PARTS + part) * bands, bands);
      }
    }
  }

  /** Records that share enough keys with a record, its question or its answer, most first. */
  partners(shingles: Uint32Array): number[] {
    const { bands, least } = this.#banding;
    const best = new Map<number, number>();
    const keys = new Uint32Array(bands);
    for (const [part, set] of this.#partsOf(shingles).entries()) {
      if (set.length === 0) continue;
      this.#sign(set, keys, 0, part);
      const touched: number[] = [];
      for (const key of keys) {
        let holders = 0;
        for (let entry = this.#heads[this.#slotOf(key)] ?? 0; entry !== 0; entry = this.#next[entry - 1] ?? 0) {
          if (this.#keys[entry - 1] !== key) continue;
          const place = Math.floor((entry - 1) / (bands * PARTS));
          if (this.#hits[place] === 0) touched.push(place);
          this.#hits[place] = (this.#hits[place] ?? 0) + 1;
          holders += 1;
          if (holders >= MOST_HOLDERS) break;
        }
      }
      for (const place of touched) {
        const hits = this.#hits[place] ?? 0;
        this.#hits[place] = 0;
        if (hits >= least) best.set(place, Math.max(hits, best.get(place) ?? 0));
      }
    }
    return [...best]
      .sort((left, right) => right[1] - left[1] || left[0] - right[0])
      .map(([place]) => this.#records[place] ?? 0);
  }

  /**
   * A record's own shingles, those of its question, and those of its answer where they tell enough beside a question; valid until
   * the next record.
   */
  #partsOf(shingles: Uint32Array): readonly Uint32Array[] {
    const { length } = shingles;
    if (this.#scratch.length < length * 2) this.#scratch = new Uint32Array(length * 4);
    const whole = this.#scratch.subarray(0, length);
    whole.set(shingles);
    const own = whole.subarray(0, this.#boilerplate.partition(whole));
    const parts = this.#scratch.subarray(length, length + own.length);
    let asked = 0;
    let answered = own.length;
    for (const shingle of own) {
      if (shingle < ASSISTANT_SHINGLES) parts[asked++] = shingle;
      else parts[--answered] = shingle;
    }
    const isTold = asked > 0 && own.length - answered >= TELLING_SHINGLES;
    return [own, parts.subarray(0, asked), isTold ? parts.subarray(answered) : none];
  }

  #sign(set: Uint32Array, keys: Uint32Array, offset: number, part: number): void {
    this.#signer.sign(set, { keys, offset, stride: 1 });
    const salt = PART_SALTS[part] ?? 0;
    for (let at = offset; at < offset + this.#banding.bands; at += 1) keys[at] = (keys[at] ?? 0) ^ salt;
  }

  #insert(offset: number, count: number): void {
    for (let entry = offset; entry < offset + count; entry += 1) {
      const slot = this.#slotOf(this.#keys[entry] ?? 0);
      this.#next[entry] = this.#heads[slot] ?? 0;
      this.#heads[slot] = entry + 1;
    }
  }

  #slotOf(key: number): number {
    return (key ^ (key >>> 15)) & (this.#heads.length - 1);
  }
}
