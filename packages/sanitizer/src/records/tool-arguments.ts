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
/** Arguments that name the language of the others. */
const languageKey = /^(?:lang|language)$/i;
/** Arguments that hold what is written, run or looked for in a file, and no words about it. */
const codeKey = /^(?:code|contents?|source|script|text|(?:file|insert|new|old)_?\w*|(?:replace|search|find)\w*)$/i;
/** Around code whose language is known only from beside it; longer than any fence that may stand in it. */
const FENCE = "~".repeat(64);
/** Endings of files that hold answers or changes, and so code of any language. */
const mixedFile = /^(?:|txt|text|md|markdown|patch|diff|json)$/;

/**
 * Applies rules to the arguments of a tool call, which are JSON inside a string.
 *
 * Their own strings are decoded, treated where they read as code or where an argument beside them names a language or a file of one, and
 * the changes carried back; a string that is JSON again is treated likewise. What goes into a file of another language stays. What a tool is told to look for and replace stays, and so does a string that would become the same as
 * another one.
 *
 * @returns Hits and edits by their offsets in the arguments' text.
 */
export function hitsInArguments(json: string, table: RuleTable, settings: SanitizeTextOptions): FoundInText {
  if (!isJson(json)) return { hits: [], edits: [] };
  const hits: Hit[] = [];
  const edits: TextEdit[] = [];
  const values = findStringValues(json).map(({ start, end }) => ({ start, text: decodeSpan(json, start, end, false) }));
  const language = values.find(({ start }) => languageKey.test(keyBefore(json, start)))?.text.toLowerCase();
  let file = "";
  for (const { start, text } of values) {
    const key = keyBefore(json, start);
    if (fileKey.test(key)) file = text;
    if (isForeign(file, table)) continue;
    const fence = codeKey.test(key) ? knownFence(language ?? endingOf(file), table) : undefined;
    const found = hitsInValue(text, table, settings, fence);
    if (found.hits.length === 0) continue;
    const repaired = applyEdits(text, found.edits);
    const isKept = edited.test(key) || (repaired !== text && values.some((other) => other.text === repaired));
    for (const hit of found.hits) {
      const [span] = liftEdits(json, start, [{ start: hit.start, end: hit.end, after: "" }]);
      hits.push({ ...(isKept ? inDoubt(hit) : hit), start: span?.start ?? start, end: span?.end ?? start });
    }
    if (!isKept) edits.push(...liftEdits(json, start, found.edits));
  }
  return { hits, edits };
}

function hitsInValue(
  text: string,
  table: RuleTable,
  settings: SanitizeTextOptions,
  fence: string | undefined,
): FoundInText {
  if (splitText(text, table.adapters).code.length === 0) {
    if (/^\s*[[{]/.test(text) && isJson(text)) return hitsInArguments(text, table, settings);
    return fence === undefined ? { hits: [], edits: [] } : hitsInCode(text, table, settings, fence);
  }
  const hits = findHits(text, table, settings);
  return { hits, edits: hitEdits(hits) };
}

/** Treats a string as code of a language that it does not name itself. */
function hitsInCode(text: string, table: RuleTable, settings: SanitizeTextOptions, fence: string): FoundInText {
  const head = `${FENCE}${fence}\n`;
  const hits = findHits(`${head}${text}\n${FENCE}\n`, table, settings).map((hit) => ({
    ...hit,
    start: hit.start - head.length,
    end: hit.end - head.length,
  }));
  return { hits, edits: hitEdits(hits) };
}

/** The name of a language, where one of the rules' languages goes by it. */
function knownFence(name: string, { adapters }: RuleTable): string | undefined {
  return adapters.some(({ fences }) => fences.includes(name)) ? name : undefined;
}

function endingOf(file: string): string {
  return /\.([a-z0-9]+)\s*$/i.exec(file)?.[1]?.toLowerCase() ?? "";
}

/** Whether a file is of a language that none of the rules speak of, by its ending. */
function isForeign(file: string, { adapters }: RuleTable): boolean {
  const ending = endingOf(file);
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
