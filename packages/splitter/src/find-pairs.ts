/**
 * The search for near-duplicates: signatures propose, exact similarity decides.
 *
 * Longer than most files here, since the walk over buckets, the cap and the bookkeeping of compared pairs are one thought.
 */
import type { SimilaritySearch } from "@tunewright/schema";
import { BoilerplateCounter } from "./boilerplate.ts";
import { similarity } from "./jaccard.ts";
import { type Banding, chooseBanding, Signer } from "./minhash.ts";
import type { ShingleStore } from "./shingle-store.ts";
import { Uint32Column } from "./uint32-column.ts";

/** Two records and their exact similarity; `a` comes before `b` in the input. */
export interface SimilarPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** Options for {@link findPairs}. */
export interface FindPairsOptions {
  /** Similarity from which two records are near-duplicates. */
  readonly threshold: number;
  /** Lowest similarity that is kept, at most the threshold. */
  readonly floor: number;
  readonly signal?: AbortSignal;
}

/** What {@link findPairs} found. */
export interface FoundPairs {
  /** By `a`, then `b`. */
  readonly pairs: readonly SimilarPair[];
  /** Compared pairs by similarity, in 50 bins. */
  readonly bins: readonly number[];
  readonly search: SimilaritySearch;
}

/** Bins of the similarity histogram. */
export const SIMILARITY_BINS = 50;
/** In a bucket of up to so many records each is compared with each. */
const SMALL_BUCKET = 24;
/** In a larger one each record is compared with so many others at most: with those that no earlier one resembles. */
const LEADERS = 16;
/** Failed comparisons of one record in large buckets, over all bands. */
const PATIENCE = 64;

/**
 * Finds pairs of records that share most of their shingles.
 *
 * Work grows with the number of records, not with its square. Records that fall into one bucket are compared each with each
 * while the bucket is small. A large one, as a template makes it, is walked once: each record is compared with a few leaders,
 * and becomes a leader if it resembles none; what that leaves out is counted.
 *
 * @param records Indexes of the records to compare, without exact duplicates, in an order that depends on their content
 *   alone, so that the result does not depend on the order of the input.
 */
export function findPairs(store: ShingleStore, records: Uint32Array, options: FindPairsOptions): FoundPairs {
  const { threshold, floor, signal } = options;
  const counter = new BoilerplateCounter();
  for (const record of records) counter.add(store.read(record));
  // Answers can be alike where the whole records are less so; the signature has to propose those, too.
  const banding = chooseBanding(threshold * 0.8);
  const { bands } = banding;
  const count = records.length;
  const keys = new Uint32Array(count * bands);
  const search = new PairSearch({ store, records, counter, keys, banding }, options);
  const signer = new Signer(banding);
  const isEmpty = new Uint8Array(count);
  for (let rank = 0; rank < count; rank += 1) {
    if ((rank & 0xfff) === 0) signal?.throwIfAborted();
    const own = search.own(rank);
    if (own.length === 0) isEmpty[rank] = 1;
    else signer.sign(own, keys, rank * bands);
  }
  for (let band = 0; band < bands; band += 1) {
    signal?.throwIfAborted();
    const { order, ends } = bucketsOf(keys, { band, bands, count, isEmpty });
    let start = 0;
    for (const end of ends) {
      if (end - start > 1) {
        const bucket = order.subarray(start, end);
        if (bucket.length <= SMALL_BUCKET) search.compareAll(bucket, band);
        else search.compareWithLeaders(bucket, band);
      }
      start = end;
    }
  }
  const { pairs, bins, compared, capped } = search.result();
  return {
    pairs: pairs.filter((pair) => pair.score >= floor),
    bins,
    search: { bands, rows: banding.rows, compared, capped, boilerplate: counter.size },
  };
}

/** What a {@link PairSearch} looks into. */
interface SearchedRecords {
  readonly store: ShingleStore;
  readonly records: Uint32Array;
  readonly counter: BoilerplateCounter;
  /** Band keys of each record. */
  readonly keys: Uint32Array;
  readonly banding: Banding;
}

class PairSearch {
  readonly #store: ShingleStore;
  readonly #records: Uint32Array;
  readonly #counter: BoilerplateCounter;
  readonly #keys: Uint32Array;
  readonly #banding: Banding;
  readonly #options: FindPairsOptions;
  readonly #pairs: SimilarPair[] = [];
  readonly #bins = Array.from({ length: SIMILARITY_BINS }, () => 0);
  /** Own shingles of each record, sorted, one after the other, where they fit in memory. */
  readonly #own = new Uint32Column(1 << 16);
  readonly #ownEnds = new Uint32Column(1 << 12);
  /** Bands in which the record's bucket was too large for all pairs, as a set of bits in two words. */
  readonly #large: Uint32Array;
  readonly #matched: Uint8Array;
  readonly #failed: Uint8Array;
  #compared = 0;
  #capped = 0;

  constructor({ store, records, counter, keys, banding }: SearchedRecords, options: FindPairsOptions) {
    this.#store = store;
    this.#records = records;
    this.#counter = counter;
    this.#keys = keys;
    this.#banding = banding;
    this.#options = options;
    this.#large = new Uint32Array(records.length * 2);
    this.#matched = new Uint8Array(records.length);
    this.#failed = new Uint8Array(records.length);
  }

  /** The record's shingles without boilerplate, sorted. Asked for the first time, records have to come in their order. */
  own(rank: number): Uint32Array {
    if (rank < this.#ownEnds.length) {
      return this.#own.view().subarray(rank === 0 ? 0 : this.#ownEnds.at(rank - 1), this.#ownEnds.at(rank));
    }
    const own = this.#counter.strip(this.#store.read(this.#records[rank] ?? 0));
    if (!this.#store.isSpilled) {
      this.#own.append(own);
      this.#ownEnds.push(this.#own.length);
    }
    return own;
  }

  compareAll(bucket: Uint32Array, band: number): void {
    for (let j = 1; j < bucket.length; j += 1) {
      const right = bucket[j] ?? 0;
      for (let i = 0; i < j; i += 1) {
        const left = bucket[i] ?? 0;
        if (this.#isWorthwhile(left, right, band)) this.#compare(left, right);
      }
    }
  }

  compareWithLeaders(bucket: Uint32Array, band: number): void {
    const leaders: number[] = [];
    for (const rank of bucket) {
      const word = rank * 2 + (band >>> 5);
      this.#large[word] = (this.#large[word] ?? 0) | (1 << (band & 31));
      if (this.#matched[rank] === 1) continue;
      let isNew = true;
      for (const leader of leaders) {
        if ((this.#failed[rank] ?? 0) >= PATIENCE) {
          this.#capped += 1;
          isNew = false;
          break;
        }
        if (!this.#isWorthwhile(leader, rank, 0)) continue;
        if (this.#compare(leader, rank) >= this.#options.threshold) {
          this.#matched[rank] = 1;
          isNew = false;
          break;
        }
        this.#failed[rank] = (this.#failed[rank] ?? 0) + 1;
      }
      if (isNew && leaders.length < LEADERS) leaders.push(rank);
      else if (isNew) this.#capped += 1;
    }
  }

  result(): { pairs: SimilarPair[]; bins: number[]; compared: number; capped: number } {
    const pairs = this.#pairs.sort((left, right) => left.a - right.a || left.b - right.b);
    // A pair that a large bucket compared may come again from another band.
    const distinct = pairs.filter((pair, index) => pair.a !== pairs[index - 1]?.a || pair.b !== pairs[index - 1]?.b);
    return { pairs: distinct, bins: this.#bins, compared: this.#compared, capped: this.#capped };
  }

  /** Whether the two share enough keys, and no earlier band has put them into one small bucket, where they were compared. */
  #isWorthwhile(left: number, right: number, band: number): boolean {
    const { bands, least } = this.#banding;
    const keys = this.#keys;
    let shared = 0;
    for (let at = 0, a = left * bands, b = right * bands; at < bands; at += 1, a += 1, b += 1) {
      if (keys[a] !== keys[b]) continue;
      if (at < band && (((this.#large[left * 2 + (at >>> 5)] ?? 0) >>> (at & 31)) & 1) === 0) return false;
      shared += 1;
    }
    return shared >= least;
  }

  #compare(left: number, right: number): number {
    const a = this.own(left);
    const b = this.own(right);
    this.#compared += 1;
    const score = similarity(a, b);
    const bin = Math.min(SIMILARITY_BINS - 1, Math.floor(score * SIMILARITY_BINS));
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
    if (score >= this.#options.floor) {
      const first = this.#records[left] ?? 0;
      const second = this.#records[right] ?? 0;
      this.#pairs.push({ a: Math.min(first, second), b: Math.max(first, second), score });
    }
    return score;
  }
}

/** Puts the ranks of one band into buckets of equal keys, each in rank order; linear. */
function bucketsOf(
  keys: Uint32Array,
  { band, bands, count, isEmpty }: { band: number; bands: number; count: number; isEmpty: Uint8Array },
): { readonly order: Uint32Array; readonly ends: Uint32Array } {
  let size = 16;
  while (size < count * 2) size *= 2;
  const mask = size - 1;
  const slotBucket = new Uint32Array(size);
  const bucketKey = new Uint32Array(count);
  const bucketOf = new Uint32Array(count);
  const sizes = new Uint32Array(count);
  let buckets = 0;
  for (let rank = 0; rank < count; rank += 1) {
    if (isEmpty[rank] === 1) continue;
    const key = keys[rank * bands + band] ?? 0;
    let slot = (key ^ (key >>> 15)) & mask;
    for (;;) {
      const bucket = slotBucket[slot] ?? 0;
      if (bucket === 0) {
        slotBucket[slot] = buckets + 1;
        bucketKey[buckets] = key;
        bucketOf[rank] = buckets;
        sizes[buckets] = 1;
        buckets += 1;
        break;
      }
      if (bucketKey[bucket - 1] === key) {
        bucketOf[rank] = bucket - 1;
        sizes[bucket - 1] = (sizes[bucket - 1] ?? 0) + 1;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  const ends = new Uint32Array(buckets);
  let total = 0;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    ends[bucket] = total;
    total += sizes[bucket] ?? 0;
  }
  const order = new Uint32Array(total);
  for (let rank = 0; rank < count; rank += 1) {
    if (isEmpty[rank] === 1) continue;
    const bucket = bucketOf[rank] ?? 0;
    const at = ends[bucket] ?? 0;
    order[at] = rank;
    ends[bucket] = at + 1;
  }
  return { order, ends };
}
