import {
  negations,
  teachingScripts,
  teachingWords,
  wrongClause,
  wrongHeading,
  wrongLabel,
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
  /\b(?:(?:make|makes|made|making) (?:\w+ )?up|invent(?:s|ed)?|hallucinat\w*|imaginary|fictitious|bogus|fake|forbidden|banned|disallowed|prohibited|non-?existent|missing|unknown|removed|renamed|obsolete|mistakes?|errors?|pitfalls?|confus\w+|typos?)\b/iu;

/**
 * Whether a name stands in a list whose lead-in speaks of wrong names: `These natives do not exist:` above the items, or before a
 * colon in the same line. What such a list means by a name cannot be told from its item alone.
 *
 * @param text The prose, or the code whose comments are meant.
 * @param at Offset of the name.
 * @param inComment Whether the lines are comments of code; other lines end the list then.
 */
export function isListedAsWrong(text: string, at: number, inComment: boolean): boolean {
  const near = text.slice(Math.max(0, at - LONGEST_LINE), at);
  const lineStart = at - near.length + near.lastIndexOf("\n") + 1;
  const before = text.slice(lineStart, at);
  const colon = before.lastIndexOf(":");
  if (colon !== -1 && isWarning(wordsOf(before.slice(0, colon + 1), inComment))) return true;
  if (!inComment && before.trimStart().startsWith("|") && isWarning(columnHead(text, lineStart, before))) return true;
  // Of a line that is longer the beginning is not looked at, nor what stands above it.
  if (lineStart > 0 && text[lineStart - 1] !== "\n") return false;
  let isFirst = true;
  let end = lineStart - 1;
  for (let count = 0; end >= 0 && count < MOST_LINES; count += 1) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end).trim();
    end = start - 1;
    if (inComment && !commentMark.test(line)) return false;
    const words = wordsOf(line, inComment);
    if (/[:：][*_\s]*$/.test(words)) return isWarning(words);
    if (/^#{1,6}\s/.test(words)) return isWarning(words);
    const isInList = words === "" || item.test(words) || /^\s/.test(text.slice(start, start + 1));
    // A line of plain words ends the search, unless the name's own line goes on from it.
    if (!isInList && !(isFirst && !item.test(wordsOf(text.slice(lineStart), inComment)))) return false;
    if (words !== "") isFirst = false;
  }
  return false;
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
  return [wrongLabel, wrongHeading, wrongClause, wrongSigns, teachingWords, teachingScripts, negations, unreal].some(
    (pattern) => pattern.test(line.replace(/^(?:#{1,6}|[-*+•>]|\d+[.)])\s+/, "").replace(/[*_]+/g, "")),
  );
}

function wordsOf(line: string, inComment: boolean): string {
  const trimmed = line.trim();
  return inComment ? trimmed.replace(commentMark, "").trim() : trimmed;
}
