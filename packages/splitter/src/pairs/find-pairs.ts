import type { SimilaritySearch } from "@tunewright/schema";
import { BandBuckets } from "./band-buckets.ts";
import { findAnswerPairs } from "./find-answer-pairs.ts";
import { Boilerplate } from "../shingles/boilerplate.ts";
import { countAnswers } from "../shingles/jaccard.ts";
import { chooseBanding, Signer } from "../shingles/minhash.ts";
import { OwnShingles } from "../shingles/own-shingles.ts";
import { type PairSearchOptions, SIMILARITY_BINS, type SimilarPair } from "./pair-search.ts";
import { searchBuckets } from "./search-buckets.ts";
import type { ShingleStore } from "../shingles/shingle-store.ts";

/** Options for {@link findPairs}. */
export interface FindPairsOptions extends PairSearchOptions {
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

/** What is found where nobody looks. */
export function searchNothing({ threshold, floor }: PairSearchOptions): FoundPairs {
  const { bands, rows } = chooseBanding(Math.min(threshold * 0.8, floor));
  const bins = Array.from({ length: SIMILARITY_BINS }, () => 0);
  return { pairs: [], bins, search: { bands, rows, compared: 0, capped: 0, boilerplate: 0 } };
}

/** In `rankOf` for a record that is an exact duplicate. */
const LEFT_OUT = 0xffffffff;

/**
 * Finds pairs of records that share most of their shingles: signatures propose, exact similarity decides.
 *
 * Work grows with the number of records, not with its square. Records that fall into one bucket are compared each with each
 * while the bucket is small. A large one, as a template makes it, is walked once: each record is compared with a few leaders,
 * and becomes a leader if it resembles none; those that resemble none are joined by the shingles that few of them hold, see
 * `RareJoin`. A record that may have a partner which all this has missed is counted. Where questions are long, answers are searched
 * by a signature of their own, see `findAnswerPairs`.
 *
 * @param records Indexes of the records to compare, without exact duplicates, in an order that depends on their content
 *   alone, so that the result does not depend on the order of the input.
 */
export function findPairs(store: ShingleStore, records: Uint32Array, options: FindPairsOptions): FoundPairs {
  const { threshold, floor, signal } = options;
  const boilerplate = Boilerplate.find(store, records);
  // Answers can be alike where the whole records are less so; the signature has to propose those, too.
  const banding = chooseBanding(Math.min(threshold * 0.8, floor));
  const { bands } = banding;
  const count = records.length;
  const rankOf = new Uint32Array(store.length).fill(LEFT_OUT);
  for (let rank = 0; rank < count; rank += 1) rankOf[records[rank] ?? 0] = rank;
  // From here on a record goes by its place among the distinct ones in the order of the input, as they lie in the store.
  const inOrder = records.slice().sort();
  const keys = new Uint32Array(count * bands);
  const isEmpty = new Uint8Array(count);
  const sizes = new Uint32Array(count);
  const answerSizes = new Uint32Array(count);
  const signer = new Signer(banding);
  let place = 0;
  store.forEach((record, shingles) => {
    if (rankOf[record] === LEFT_OUT) return;
    if ((place & 0xfff) === 0) signal?.throwIfAborted();
    if (shingles.length === 0) isEmpty[place] = 1;
    const own = shingles.subarray(0, boilerplate.partition(shingles));
    sizes[place] = own.length;
    answerSizes[place] = countAnswers(own);
    signer.sign(own, { keys, offset: place, stride: count });
    place += 1;
  });
  const searched = {
    records: inOrder,
    own: new OwnShingles(store, boilerplate),
    keys,
    banding,
    sizes,
    buckets: new BandBuckets(count),
    byRank: (): Uint32Array => {
      const byRank = new Uint32Array(count);
      for (const [at, record] of inOrder.entries()) byRank[rankOf[record] ?? 0] = at;
      return byRank;
    },
  };
  const whole = searchBuckets({ ...searched, isEmpty }, options);
  const { pairs, bins, compared, capped } = findAnswerPairs(
    whole,
    { ...searched, answerSizes, setSize: store.length },
    options,
  );
  return { pairs, bins, search: { bands, rows: banding.rows, compared, capped, boilerplate: boilerplate.size } };
}
