import type { SimilarPair } from "./pair-search.ts";

/** Records that are kept, of those that resemble one record: each of its other neighbours is compared with so many at most. */
const HEADS = 16;
/** Comparisons for one record. */
const PATIENCE = 64;

/** Options for {@link compareHeads}. */
export interface CompareHeadsOptions {
  readonly threshold: number;
  /** Whether a record was compared with a leader in place of all its bucket. */
  readonly isLarge: (record: number) => boolean;
  /** The exact similarity of two records, which is noted as a pair where it is high enough. */
  readonly compare: (left: number, right: number) => number;
}

/**
 * Compares records that resemble one leader with the first of them that is kept.
 *
 * A leader that repeats an earlier record is left out itself, and what resembles it would lose its partner: of a thousand
 * near-copies hundreds would stay. No chain is followed, each pair is compared.
 *
 * @param pairs In any order; a pair may come twice.
 */
export function compareHeads(pairs: readonly SimilarPair[], options: CompareHeadsOptions): void {
  const { threshold, isLarge, compare } = options;
  const neighbours = new Map<number, number[]>();
  const link = (from: number, to: number): void => {
    const list = neighbours.get(from);
    if (list === undefined) neighbours.set(from, [to]);
    else list.push(to);
  };
  for (const { a, b, score } of pairs) {
    if (score < threshold || !isLarge(a) || !isLarge(b)) continue;
    link(a, b);
    link(b, a);
  }
  const dropped = new Set<number>();
  const heads = new Map<number, number[]>();
  for (const record of [...neighbours.keys()].sort((left, right) => left - right)) {
    const list = neighbours.get(record) ?? [];
    if (list.some((other) => other < record && !dropped.has(other)) || resemblesHead(record, list)) {
      dropped.add(record);
      continue;
    }
    for (const other of list) {
      const known = heads.get(other);
      if (known === undefined) heads.set(other, [record]);
      else if (known.length < HEADS) known.push(record);
    }
  }

  function resemblesHead(record: number, list: readonly number[]): boolean {
    const tried = new Set<number>();
    for (const other of list) {
      for (const head of heads.get(other) ?? []) {
        if (tried.has(head)) continue;
        if (tried.size >= PATIENCE) return false;
        tried.add(head);
        if (compare(head, record) >= threshold) return true;
      }
    }
    return false;
  }
}
