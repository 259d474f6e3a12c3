import {
  isWrongHeading,
  negations,
  teachingScripts,
  teachingWords,
  wrongClause,
  wrongLabel,
  wrongLine,
  wrongSigns,
} from "./teaching-words.ts";

/** Lines above a name that are looked at for the one that introduces its list. */
const MOST_LINES = 60;
/** Characters of a line, before a name, that are looked at. */
const LONGEST_LINE = 4096;
const item = /^(?:[-*+•]\s|\d+[.)]\s|\||>)/;
const commentMark = /^(?:\/\/+|\/\*+|\*+\/?)\s?/;

/** Words that speak of names as being no real ones, in a line that introduces them. */
const unreal =
  /\b(?:(?:make|makes|made|making) (?:\w+ )?up|invent(?:s|ed)?|hallucinat\w*|imaginary|fictitious|bogus|fake|forbidden|banned|disallowed|prohibited|non-?existent|missing|unknown|removed|renamed|obsolete|mistakes?|errors?|problems|issues|bugs|vscript|squirrel|pitfalls?|confus\w+|typos?)\b/iu;

/**
 * Whether a name stands in a list whose lead-in speaks of wrong names: `These natives do not exist:` above the items, or before a
 * colon in the same line. What such a list means by a name cannot be told from its item alone.
 *
 * @param text The prose, or the code whose comments are meant.
 * @param at Offset of the name.
 * @param inComment Whether the lines are comments of code; other lines end the list then.
 */
export function isListedAsWrong(text: string, at: number, inComment: boolean): boolean {
  for (const line of introductionsOf(text, at, inComment)) if (isWarning(line)) return true;
  return false;
}

/** What may stand between the mark of an item and the name that the item is about. */
const startOfItem = /^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ x]\]\s+)?[*_"'`]*$/;

/**
 * Whether a name is what an item of a list is about, or a whole cell of a table, and the list is introduced by words of a kind:
 * `Hook these events:` above the items, or `Event` above the column.
 */
export function isListedUnder(text: string, start: number, end: number, kind: RegExp): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (start - lineStart > LONGEST_LINE) return false;
  const before = text.slice(lineStart, start);
  const isCell =
    /^\s*\|/.test(before) && /\|[\s*_"'`]*$/.test(before) && /^[\s*_"'`()]*\|/.test(text.slice(end, end + 40));
  if (!isCell && !startOfItem.test(before)) return false;
  for (const line of introductionsOf(text, start, false)) {
    if (kind.test(line.replace(place, " ")) && !otherThings.test(line)) return true;
  }
  return false;
}

/** Where a list is used, and not what it is of: `Sprites for your event handler:`. */
const place =
  /(?<!\p{L})(?:in|inside|within|from|of|for|on|at|by|with)\s+(?:(?:your|the|an?|this|that|these|each|every|any)\s+)?\p{L}+(?:\s+(?:handlers?|callbacks?|hooks?|functions?))?/giu;

/** What a game has names for besides. */
const otherThings =
  /(?<!\p{L})(?:particles?|sounds?|models?|materials?|sprites?|effects?|con?vars?|commands?|files?|fields?|keys?|netprops?|prop(?:ertie)?s?|natives?|functions?|forwards?|weapons?|items?|entit|class|animations?|sequences?|attachments?|strings?|modes?|maps?|phrases?|damage)/iu;

/** The lines that say what a list is of: what stands before a colon in the line itself, the head of its column, the line above. */
function* introductionsOf(text: string, at: number, inComment: boolean): Generator<string> {
  const near = text.slice(Math.max(0, at - LONGEST_LINE), at);
  const lineStart = at - near.length + near.lastIndexOf("\n") + 1;
  const before = text.slice(lineStart, at);
  const colon = before.lastIndexOf(":");
  if (colon !== -1) yield wordsOf(before.slice(0, colon + 1), inComment);
  if (!inComment && before.trimStart().startsWith("|")) yield columnHead(text, lineStart, before);
  // Of a line that is longer the beginning is not looked at, nor what stands above it.
  if (lineStart > 0 && text[lineStart - 1] !== "\n") return;
  let isFirst = true;
  let end = lineStart - 1;
  for (let count = 0; end >= 0 && count < MOST_LINES; count += 1) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end).trim();
    end = start - 1;
    if (inComment && !commentMark.test(line)) return;
    const words = wordsOf(line, inComment);
    if (/[:：][*_\s]*$/.test(words) || /^#{1,6}\s/.test(words)) {
      yield words;
      return;
    }
    const isInList = words === "" || item.test(words) || /^\s/.test(text.slice(start, start + 1));
    // A line of plain words ends the search, unless the name's own line goes on from it.
    if (!isInList && !(isFirst && !item.test(wordsOf(text.slice(lineStart), inComment)))) return;
    if (words !== "") isFirst = false;
  }
}

/** The table that was looked at last, up to one of its lines: cells are asked about one after the other. */
let lastTable: { readonly text: string; readonly line: number; readonly top: number } | undefined;

/** The head of the table column that a cell stands in. */
function columnHead(text: string, lineStart: number, before: string): string {
  let top = lineStart;
  while (top > 0) {
    if (lastTable?.line === top && lastTable.text === text) {
      top = lastTable.top;
      break;
    }
    const start = text.lastIndexOf("\n", top - 2) + 1;
    if (!text.slice(start, top).trimStart().startsWith("|")) break;
    top = start;
  }
  lastTable = { text, line: lineStart, top };
  const column = before.split("|").length - 1;
  return top === lineStart ? "" : (text.slice(top, text.indexOf("\n", top)).split("|")[column] ?? "").trim();
}

function isWarning(line: string): boolean {
  const words = line.replace(/^(?:#{1,6}|[-*+•>]|\d+[.)])\s+/, "").replace(/[*_]+/g, "");
  return isWrongHeading(words) || warnings.some((pattern) => pattern.test(words));
}

const warnings = [wrongLabel, wrongLine, wrongClause, wrongSigns, teachingWords, teachingScripts, negations, unreal];

function wordsOf(line: string, inComment: boolean): string {
  const trimmed = line.trim();
  return inComment ? trimmed.replace(commentMark, "").trim() : trimmed;
}
