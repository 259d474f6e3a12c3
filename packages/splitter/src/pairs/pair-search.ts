import { compareHeads } from "./compare-heads.ts";
import { similarity } from "../shingles/jaccard.ts";
import type { Banding } from "../shingles/minhash.ts";
import type { OwnShingles } from "../shingles/own-shingles.ts";
import { joinNeighbours } from "./join-neighbours.ts";
import { RareJoin } from "./rare-join.ts";
import { UnionFind } from "./union-find.ts";

/** Two records and their exact similarity; `a` comes before `b` in the input. */
export interface SimilarPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** What a {@link PairSearch} looks into. */
export interface SearchedRecords {
  /** Indexes of the records, in their order. The search knows each by its place in here. */
  readonly records: Uint32Array;
  readonly own: Pick<OwnShingles, "of" | "forEach">;
  /** Band keys: those of the first band for every record, then those of the second. */
  readonly keys: Uint32Array;
  readonly banding: Banding;
  /** How many shingles are each record's own. */
  readonly sizes: Uint32Array;
}

/** Options for {@link PairSearch}. */
export interface PairSearchOptions {
  /** Similarity from which two records are near-duplicates. */
  readonly threshold: number;
  /** Lowest similarity that is kept, at most the threshold. */
  readonly floor: number;
}

/** What a {@link PairSearch} found. */
export interface PairSearchResult {
  /** By `a`, then `b`; each pair once. */
  readonly pairs: readonly SimilarPair[];
  /** Compared pairs by similarity. */
  readonly bins: readonly number[];
  readonly compared: number;
  /** Records that may have a partner which nobody looked at. */
  readonly capped: number;
}

/** Bins of the similarity histogram. */
export const SIMILARITY_BINS = 50;
/** In a larger bucket each record is compared with so many others at most: with those that no earlier one resembles. */
const LEADERS = 16;
/** Failed comparisons of one record in large buckets, over all bands. */
const PATIENCE = 64;

/** Compares the records of buckets, each pair once, and keeps what is similar. */
export class PairSearch {
  readonly #records: Uint32Array;
  readonly #own: SearchedRecords["own"];
  readonly #keys: Uint32Array;
  readonly #banding: Banding;
  readonly #options: PairSearchOptions;
  readonly #pairs: SimilarPair[] = [];
  readonly #bins = Array.from({ length: SIMILARITY_BINS }, () => 0);
  /** Bands in which the record's bucket was too large for all pairs, as a set of bits in two words. */
  readonly #large: Uint32Array;
  readonly #matched: Uint8Array;
  readonly #failed: Uint8Array;
  readonly #sizes: Uint32Array;
  /** Shingles of the smallest record in the large buckets of each record; 0 where it is in none. */
  readonly #smallest: Uint32Array;
  /** Whether a record was not compared with all in a large bucket. */
  readonly #isCut: Uint8Array;
  /** Records that pairs hold together. */
  readonly #sets: UnionFind;
  #compared = 0;
  #capped = 0;

  constructor({ records, own, keys, banding, sizes }: SearchedRecords, options: PairSearchOptions) {
    this.#records = records;
    this.#own = own;
    this.#keys = keys;
    this.#banding = banding;
    this.#options = options;
    this.#large = new Uint32Array(records.length * 2);
    this.#matched = new Uint8Array(records.length);
    this.#failed = new Uint8Array(records.length);
    this.#sets = new UnionFind(records.length);
    this.#sizes = sizes;
    this.#smallest = new Uint32Array(records.length);
    this.#isCut = new Uint8Array(records.length);
  }

  /** Compares each record of a small bucket with each. */
  compareAll(bucket: Uint32Array, band: number): void {
    for (let j = 1; j < bucket.length; j += 1) {
      const right = bucket[j] ?? 0;
      for (let i = 0; i < j; i += 1) {
        const left = bucket[i] ?? 0;
        if (this.#isWorthwhile(left, right, band)) this.#compare(left, right);
      }
    }
  }

  /**
   * Walks a large bucket once: a record is compared with a few leaders, and becomes a leader if it resembles none.
   *
   * @param bucket The smallest first, of equal ones in an order that depends on the content alone: what does not resemble a
   *   record that is hardly more than the template resembles no other one by the template either.
   */
  compareWithLeaders(bucket: Uint32Array, band: number): void {
    const leaders: number[] = [];
    const smallest = Math.max(1, this.#sizes[bucket[0] ?? 0] ?? 0);
    for (const record of bucket) {
      if (this.#smallest[record] === 0 || smallest < (this.#smallest[record] ?? 0)) this.#smallest[record] = smallest;
      const word = record * 2 + (band >>> 5);
      this.#large[word] = (this.#large[word] ?? 0) | (1 << (band & 31));
      if (this.#matched[record] === 1) continue;
      let isNew = true;
      for (const leader of leaders) {
        if ((this.#failed[record] ?? 0) >= PATIENCE) {
          this.#isCut[record] = 1;
          isNew = false;
          break;
        }
        if (!this.#isWorthwhile(leader, record, 0)) continue;
        if (this.#compare(leader, record) >= this.#options.threshold) {
          this.#matched[record] = 1;
          isNew = false;
          break;
        }
        this.#failed[record] = (this.#failed[record] ?? 0) + 1;
      }
      if (isNew && leaders.length < LEADERS) leaders.push(record);
      else if (isNew) this.#isCut[record] = 1;
    }
  }

  /**
   * Looks for what the leaders of large buckets have missed. A record that may have a partner which was not looked at is counted.
   *
   * @param arrange Puts a bucket into an order that depends on the content alone.
   */
  compareLeftOvers(arrange: (bucket: Uint32Array) => Uint32Array): void {
    const members = Uint32Array.from(this.#records.keys()).filter((place) => this.#smallest[place] !== 0);
    if (members.length === 0) return;
    const { threshold } = this.#options;
    const walk = (visit: (place: number, shingles: Uint32Array) => void): void => {
      let index = 0;
      this.#own.forEach((record, shingles) => {
        const place = members[index] ?? 0;
        if (index === members.length || this.#records[place] !== record) return;
        index += 1;
        visit(place, shingles);
      });
    };
    const join = new RareJoin({ walk, sizes: this.#sizes });
    /** Those that may have a partner which the join does not visit; what resembles another one has been visited from there. */
    const open: number[] = [];
    walk((place, shingles) => {
      const visit = (partner: number): void => {
        if (this.#sets.find(partner) !== this.#sets.find(place)) this.#compare(partner, place);
      };
      const smallest = this.#smallest[place] ?? 1;
      const mayHaveMore = join.query({ place, shingles, threshold, smallest, visit });
      if (mayHaveMore) open.push(place);
      if (!mayHaveMore || this.#matched[place] === 1) this.#isCut[place] = 0;
    });
    joinNeighbours({
      members: Uint32Array.from(open),
      keys: this.#keys,
      bands: this.#banding.bands,
      sets: this.#sets,
      arrange,
      compare: (left, right) => this.#compare(left, right) >= threshold,
      cut: (place) => {
        this.#isCut[place] = 1;
      },
    });
    for (const place of members) this.#capped += this.#isCut[place] ?? 0;
    const placeOf = new Map(Array.from(members, (place) => [this.#records[place] ?? 0, place]));
    compareHeads(this.#pairs.slice(), {
      threshold,
      isLarge: (record) => placeOf.has(record),
      compare: (left, right) => this.#compare(placeOf.get(left) ?? 0, placeOf.get(right) ?? 0),
    });
  }

  /** What was found; a pair that two large buckets compared is one. */
  result(): PairSearchResult {
    const pairs = this.#pairs.sort((left, right) => left.a - right.a || left.b - right.b);
    const distinct = pairs.filter((pair, index) => pair.a !== pairs[index - 1]?.a || pair.b !== pairs[index - 1]?.b);
    return { pairs: distinct, bins: this.#bins, compared: this.#compared, capped: this.#capped };
  }

  /** Whether the two share enough keys, and no earlier band has put them into one small bucket, where they were compared. */
  #isWorthwhile(left: number, right: number, band: number): boolean {
    const { bands, least } = this.#banding;
    const keys = this.#keys;
    const { length } = this.#records;
    let shared = 0;
    for (let at = 0, a = left, b = right; at < bands; at += 1, a += length, b += length) {
      if (keys[a] !== keys[b]) continue;
      if (at < band && (((this.#large[left * 2 + (at >>> 5)] ?? 0) >>> (at & 31)) & 1) === 0) return false;
      shared += 1;
    }
    return shared >= least;
  }

  #compare(left: number, right: number): number {
    const first = this.#records[left] ?? 0;
    const second = this.#records[right] ?? 0;
    this.#compared += 1;
    const score = similarity(this.#own.of(first), this.#own.of(second));
    const bin = Math.min(SIMILARITY_BINS - 1, Math.floor(score * SIMILARITY_BINS));
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
    if (score >= this.#options.threshold) this.#sets.join(left, right);
    if (score >= this.#options.floor) {
      this.#pairs.push({ a: Math.min(first, second), b: Math.max(first, second), score });
    }
    return score;
  }
}
