import { groupCap } from "./group-cap.ts";
import type { PairSearchResult, SearchedRecords, SimilarPair } from "./pair-search.ts";
import { SIMILARITY_BINS } from "./pair-search.ts";
import { type BucketedRecords, searchBuckets, type SearchBucketsOptions } from "./search-buckets.ts";
import { AnswerShingles } from "../shingles/answer-shingles.ts";
import { similarity, TELLING_SHINGLES } from "../shingles/jaccard.ts";
import { Signer } from "../shingles/minhash.ts";
import type { OwnShingles } from "../shingles/own-shingles.ts";
import { UnionFind } from "./union-find.ts";

/**
 * Share of its answer from which a question is long: two records whose questions are strangers, and shorter than that, are alike
 * enough on the whole for their signatures to propose them when their answers are near-copies.
 */
const LONG_QUESTION = 0.25;

/** What {@link findAnswerPairs} looks into: the records of a search of the whole, whose keys it may write over. */
export interface AnsweredRecords extends Omit<BucketedRecords, "own" | "isEmpty"> {
  readonly own: OwnShingles;
  /** How many of each record's own shingles are its answer's. */
  readonly answerSizes: Uint32Array;
  /** How many records the set holds, copies included. */
  readonly setSize: number;
}

/**
 * Finds the pairs whose answers alone are alike, behind questions so long and so different that signatures of the whole do not
 * propose them.
 *
 * Costs nothing but a look at the sizes where no record has a long question; else one more signature of each long answer, and
 * the buckets that hold a record with a long question. An answer that is nearly the same in more records than a group may hold,
 * see {@link groupCap}, is a template: those records are not tied by it, and counted.
 *
 * @param whole What the search of the whole has found.
 * @returns That and what was found beside it.
 */
export function findAnswerPairs(
  whole: PairSearchResult,
  answered: AnsweredRecords,
  options: SearchBucketsOptions,
): PairSearchResult {
  const { records, own, keys, banding, sizes, answerSizes, setSize } = answered;
  const count = records.length;
  const tells = (place: number): boolean => (answerSizes[place] ?? 0) >= TELLING_SHINGLES;
  const isLong = new Uint8Array(count);
  let hasLong = false;
  for (let place = 0; place < count; place += 1) {
    const answer = answerSizes[place] ?? 0;
    if (!tells(place) || (sizes[place] ?? 0) - answer <= answer * LONG_QUESTION) continue;
    isLong[place] = 1;
    hasLong = true;
  }
  if (!hasLong) return whole;
  const isEmpty = Uint8Array.from(answerSizes, (_, place) => (tells(place) ? 0 : 1));
  const answers = new AnswerShingles(own);
  const signer = new Signer(banding);
  let place = 0;
  answers.forEach((record, shingles) => {
    if (place === count || records[place] !== record) return;
    if ((place & 0xfff) === 0) options.signal?.throwIfAborted();
    if (isEmpty[place] === 0) signer.sign(shingles, { keys, offset: place, stride: count });
    place += 1;
  });
  const found = searchBuckets(
    { ...answered, own: answers, sizes: answerSizes, isEmpty },
    { ...options, isWanted: (bucket) => bucket.some((member) => isLong[member] === 1) },
  );
  return addPairs(whole, found, { records, own, cap: groupCap(setSize), threshold: options.threshold });
}

/** What {@link addPairs} is told. */
interface AddPairsOptions {
  readonly records: SearchedRecords["records"];
  readonly own: OwnShingles;
  readonly cap: number;
  readonly threshold: number;
}

/** Adds the pairs that are new, each with its similarity on the whole or of the answers, whichever is more. */
function addPairs(
  whole: PairSearchResult,
  { pairs, capped }: PairSearchResult,
  { records, own, cap, threshold }: AddPairsOptions,
): PairSearchResult {
  const size = (records.at(-1) ?? 0) + 1;
  const { few, many } = partTemplates(newPairs(pairs, whole.pairs), { size, cap, threshold });
  const bins = [...whole.bins];
  const added = few.map(({ a, b }) => {
    const score = similarity(own.of(a), own.of(b));
    const bin = Math.min(SIMILARITY_BINS - 1, Math.floor(score * SIMILARITY_BINS));
    bins[bin] = (bins[bin] ?? 0) + 1;
    return { a, b, score };
  });
  return {
    pairs: [...whole.pairs, ...added].sort(inOrder),
    bins,
    compared: whole.compared + added.length,
    capped: Math.min(records.length, whole.capped + capped + many),
  };
}

const inOrder = (left: SimilarPair, right: SimilarPair): number => left.a - right.a || left.b - right.b;

/** The pairs that are not known; both lists are in order. */
function newPairs(pairs: readonly SimilarPair[], known: readonly SimilarPair[]): SimilarPair[] {
  let at = 0;
  return pairs.filter((pair) => {
    for (let other = known[at]; other !== undefined && inOrder(other, pair) < 0; other = known[at]) at += 1;
    const other = known[at];
    return other === undefined || inOrder(other, pair) !== 0;
  });
}

/** Parts pairs of few near-copies from those of templates, and counts the records of the templates. */
function partTemplates(
  pairs: readonly SimilarPair[],
  { size, cap, threshold }: { readonly size: number; readonly cap: number; readonly threshold: number },
): { few: SimilarPair[]; many: number } {
  const sets = new UnionFind(size);
  for (const { a, b, score } of pairs) if (score >= threshold) sets.join(a, b);
  const members = new Map<number, Set<number>>();
  for (const { a, b } of pairs) {
    for (const record of [a, b]) {
      const root = sets.find(record);
      members.set(root, (members.get(root) ?? new Set()).add(record));
    }
  }
  const isTemplate = (record: number): boolean => (members.get(sets.find(record))?.size ?? 0) > cap;
  let many = 0;
  for (const set of members.values()) if (set.size > cap) many += set.size;
  return { few: pairs.filter(({ a, b }) => !isTemplate(a) && !isTemplate(b)), many };
}
