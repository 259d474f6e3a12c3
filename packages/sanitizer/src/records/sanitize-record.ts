import { Conversation } from "../doubt/conversation.ts";
import type { Hit } from "../texts/hit.ts";
import { applyEdits, decodeSpan, hasBeyondAscii, liftEdits, type TextEdit } from "./json-text-span.ts";
import { findRecordTexts } from "./record-texts.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { findHits, hitEdits, type SanitizeTextOptions } from "../texts/sanitize-text.ts";
import { requireTable, requireText } from "../require-arguments.ts";
import { type FoundInText, hitsInArguments } from "./tool-arguments.ts";

/** A hit with its place in a record. */
export interface RecordHit {
  /** Path of the text inside the record, as `messages[2].content`. */
  readonly path: string;
  /** Index of the message. */
  readonly message: number;
  /** The offsets of `hit` are in the decoded text at `path`. */
  readonly hit: Hit;
}

/** A record after the rules. */
export interface SanitizedRecord {
  /** The JSON source; the same string when nothing changed. */
  readonly source: string;
  readonly hits: readonly RecordHit[];
}

/** Options for {@link sanitizeRecord}. */
export interface SanitizeRecordOptions {
  /** The source is UTF-8 read as Latin-1, so that offsets are those of bytes. */
  readonly bytes?: boolean;
  readonly fixDeprecated?: boolean;
}

/**
 * Applies rules to the JSON source of one record, so that only the repaired spans differ from how it was written.
 *
 * @param source Valid JSON of one object.
 */
export function sanitizeRecord(source: string, table: RuleTable, options: SanitizeRecordOptions = {}): SanitizedRecord {
  requireText(source, "sanitizeRecord", "the JSON of one record");
  requireTable(table, "sanitizeRecord");
  const { bytes = false, fixDeprecated = false } = options;
  const hits: RecordHit[] = [];
  const edits: TextEdit[] = [];
  const texts = findRecordTexts(source);
  const conversation = new Conversation(
    texts.map(({ role, kind, start, end }) => ({
      role,
      kind,
      length: end - start,
      holds: (name) => source.slice(start, end).includes(name),
      matches: (pattern) => pattern.test(source.slice(start, end)),
      decode: () => decodeSpan(source, start, end, bytes),
    })),
    () => source,
    table.adapters,
  );
  for (const [index, text] of texts.entries()) {
    if (!table.roles.has(text.role)) continue;
    const decoded = conversation.decoded(index);
    const settings = { role: text.role, fixDeprecated, ...conversation.around(index) };
    const found =
      text.kind === "text" ? hitsInText(decoded, table, settings) : hitsInArguments(decoded, table, settings);
    if (found.hits.length === 0) continue;
    for (const hit of found.hits) hits.push({ path: text.path, message: text.message, hit });
    // Whoever wrote the source with every letter beyond ASCII escaped will find it so.
    const escapeAll = found.edits.some(({ after }) => hasBeyondAscii(after)) && !hasBeyondAscii(source);
    edits.push(...liftEdits(source, text.start, found.edits, { bytes, escapeAll }));
  }
  if (edits.length === 0) return { source, hits };
  return {
    source: applyEdits(
      source,
      edits.sort((a, b) => a.start - b.start),
    ),
    hits,
  };
}

/** A record after the rules, as a value. */
export interface SanitizedExample<T> {
  /** The same object when nothing changed. */
  readonly example: T;
  readonly hits: readonly RecordHit[];
}

/**
 * Applies rules to one record that is already parsed.
 *
 * @param example A chat or a preference record.
 */
export function sanitizeExample<T extends object>(
  example: T,
  table: RuleTable,
  options: { readonly fixDeprecated?: boolean } = {},
): SanitizedExample<T> {
  if (typeof example !== "object" || example === null)
    throw new TypeError("sanitizeExample takes a record as an object; for its JSON there is sanitizeRecord.");
  requireTable(table, "sanitizeExample");
  const source = JSON.stringify(example);
  const result = sanitizeRecord(source, table, options);
  return { example: result.source === source ? example : (JSON.parse(result.source) as T), hits: result.hits };
}

function hitsInText(text: string, table: RuleTable, settings: SanitizeTextOptions): FoundInText {
  const hits = findHits(text, table, settings);
  return { hits, edits: hitEdits(hits) };
}
