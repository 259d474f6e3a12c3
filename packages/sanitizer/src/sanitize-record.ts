import type { Hit } from "./hit.ts";
import { applyEdits, decodeSpan, liftEdits, type TextEdit } from "./json-text-span.ts";
import { findRecordTexts, findStringValues } from "./record-texts.ts";
import type { RuleTable } from "./rule-table.ts";
import { findHits, hitEdits } from "./sanitize-text.ts";
import { textDefines } from "./text-defines.ts";
import { splitText } from "./text-parts.ts";

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
  const { bytes = false, fixDeprecated = false } = options;
  const hits: RecordHit[] = [];
  const edits: TextEdit[] = [];
  const texts = findRecordTexts(source);
  for (const text of texts) {
    if (!table.roles.has(text.role)) continue;
    const decoded = decodeSpan(source, text.start, text.end, bytes);
    const isDefinedElsewhere = (name: string): boolean =>
      texts.some(
        (other) =>
          other !== text &&
          other.kind === "text" &&
          holds(source, name, other) &&
          textDefines(decodeSpan(source, other.start, other.end, bytes), name, table.adapters),
      );
    const settings = { role: text.role, fixDeprecated, isDefinedElsewhere };
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
  const source = JSON.stringify(example);
  const result = sanitizeRecord(source, table, options);
  return { example: result.source === source ? example : (JSON.parse(result.source) as T), hits: result.hits };
}

/** Whether a name stands in a span of the source as it is written; a name spelt with escapes is not looked for. */
function holds(
  source: string,
  name: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  return source.slice(start, end).includes(name);
}

interface FoundInText {
  readonly hits: readonly Hit[];
  readonly edits: readonly TextEdit[];
}

interface TextSettings {
  readonly role: string;
  readonly fixDeprecated: boolean;
  readonly isDefinedElsewhere: (name: string) => boolean;
}

function hitsInText(text: string, table: RuleTable, settings: TextSettings): FoundInText {
  const hits = findHits(text, table, settings);
  return { hits, edits: hitEdits(hits) };
}

/**
 * The arguments of a tool call are JSON inside a string: their own strings are decoded, treated where they read as code,
 * and the changes carried back. Offsets of hits are those in the arguments' text.
 */
function hitsInArguments(json: string, table: RuleTable, settings: TextSettings): FoundInText {
  if (!isJson(json)) return { hits: [], edits: [] };
  const hits: Hit[] = [];
  const edits: TextEdit[] = [];
  for (const { start, end } of findStringValues(json)) {
    const inner = decodeSpan(json, start, end, false);
    if (splitText(inner, table.adapters).code.length === 0) continue;
    const found = findHits(inner, table, settings);
    for (const hit of found) {
      const [span] = liftEdits(json, start, [{ start: hit.start, end: hit.end, after: "" }]);
      hits.push({ ...hit, start: span?.start ?? start, end: span?.end ?? end });
    }
    edits.push(...liftEdits(json, start, hitEdits(found)));
  }
  return { hits, edits };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function hasBeyondAscii(source: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /[^\x00-\x7f]/.test(source);
}
