import type { Leak, SplitSide } from "@tunewright/schema";
import { round } from "./duplicates.ts";
import { jaccard, similarity } from "./jaccard.ts";
import type { RecordTable } from "./record-table.ts";
import { ASSISTANT_SHINGLES } from "./shingle-builder.ts";

/** Options for {@link findLeaks}. */
export interface FindLeaksOptions {
  /** Similarity from which two questions, or two records, are nearly the same. */
  readonly threshold: number;
  readonly signal?: AbortSignal;
}

/** A record and what it tells: `score` is 1 for equal keys. */
export interface FoundLeak {
  readonly record: number;
  readonly against: number;
  readonly kind: Leak["kind"];
  readonly score: number;
}

/** A shingle that more of the other records hold proposes nothing: it is boilerplate. */
const MOST_HOLDERS = 64;
/** Proposed partners that are compared, for each record. */
const MOST_PARTNERS = 16;

/**
 * Finds records that tell what another dataset or an evaluation asks: the same record, the same question, nearly the same
 * question, or a near-duplicate.
 *
 * An index over the rarer shingles of the other set proposes partners; exact Jaccard similarity over all shingles decides, for
 * questions over the user's alone. Each record is listed once, with its nearest partner.
 *
 * @param others The evaluation, the older version or the other dataset.
 */
export function findLeaks(table: RecordTable, others: RecordTable, options: FindLeaksOptions): FoundLeak[] {
  const { threshold, signal } = options;
  const ids = new Map<string, number>();
  const questions = new Map<string, number>();
  const holders = new Map<number, number[]>();
  for (let other = others.length - 1; other >= 0; other -= 1) {
    ids.set(others.idOf(other), other);
    if (hasKey(others.questions, other)) questions.set(keyOf(others.questions, other), other);
    for (const shingle of others.shingles.read(other)) {
      const list = holders.get(shingle);
      if (list === undefined) holders.set(shingle, [other]);
      else if (list.length <= MOST_HOLDERS) list.push(other);
    }
  }
  const leaks: FoundLeak[] = [];
  for (let record = 0; record < table.length; record += 1) {
    if ((record & 0xfff) === 0) signal?.throwIfAborted();
    const same = ids.get(table.idOf(record));
    if (same !== undefined) {
      leaks.push({ record, against: same, kind: "exact", score: 1 });
      continue;
    }
    const asked = hasKey(table.questions, record) ? questions.get(keyOf(table.questions, record)) : undefined;
    if (asked !== undefined) {
      leaks.push({ record, against: asked, kind: "prompt", score: 1 });
      continue;
    }
    const nearest = findNearest(table, record, { others, holders, threshold });
    if (nearest !== undefined) leaks.push(nearest);
  }
  return leaks;
}

function findNearest(
  table: RecordTable,
  record: number,
  { others, holders, threshold }: { others: RecordTable; holders: Map<number, number[]>; threshold: number },
): FoundLeak | undefined {
  const shingles = table.shingles.read(record);
  const shared = new Map<number, number>();
  for (const shingle of shingles) {
    const list = holders.get(shingle);
    if (list === undefined || list.length > MOST_HOLDERS) continue;
    for (const other of list) shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  const partners = [...shared].sort((left, right) => right[1] - left[1] || left[0] - right[0]).slice(0, MOST_PARTNERS);
  if (partners.length === 0) return undefined;
  const whole = shingles.slice().sort();
  const question = whole.filter(isUsers);
  let best: FoundLeak | undefined;
  for (const [against] of partners) {
    const otherWhole = others.shingles.read(against).slice().sort();
    const otherQuestion = otherWhole.filter(isUsers);
    const near = similarity(whole, otherWhole);
    const asked = question.length === 0 ? 0 : jaccard(question, otherQuestion);
    const kind = near >= threshold ? "near" : "near-prompt";
    const score = near >= threshold ? near : asked;
    if (score >= threshold && (best === undefined || score > best.score)) best = { record, against, kind, score };
  }
  return best;
}

function isUsers(shingle: number): boolean {
  return shingle < ASSISTANT_SHINGLES;
}

function hasKey(keys: Uint32Array, record: number): boolean {
  return keys[record * 2] !== 0 || keys[record * 2 + 1] !== 0;
}

function keyOf(keys: Uint32Array, record: number): string {
  return `${keys[record * 2]}:${keys[record * 2 + 1]}`;
}

/** Puts a found leak into the words of the manifest. */
export function describeLeak(
  leak: FoundLeak,
  { table, others, side, dropped }: { table: RecordTable; others: RecordTable; side: SplitSide; dropped: boolean },
): Leak {
  const { file, line } = others.placeOf(leak.against);
  return {
    ...table.placeOf(leak.record),
    side,
    kind: leak.kind,
    against: { file, line },
    score: round(leak.score),
    dropped,
  };
}
