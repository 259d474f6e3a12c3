import type { Duplicate } from "@tunewright/schema";
import type { FoundPairs } from "./find-pairs.ts";
import type { SimilarPair } from "./pair-search.ts";
import type { RecordTable } from "../records/record-table.ts";
import type { NumberList } from "../scratch/paged-column.ts";

/** For each record what it repeats. */
export interface Repeats {
  /** First record with the same content; the record itself when it is the first. */
  readonly sameAs: NumberList;
  /** For the first record of each content: its most similar earlier neighbour that is kept. */
  readonly near: ReadonlyMap<number, SimilarPair>;
}

/**
 * Finds what each record repeats: records are walked in order, and one that resembles an earlier one *directly* repeats it.
 *
 * A record that only resembles a record that was itself left out is kept: chains are not followed.
 */
export function findRepeats(found: FoundPairs, sameAs: NumberList, threshold: number): Repeats {
  const near = new Map<number, SimilarPair>();
  const earlier = new Map<number, SimilarPair[]>();
  for (const pair of found.pairs) {
    if (pair.score < threshold) continue;
    const list = earlier.get(pair.b);
    if (list === undefined) earlier.set(pair.b, [pair]);
    else list.push(pair);
  }
  for (const record of [...earlier.keys()].sort((left, right) => left - right)) {
    let best: SimilarPair | undefined;
    for (const pair of earlier.get(record) ?? []) {
      if (!near.has(pair.a) && (best === undefined || pair.score > best.score)) best = pair;
    }
    if (best !== undefined) near.set(record, best);
  }
  return { sameAs, near };
}

/** Options for {@link listDuplicates}. */
export interface ListDuplicatesOptions {
  /** For each copy, in the order of the records, the line of the first one. */
  readonly partnerLines: NumberList;
  readonly dropsExact: boolean;
  readonly dropsNear: boolean;
}

/** Walks the duplicates in the order of the input; made one by one, since a set may hold millions. */
export function* listDuplicates(
  table: RecordTable,
  { sameAs, near }: Repeats,
  options: ListDuplicatesOptions,
): Generator<Duplicate> {
  let copy = 0;
  for (let record = 0; record < sameAs.length; record += 1) {
    const same = sameAs.at(record) ?? record;
    if (same !== record) {
      const line = options.partnerLines.at(copy) ?? 0;
      copy += 1;
      const partner = { file: table.files[table.fileIndexOf(same)]?.path ?? "", line, id: table.idOf(record) };
      yield { ...table.placeOf(record), kind: "exact", partner, score: 1, dropped: options.dropsExact };
      continue;
    }
    const pair = near.get(record);
    if (pair === undefined) continue;
    const partner = table.placeOf(pair.a);
    yield { ...table.placeOf(record), kind: "near", partner, score: round(pair.score), dropped: options.dropsNear };
  }
}

/** Four decimals: a score is a ratio of small whole numbers. */
export function round(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}
