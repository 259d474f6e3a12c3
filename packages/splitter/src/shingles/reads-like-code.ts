import { looksLikeSourcePawn } from "@tunewright/sourcepawn";

/** What an answer without a fence is: words, or code, with comments that begin with `//` or with `#`. */
export type BareText = "words" | "code" | "hash code";

/**
 * Tells bare code from words, so that the same code with and without a fence is cut alike: statements in braces, what only SourcePawn
 * looks like, or lines as code in languages without semicolons has them.
 */
export function readBareText(text: string): BareText {
  if (text.includes(";") && ((text.includes(";\n") && text.includes("{")) || looksLikeSourcePawn(text))) return "code";
  return hasLinesOfCode(text) ? "hash code" : "words";
}

/** Counts of a text, line by line. */
interface Lines {
  all: number;
  code: number;
}

/**
 * Whether most lines are those of code: three in five, and two at least, or one that opens as JSON does. `kernel/code-lines.ts` does
 * the same.
 */
export function hasLinesOfCode(text: string): boolean {
  const lines: Lines = { all: 0, code: 0 };
  let at = 0;
  while (at < text.length) at = readLine(text, at, lines);
  if (lines.code * 5 < lines.all * 3) return false;
  return lines.code >= 2 || (lines.code === 1 && /^[{[]/.test(text));
}

/**
 * Counts one line. It is code where a sign of code comes on three words or fewer, or where it is indented and no item of a list.
 *
 * @returns Where the next one begins.
 */
function readLine(text: string, start: number, lines: Lines): number {
  let words = 0;
  let signs = 0;
  let begin = -1;
  let isInWord = false;
  let at = start;
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === LINE_END) break;
    if (unit <= BLANK) {
      isInWord = false;
      continue;
    }
    if (begin === -1) begin = at;
    if (unit > LAST_ASCII) {
      // The second half of a pair belongs to the first.
      if (unit < 0xdc00 || unit > 0xdfff) words += 1;
      isInWord = true;
    } else if (isWordUnit(unit)) {
      if (!isInWord) words += 1;
      isInWord = true;
    } else {
      isInWord = false;
      if (isSign(unit)) signs += 1;
      // A key of JSON.
      else if (unit === COLON && text.charCodeAt(at - 1) === QUOTE) signs += 2;
    }
  }
  if (begin !== -1) {
    lines.all += 1;
    const isIndented = begin - start >= 2 || text.charCodeAt(start) === TAB;
    if ((signs > 0 && signs * 3 >= words) || (isIndented && !beginsItem(text.charCodeAt(begin)))) lines.code += 1;
  }
  return at + 1;
}

const TAB = 9;
const LINE_END = 10;
const BLANK = 32;
const QUOTE = 34;
const COLON = 58;
const LAST_ASCII = 127;

/** A letter, a digit or `_`. */
function isWordUnit(unit: number): boolean {
  const lower = unit | 32;
  return (lower >= 97 && lower <= 122) || (unit >= 48 && unit <= 57) || unit === 95;
}

/** One of `( ) [ ] { } = < ; +`, which code is full of and words are not. */
function isSign(unit: number): boolean {
  return (
    unit === 40 ||
    unit === 41 ||
    unit === 43 ||
    (unit >= 59 && unit <= 61) ||
    unit === 91 ||
    unit === 93 ||
    unit === 123 ||
    unit === 125
  );
}

/** `*`, `-`, `+` or a digit. */
function beginsItem(unit: number): boolean {
  return unit === 42 || unit === 45 || unit === 43 || (unit >= 48 && unit <= 57);
}
