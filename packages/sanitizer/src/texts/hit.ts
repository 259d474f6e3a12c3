import type { CompiledRule } from "../rules/rule-table.ts";

/** Why a hit was left alone though its rule has a fix. */
export type DoubtReason =
  | "teaching-unclear"
  | "condition-unclear"
  | "unknown-include"
  | "part-of-plugin"
  | "has-arguments"
  | "scope-unclear"
  | "other-language";

/** What a rule found at one place of a text. */
export interface Hit {
  readonly rule: CompiledRule;
  /** UTF-16 offsets in the text of the message. */
  readonly start: number;
  readonly end: number;
  /** The name that was found. */
  readonly name: string;
  /** What is written there instead; absent when the text stays. */
  readonly after?: string;
  /** Why the text stays. */
  readonly code?: "reported" | "doubtful" | "deprecated";
  /** What makes it doubtful, where `code` says that it is. */
  readonly reason?: DoubtReason;
}

/** A hit whose text stays; if nothing else is said, since the words around it may show it as a mistake. */
export function inDoubt({ after, ...hit }: Hit, reason: DoubtReason = "teaching-unclear"): Hit {
  return after === undefined ? hit : { ...hit, code: "doubtful", reason };
}

/**
 * Puts hits in order and settles overlaps: among changes that claim the same span the higher priority wins, then the
 * earlier rule. A finding never stands in the way of a change.
 */
export function settleHits(hits: readonly Hit[]): readonly Hit[] {
  // Nearly always the hits are in order and nothing overlaps, and there is nothing to settle.
  if (areApart(hits)) return hits;
  const inOrder = [...hits].sort((a, b) => a.start - b.start || a.rule.order - b.rule.order);
  if (areApart(inOrder)) return inOrder;
  const settled: Hit[] = [];
  let from = 0;
  let end = 0;
  for (const [at, hit] of inOrder.entries()) {
    // What begins behind all before it meets none of them.
    if (hit.start >= end) {
      settled.push(...settle(inOrder.slice(from, at)));
      from = at;
    }
    end = Math.max(end, hit.end);
  }
  return [...settled, ...settle(inOrder.slice(from))];
}

/** Settles hits that overlap, at least in a chain. */
function settle(hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2) return hits;
  const ranked = [...hits].sort(
    (a, b) => b.rule.rule.priority - a.rule.rule.priority || a.rule.order - b.rule.order || a.start - b.start,
  );
  const changes: Hit[] = [];
  const findings: Hit[] = [];
  for (const hit of ranked) {
    if (hit.after === undefined) {
      if (!findings.some((other) => other.rule === hit.rule && other.start === hit.start && other.end === hit.end)) {
        findings.push(hit);
      }
    } else if (!changes.some((other) => hit.start < other.end && other.start < hit.end)) changes.push(hit);
  }
  return [...changes, ...findings].sort((a, b) => a.start - b.start || a.rule.order - b.rule.order);
}

function areApart(hits: readonly Hit[]): boolean {
  let end = 0;
  for (const hit of hits) {
    if (hit.start < end) return false;
    end = hit.end;
  }
  return true;
}
