import type { CodeFinding, GuardChange, GuardedText, GuardStream, RuleGuard } from "@tunewright/schema";
import type { Hit } from "../texts/hit.ts";
import { applyEdits } from "../records/json-text-span.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { requireText } from "../require-arguments.ts";
import { findHits, hitEdits } from "../texts/sanitize-text.ts";
import { settledEnd } from "../texts/settled-end.ts";

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

/**
 * Repairs a text that arrives in pieces, with the same result as the whole.
 *
 * What cannot change any more goes out at once. From the first name that a rule knows, text is held back until what decides
 * about it has been seen: the end of its code block and the sentence behind it, or the end of its paragraph.
 */
class RepairStream implements GuardStream {
  readonly #table: RuleTable;
  readonly #candidates: CandidateFinder;
  #text = "";
  /** Offset in the text as it came up to which text has gone out. */
  #released = 0;

  constructor(table: RuleTable, candidates: CandidateFinder) {
    this.#table = table;
    this.#candidates = candidates;
  }

  push(piece: string): string {
    this.#text += piece;
    let out = "";
    for (;;) {
      const candidate = this.#candidates.next(this.#text, this.#released);
      const free = candidate?.start ?? this.#text.length;
      out += this.#text.slice(this.#released, free);
      this.#released = free;
      if (candidate === undefined || candidate.open) return out;
      const end = settledEnd(this.#text, candidate.start, this.#table);
      if (end === undefined) return out;
      out += this.#repaired(end);
    }
  }

  end(): GuardedText {
    const hits = findHits(this.#text, this.#table, asItGrows);
    const text = this.#release(hits, this.#text.length);
    return { text, ...describeHits(hits) };
  }

  #repaired(end: number): string {
    return this.#release(findHits(this.#text, this.#table, asItGrows), end);
  }

  #release(hits: readonly Hit[], end: number): string {
    const from = this.#released;
    const edits = hitEdits(hits)
      .filter((edit) => edit.start >= from && edit.end <= end)
      .map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    this.#released = end;
    return applyEdits(this.#text.slice(from, end), edits);
  }
}
