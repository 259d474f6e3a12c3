import type { Leak, SplitSide } from "@tunewright/schema";
import { Boilerplate } from "../shingles/boilerplate.ts";
import { distinctRecords, findExact } from "./cluster-records.ts";
import { round } from "./duplicates.ts";
import { jaccard, similarity } from "../shingles/jaccard.ts";
import { OwnShingles } from "../shingles/own-shingles.ts";
import { PartnerIndex } from "./partner-index.ts";
import { chooseBanding } from "../shingles/minhash.ts";
import type { RecordTable } from "../records/record-table.ts";
import type { PagedColumn } from "../scratch/paged-column.ts";
import { ASSISTANT_SHINGLES } from "../records/speaker.ts";

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

/** Proposed partners that are compared, for each record. */
const MOST_PARTNERS = 16;

/**
 * Finds records that tell what another dataset or an evaluation asks: the same record, the same question, nearly the same
 * question, or a near-duplicate.
 *
 * Shared keys of signatures propose partners, as in a search for near-duplicates; exact Jaccard similarity decides, for
 * questions over the user's shingles alone, and what most of the other records share is left out. Each record is listed once,
 * with its nearest partner.
 *
 * @param others The evaluation, the older version or the other dataset.
 */
export function findLeaks(table: RecordTable, others: RecordTable, options: FindLeaksOptions): FoundLeak[] {
  const { threshold, signal } = options;
  const ids = new Map<string, number>();
  const questions = new Map<string, number>();
  for (let other = others.length - 1; other >= 0; other -= 1) {
    ids.set(others.idOf(other), other);
    if (hasKey(others.questions, other)) questions.set(others.keyOf(others.questions, other), other);
  }
  const distinct = distinctRecords(others, findExact(others));
  const boilerplate = Boilerplate.find(others.shingles, distinct);
  const index = new PartnerIndex(others.shingles, distinct.slice().sort(), {
    boilerplate,
    // Answers can be alike where the whole records are less so; the signature has to propose those, too.
    banding: chooseBanding(threshold * 0.8),
  });
  const sets = new OwnShingles(table.shingles, boilerplate);
  const otherSets = new OwnShingles(others.shingles, boilerplate);
  const leaks: FoundLeak[] = [];
  for (let record = 0; record < table.length; record += 1) {
    if ((record & 0xfff) === 0) signal?.throwIfAborted();
    const same = ids.get(table.idOf(record));
    if (same !== undefined) {
      leaks.push({ record, against: same, kind: "exact", score: 1 });
      continue;
    }
    const asked = hasKey(table.questions, record) ? questions.get(table.keyOf(table.questions, record)) : undefined;
    if (asked !== undefined) {
      leaks.push({ record, against: asked, kind: "prompt", score: 1 });
      continue;
    }
    const nearest = findNearest(record, { index, threshold, sets, otherSets });
    if (nearest !== undefined) leaks.push(nearest);
  }
  return leaks;
}

interface LeakSearch {
  readonly index: PartnerIndex;
  readonly threshold: number;
  readonly sets: OwnShingles;
  readonly otherSets: OwnShingles;
}

function findNearest(record: number, { index, threshold, sets, otherSets }: LeakSearch): FoundLeak | undefined {
  const whole = sets.of(record);
  const partners = index.partners(whole).slice(0, MOST_PARTNERS);
  if (partners.length === 0) return undefined;
  const question = usersOf(whole);
  let best: FoundLeak | undefined;
  for (const against of partners) {
    const otherWhole = otherSets.of(against);
    const near = similarity(whole, otherWhole);
    const asked = question.length === 0 ? 0 : jaccard(question, usersOf(otherWhole));
    const kind = near >= threshold ? "near" : "near-prompt";
    const score = near >= threshold ? near : asked;
    if (score >= threshold && (best === undefined || score > best.score)) best = { record, against, kind, score };
  }
  return best;
}

/** The user's shingles of a sorted set. */
function usersOf(sorted: Uint32Array): Uint32Array {
  const end = sorted.findIndex((shingle) => shingle >= ASSISTANT_SHINGLES);
  return end === -1 ? sorted : sorted.subarray(0, end);
}

function hasKey(keys: PagedColumn, record: number): boolean {
  return keys.at(record * 2) !== 0 || keys.at(record * 2 + 1) !== 0;
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
