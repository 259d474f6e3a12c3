import type { Boilerplate } from "./boilerplate.ts";
import { ASSISTANT_SHINGLES } from "./shingle-builder.ts";
import type { ShingleStore } from "./shingle-store.ts";
import { Uint32Column } from "./uint32-column.ts";

// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/**
 * Shingles by which a question, and an answer, is found again: the smallest ones, a fair sample since they are hashes. Of two
 * sets with a similarity of 0.2, samples of 32 share six on average.
 */
const SAMPLED = 32;
/** A shingle that more records hold proposes nothing: it is boilerplate. */
const MOST_HOLDERS = 64;

/** Share of the expected hits that a partner has to have: at 0.8 of 32 that is 8, where 25 are expected. */
const GATE = 0.35;

/**
 * Proposes the records of a set that another record may resemble, by the rarer shingles that they share.
 *
 * A table with chains, about 800 bytes a record however long it is, so that a whole dataset can be compared with another.
 */
export class PartnerIndex {
  readonly #heads: Uint32Array;
  readonly #shift: number;
  readonly #shingles = new Uint32Column();
  readonly #owners = new Uint32Column();
  /** Next entry of the chain plus one. */
  readonly #next = new Uint32Column();
  /** Sampled shingles of each record: of its questions, and of its answers. */
  readonly #sampled: readonly [Uint8Array, Uint8Array];
  readonly #boilerplate: Boilerplate;
  /** How many shingles each record shares with the one that is asked about. */
  readonly #hits: Uint16Array;

  constructor(store: ShingleStore, boilerplate: Boilerplate) {
    this.#boilerplate = boilerplate;
    this.#hits = new Uint16Array(store.length);
    this.#sampled = [new Uint8Array(store.length), new Uint8Array(store.length)];
    store.forEach((record, shingles) => {
      const own = shingles.slice(0, boilerplate.partition(shingles)).sort();
      let answers = 0;
      while (answers < own.length && (own[answers] ?? 0) < ASSISTANT_SHINGLES) answers += 1;
      for (const [part, set] of [own.subarray(0, answers), own.subarray(answers)].entries()) {
        const sample = set.subarray(0, SAMPLED);
        const sizes = this.#sampled[part];
        if (sizes !== undefined) sizes[record] = sample.length;
        this.#shingles.append(sample);
        for (let index = 0; index < sample.length; index += 1) this.#owners.push(record);
      }
    });
    let size = 1024;
    while (size < this.#shingles.length * 2) size *= 2;
    this.#heads = new Uint32Array(size);
    this.#shift = 32 - Math.log2(size);
    for (let entry = 0; entry < this.#shingles.length; entry += 1) {
      const slot = this.#slotOf(this.#shingles.at(entry));
      this.#next.push(this.#heads[slot] ?? 0);
      this.#heads[slot] = entry + 1;
    }
  }

  /**
   * Records that share enough of their sample with a set for a similarity from `threshold` up, most first.
   *
   * Of two records as similar as that, the questions or the answers are: a ratio of sums is never above both its parts.
   *
   * @param sorted The record's shingles.
   */
  partners(sorted: Uint32Array, threshold: number): number[] {
    let answers = 0;
    while (answers < sorted.length && (sorted[answers] ?? 0) < ASSISTANT_SHINGLES) answers += 1;
    const best = new Map<number, number>();
    for (const part of [0, 1] as const) {
      const set = part === 0 ? sorted.subarray(0, answers) : sorted.subarray(answers);
      for (const [owner, hits] of this.#sharing(set, part, threshold)) {
        best.set(owner, Math.max(hits, best.get(owner) ?? 0));
      }
    }
    return [...best].sort((left, right) => right[1] - left[1] || left[0] - right[0]).map(([owner]) => owner);
  }

  /** Owners of enough of the smallest shingles of a set: what another's sample holds of it is among twice its share. */
  *#sharing(set: Uint32Array, part: 0 | 1, threshold: number): Generator<readonly [owner: number, hits: number]> {
    const limit = Math.ceil((2 * SAMPLED) / threshold);
    const hits = this.#hits;
    const touched: number[] = [];
    let asked = 0;
    /** Shingles that so many hold that they propose nobody; they count for everybody. */
    let common = 0;
    for (const shingle of set) {
      if (this.#boilerplate.has(shingle)) continue;
      asked += 1;
      if (asked > limit) break;
      const holders = this.#holdersOf(shingle);
      if (holders === undefined) common += 1;
      else {
        for (const owner of holders) {
          if (hits[owner] === 0) touched.push(owner);
          hits[owner] = (hits[owner] ?? 0) + 1;
        }
      }
    }
    for (const owner of touched) {
      const count = hits[owner] ?? 0;
      hits[owner] = 0;
      if (count + common >= GATE * threshold * (this.#sampled[part][owner] ?? 0)) yield [owner, count];
    }
  }

  /** The records that hold a sampled shingle; nothing when they are too many. */
  #holdersOf(shingle: number): readonly number[] | undefined {
    const holders: number[] = [];
    for (let entry = this.#heads[this.#slotOf(shingle)] ?? 0; entry !== 0; entry = this.#next.at(entry - 1)) {
      if (this.#shingles.at(entry - 1) !== shingle) continue;
      holders.push(this.#owners.at(entry - 1));
      if (holders.length > MOST_HOLDERS) return undefined;
    }
    return holders;
  }

  #slotOf(shingle: number): number {
    return imul(shingle ^ (shingle >>> 15), 0x2c1b3c6d) >>> this.#shift;
  }
}
