import type { CodeFinding, GuardChange, GuardedText, GuardStream, RuleGuard } from "@tunewright/schema";
import type { Hit } from "../texts/hit.ts";
import { applyEdits } from "../records/json-text-span.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { requireText } from "../require-arguments.ts";
import { findHits, hitEdits } from "../texts/sanitize-text.ts";
import { settledEnd } from "../texts/settled-end.ts";
import { splitText } from "../texts/text-parts.ts";

const asItGrows = { looksAhead: false };

/** Makes the guard of a serving model from compiled rules. */
export function createTableGuard(table: RuleTable): RuleGuard {
  const names = table.rules
    .filter(({ rule }) => rule.fix !== undefined && !rule.deprecated)
    .flatMap((rule) => rule.names);
  // A pattern has no name to wait for, so a text is held to its end where one could rewrite it.
  const holdsAll = table.rules.some(({ rule }) => rule.match.kind === "pattern" && rule.fix !== undefined);
  const candidates = new CandidateFinder(names, holdsAll);
  return {
    repair: (text) => {
      requireText(text, "repair", "the text of one message");
      return repair(text, table);
    },
    stream: () => new RepairStream(table, candidates),
    instructions: table.rules
      .map(({ rule }) => rule)
      .filter((rule) => rule.fix !== undefined && rule.category === "wrong-api")
      // A prompt has room for some: first the names that exist nowhere, which a model makes up.
      .sort((one, other) => Number(other.nowhere) - Number(one.nowhere))
      .map((rule) => rule.message),
  };
}

function repair(text: string, table: RuleTable): GuardedText {
  const hits = findHits(text, table, asItGrows);
  return { text: applyEdits(text, hitEdits(hits)), ...describeHits(hits) };
}

/** Sorts hits into what was changed and what there is to say. */
export function describeHits(hits: readonly Hit[]): { changes: GuardChange[]; findings: CodeFinding[] } {
  const changes: GuardChange[] = [];
  const findings: CodeFinding[] = [];
  for (const hit of hits) {
    const { rule, start, end, name, after } = hit;
    if (after === undefined) findings.push(hitFinding(hit));
    else changes.push({ rule: rule.rule.id, before: name, after, start, end });
  }
  return { changes, findings };
}

/** A hit as a finding about code. */
export function hitFinding({ rule: { rule }, start, end, name, code }: Hit): CodeFinding {
  return {
    rule: rule.id,
    category: rule.category,
    severity: rule.severity,
    message: rule.message,
    start,
    end,
    name,
    ...(rule.fix === undefined ? {} : { fix: rule.fix.name }),
    certain: code !== "doubtful",
  };
}

/** Finds where a repair could begin in a text that still grows. */
class CandidateFinder {
  readonly #names: ReadonlySet<string>;
  readonly #prefixes = new Set<string>();
  readonly #holdsAll: boolean;

  constructor(names: readonly string[], holdsAll: boolean) {
    this.#names = new Set(names);
    this.#holdsAll = holdsAll;
    for (const name of names)
      for (let length = 1; length <= name.length; length += 1) this.#prefixes.add(name.slice(0, length));
  }

  /** The first name at or behind `from`; a word at the very end counts when it may grow into a name. -1 when there is none. */
  next(text: string, from: number): { readonly start: number; readonly open: boolean } | undefined {
    if (this.#holdsAll) return from < text.length ? { start: from, open: true } : undefined;
    const words = /[A-Za-z0-9_]+/g;
    words.lastIndex = from;
    for (let match = words.exec(text); match !== null; match = words.exec(text)) {
      const isLast = match.index + match[0].length === text.length;
      if (isLast ? this.#prefixes.has(match[0]) : this.#names.has(match[0]))
        return { start: match.index, open: isLast };
    }
    return undefined;
  }
}

/** UTF-16 units up to which a text is looked at with each piece. */
const SHORT = 4096;
/** Share of what lies beyond, by which a longer one has to grow before it is looked at again: to read all of it with each piece takes its square. */
const PATIENCE = 1 / 64;

/**
 * Repairs a text that arrives in pieces, with the same result as the whole.
 *
 * What cannot change any more goes out at once. From the first name that a rule knows, text is held back until what decides
 * about it has been seen: the end of its code block and the sentence behind it, or the end of its paragraph. In a long text it may be held
 * a little longer.
 */
class RepairStream implements GuardStream {
  readonly #table: RuleTable;
  readonly #candidates: CandidateFinder;
  /** The text as it came, as far as it has gone out; joined to the rest only when all of it is looked at. */
  #gone = "";
  #rest = "";
  /** Whether the rest begins with a name that is not decided. */
  #isHeld = false;
  /** Length of the text from which it is looked at again. */
  #nextLook = 0;

  constructor(table: RuleTable, candidates: CandidateFinder) {
    this.#table = table;
    this.#candidates = candidates;
  }

  push(piece: string): string {
    this.#rest += piece;
    const out = this.#isHeld ? "" : this.#releaseFree();
    const length = this.#gone.length + this.#rest.length;
    if (!this.#isHeld || length < this.#nextLook) return out;
    this.#nextLook = length + Math.max(0, (length - SHORT) * PATIENCE);
    const text = this.#gone + this.#rest;
    const end = this.#settledEnd(text);
    if (end === undefined) return out;
    const repaired = this.#release(text, findHits(text, this.#table, asItGrows), end);
    return out + repaired + this.#releaseFree();
  }

  end(): GuardedText {
    const whole = this.#gone + this.#rest;
    const hits = findHits(whole, this.#table, asItGrows);
    const text = this.#release(whole, hits, whole.length);
    return { text, ...describeHits(hits) };
  }

  /** Gives out what stands before the next name. */
  #releaseFree(): string {
    const candidate = this.#candidates.next(this.#rest, 0);
    const out = this.#rest.slice(0, candidate?.start);
    this.#gone += out;
    this.#rest = this.#rest.slice(out.length);
    // A word that may grow into a name is no name yet.
    this.#isHeld = candidate?.open === false;
    return out;
  }

  /** How far the text is decided from the name on that holds it back, over all names that are. */
  #settledEnd(text: string): number | undefined {
    const parts = splitText(text, this.#table.adapters);
    let end: number | undefined;
    for (let at: number | undefined = this.#gone.length; at !== undefined; ) {
      const settled = settledEnd(text, parts, at);
      if (settled === undefined) break;
      end = settled;
      const next = this.#candidates.next(text, end);
      at = next?.open === false ? next.start : undefined;
    }
    return end;
  }

  /** Gives out what has come up to `end`, repaired. */
  #release(text: string, hits: readonly Hit[], end: number): string {
    const from = this.#gone.length;
    const edits = hitEdits(hits)
      .filter((edit) => edit.start >= from && edit.end <= end)
      .map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    this.#gone = text.slice(0, end);
    this.#rest = text.slice(end);
    return applyEdits(text.slice(from, end), edits);
  }
}
