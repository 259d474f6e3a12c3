/** A fenced code block of Markdown, with UTF-16 offsets. */
export interface Fence {
  /** Offset of the line that opens it. */
  readonly start: number;
  /** Offset behind the line that closes it. */
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** First word of the info string, in lower case; empty when there is none. */
  readonly language: string;
  /** Whether lines of the content begin with the marks of a block quote. */
  readonly prefixed: boolean;
}

/** What may stand before a fence on its line: quotes, list items, white space. */
const container = /^[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t]*$/;

/**
 * Finds the fenced code blocks of a message.
 *
 * A fence at the left edge, which is nearly every one, is found by its lines alone; that agrees with CommonMark.
 * An unclosed fence runs to the end.
 */
export function findFences(text: string): Fence[] {
  const fences: Fence[] = [];
  let at = 0;
  for (;;) {
    const mark = nextMark(text, at);
    if (mark === -1) return fences;
    const letter = text.charAt(mark);
    let markEnd = mark + 3;
    while (text.charAt(markEnd) === letter) markEnd += 1;
    const lineStart = text.lastIndexOf("\n", mark) + 1;
    const lineEnd = endOfLine(text, markEnd);
    const info = text.slice(markEnd, lineEnd).trim();
    const prefix = text.slice(lineStart, mark);
    if ((prefix !== "" && !container.test(prefix)) || lineStart < at || (letter === "`" && info.includes("`"))) {
      at = letter === "`" ? markEnd : lineEnd;
      continue;
    }
    const contentStart = Math.min(lineEnd + 1, text.length);
    const close = closingFence(text, lineEnd, letter, markEnd - mark);
    const end = close === -1 ? text.length : Math.min(endOfLine(text, close) + 1, text.length);
    fences.push({
      start: lineStart,
      end,
      contentStart,
      contentEnd: close === -1 ? text.length : close,
      language: (/^\S*/.exec(info)?.[0] ?? "").toLowerCase(),
      prefixed: prefix.includes(">"),
    });
    if (end >= text.length) return fences;
    at = end;
  }
}

function nextMark(text: string, from: number): number {
  const backticks = text.indexOf("```", from);
  const tildes = text.indexOf("~~~", from);
  return backticks === -1 || (tildes !== -1 && tildes < backticks) ? tildes : backticks;
}

/** Start of the line that closes a fence; -1 where none does. */
function closingFence(text: string, from: number, letter: string, length: number): number {
  const marks = letter.repeat(length);
  for (let mark = text.indexOf(marks, from); mark !== -1; mark = text.indexOf(marks, mark)) {
    const lineStart = text.lastIndexOf("\n", mark) + 1;
    let end = mark + length;
    while (text.charAt(end) === letter) end += 1;
    if (lineStart > from && isBlank(text, lineStart, mark, true) && isBlank(text, end, endOfLine(text, end), false)) {
      return lineStart;
    }
    mark = end;
  }
  return -1;
}

function isBlank(text: string, from: number, to: number, quotes: boolean): boolean {
  for (let at = from; at < to; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter !== 32 && letter !== 9 && letter !== 13 && !(quotes && letter === 62)) return false;
  }
  return true;
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf("\n", from);
  return feed === -1 ? text.length : feed;
}
