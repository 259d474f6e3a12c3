import { type Hit, inDoubt } from "../texts/hit.ts";
import { applyEdits, decodeSpan, liftEdits, type TextEdit } from "./json-text-span.ts";
import { findStringValues } from "./record-texts.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { findHits, hitEdits, type SanitizeTextOptions } from "../texts/sanitize-text.ts";
import { splitText } from "../texts/text-parts.ts";

/** Hits in a text, with the edits of those that change it. */
export interface FoundInText {
  readonly hits: readonly Hit[];
  readonly edits: readonly TextEdit[];
}

/** Arguments that say which text of a file an edit is about: it may well be the mistake that the edit mends. */
const edited = /^(?:old|search|find|before|original|remove)(?:[_A-Z]|$)/;

/** Arguments that name the file that the ones behind them are about. */
const fileKey = /^(?:path|file|file_?(?:name|path)|target_?file|uri)$/i;
/** Endings of files that hold answers or changes, and so code of any language. */
const mixedFile = /^(?:|txt|text|md|markdown|patch|diff|json)$/;

/**
 * Applies rules to the arguments of a tool call, which are JSON inside a string.
 *
 * Their own strings are decoded, treated where they read as code, and the changes carried back; a string that is JSON again is
 * treated likewise. What goes into a file of another language stays. What a tool is told to look for and replace stays, and so does a string that would become the same as
 * another one.
 *
 * @returns Hits and edits by their offsets in the arguments' text.
 */
export function hitsInArguments(json: string, table: RuleTable, settings: SanitizeTextOptions): FoundInText {
  if (!isJson(json)) return { hits: [], edits: [] };
  const hits: Hit[] = [];
  const edits: TextEdit[] = [];
  const values = findStringValues(json).map(({ start, end }) => ({ start, text: decodeSpan(json, start, end, false) }));
  let file = "";
  for (const { start, text } of values) {
    if (fileKey.test(keyBefore(json, start))) file = text;
    if (isForeign(file, table)) continue;
    const found = hitsInValue(text, table, settings);
    if (found.hits.length === 0) continue;
    const repaired = applyEdits(text, found.edits);
    const isKept =
      edited.test(keyBefore(json, start)) || (repaired !== text && values.some((other) => other.text === repaired));
    for (const hit of found.hits) {
      const [span] = liftEdits(json, start, [{ start: hit.start, end: hit.end, after: "" }]);
      hits.push({ ...(isKept ? inDoubt(hit) : hit), start: span?.start ?? start, end: span?.end ?? start });
    }
    if (!isKept) edits.push(...liftEdits(json, start, found.edits));
  }
  return { hits, edits };
}

function hitsInValue(text: string, table: RuleTable, settings: SanitizeTextOptions): FoundInText {
  if (splitText(text, table.adapters).code.length === 0) {
    return /^\s*[[{]/.test(text) ? hitsInArguments(text, table, settings) : { hits: [], edits: [] };
  }
  const hits = findHits(text, table, settings);
  return { hits, edits: hitEdits(hits) };
}

/** Whether a file is of a language that none of the rules speak of, by its ending. */
function isForeign(file: string, { adapters }: RuleTable): boolean {
  const ending = /\.([a-z0-9]+)\s*$/i.exec(file)?.[1]?.toLowerCase() ?? "";
  return !mixedFile.test(ending) && !adapters.some(({ fences }) => fences.includes(ending));
}

/** The key whose value begins at an offset. */
function keyBefore(json: string, start: number): string {
  return /"((?:[^"\\]|\\.)*)"\s*:\s*$/.exec(json.slice(Math.max(0, start - 100), start - 1))?.[1] ?? "";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
