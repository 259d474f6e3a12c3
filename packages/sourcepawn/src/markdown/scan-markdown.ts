import { fillWithProse, type MarkdownPart } from "./markdown-part.ts";

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const OPEN_PAREN = 40;
const CLOSE_PAREN = 41;
const COLON = 58;
const LESS = 60;
const GREATER = 62;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const BACKTICK = 96;
const TILDE = 126;

/**
 * Cuts a text of common shape into its parts, at hundreds of megabytes a second.
 *
 * It knows its limits: fences at the left edge, and code spans that begin and end on one line, outside whatever could
 * change their meaning (HTML, link definitions, titles, escapes). For every other text it returns `undefined`, and where it
 * returns parts they are those of `parseMarkdown`, which a property test checks.
 */
export function scanMarkdown(text: string): MarkdownPart[] | undefined {
  if (text.charCodeAt(0) === 0xfeff) return undefined;
  const parts: MarkdownPart[] = [];
  let at = 0;
  let inParagraph = false;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    if (isFenceAt(text, at)) {
      const fence = readFence(text, at, lineEnd);
      if (fence === undefined) return undefined;
      parts.push(fence);
      at = Math.min(endOfLine(text, fence.end) + 1, text.length);
      inParagraph = false;
      continue;
    }
    let end = lineEnd;
    if (text.charCodeAt(end - 1) === RETURN && end > at) end -= 1;
    const found = readLine(text, at, end, inParagraph, parts);
    if (found === undefined) return undefined;
    inParagraph = found;
    at = lineEnd + 1;
  }
  return fillWithProse(text, parts);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

function isFenceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === BACKTICK || code === TILDE) && text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code;
}

function readFence(text: string, start: number, lineEnd: number): MarkdownPart | undefined {
  const mark = text.charCodeAt(start);
  let at = start + 3;
  while (text.charCodeAt(at) === mark) at += 1;
  const length = at - start;
  const info = text.slice(at, lineEnd);
  if (info.includes("\r", 0) && info.indexOf("\r") !== info.length - 1) return undefined;
  if (mark === BACKTICK && info.includes("`")) return undefined;
  const language = /[^ \t\r]+/.exec(info)?.[0].toLowerCase() ?? "";
  const contentStart = Math.min(lineEnd + 1, text.length);
  const close = findClose(text, contentStart, mark, length);
  const contentEnd = close === undefined ? text.length : close.start;
  const end = close === undefined ? text.length : close.end;
  // A lone carriage return ends a line, too: too rare to be worth a scan of its own.
  for (let lone = text.indexOf("\r", contentStart); lone !== -1 && lone < end; lone = text.indexOf("\r", lone + 1)) {
    if (text.charCodeAt(lone + 1) !== NEWLINE) return undefined;
  }
  return { kind: "fence", language, start, end, contentStart, contentEnd };
}

/** The line that closes a fence: up to three spaces, at least as many marks, nothing else. */
function findClose(
  text: string,
  from: number,
  mark: number,
  length: number,
): { start: number; end: number } | undefined {
  const run = (mark === BACKTICK ? "`" : "~").repeat(length);
  let at = text.indexOf(run, from);
  while (at !== -1) {
    let start = at;
    while (start > from && text.charCodeAt(start - 1) === SPACE && at - start < 4) start -= 1;
    let end = at + length;
    while (text.charCodeAt(end) === mark) end += 1;
    if (at - start < 4 && (start === from || text.charCodeAt(start - 1) === NEWLINE)) {
      let tail = end;
      while (text.charCodeAt(tail) === SPACE || text.charCodeAt(tail) === TAB) tail += 1;
      if (tail === text.length || text.charCodeAt(tail) === NEWLINE) return { start, end: tail };
      if (text.charCodeAt(tail) === RETURN && (tail + 1 === text.length || text.charCodeAt(tail + 1) === NEWLINE)) {
        return { start, end: tail };
      }
    }
    at = text.indexOf(run, end);
  }
  return undefined;
}

/** Reads a line outside fences. Tells whether it leaves a paragraph open; `undefined` where it is no common shape. */
function readLine(
  text: string,
  start: number,
  end: number,
  inParagraph: boolean,
  parts: MarkdownPart[],
): boolean | undefined {
  let at = start;
  while (at < end && text.charCodeAt(at) === SPACE) at += 1;
  const hasTab = text.charCodeAt(at) === TAB;
  while (at < end && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB)) at += 1;
  if (at === end) return false;
  // Deeper lines are code, unless they go on with a paragraph or stand in a list inside one.
  if ((hasTab || at - start >= 4) && !inParagraph) return undefined;

  const content = skipMarkers(text, at, end);
  if (content === -1) return undefined;
  if (content === end) return false;
  const code = text.charCodeAt(content);
  if (code === LESS || isFenceAt(text, content)) return undefined;
  if (!scanInline(text, content, end, parts)) return undefined;
  return code !== HASH && !isRule(text, content, end);
}

/** Offset behind the marks of quotes and list items; -1 where what follows could be code inside them. */
function skipMarkers(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const behind = behindMarker(text, at, end);
    if (behind === at) return at;
    const isQuote = text.charCodeAt(at) === GREATER;
    let spaces = behind;
    while (spaces < end && text.charCodeAt(spaces) === SPACE) spaces += 1;
    if (text.charCodeAt(spaces) === TAB) return -1;
    if (!isQuote && spaces === behind && behind < end) return at;
    if (spaces - behind >= 5 && spaces < end) return -1;
    at = spaces;
  }
  return at;
}

function behindMarker(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  // `>`, `*`, `+`, `-`
  if (code === GREATER || code === 42 || code === 43 || code === 45) return at + 1;
  let digits = at;
  while (digits < end && digits - at < 10 && text.charCodeAt(digits) >= 48 && text.charCodeAt(digits) <= 57)
    digits += 1;
  const sign = text.charCodeAt(digits);
  // `.`, `)`
  return digits > at && digits < end && (sign === 46 || sign === CLOSE_PAREN) ? digits + 1 : at;
}

/** A line of `-`, `=`, `_` or `*` alone ends a paragraph or underlines it. */
function isRule(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 45 && code !== 61 && code !== 95 && code !== 42 && code !== SPACE && code !== TAB) return false;
  }
  return true;
}

/** Finds the code spans of a line; false where one could reach over its end, or where something else could hold a backtick. */
function scanInline(text: string, from: number, end: number, parts: MarkdownPart[]): boolean {
  let at = from;
  while (at < end) {
    switch (text.charCodeAt(at)) {
      case BACKTICK: {
        let open = at + 1;
        while (open < end && text.charCodeAt(open) === BACKTICK) open += 1;
        const close = closingRun(text, open, end, open - at);
        if (close === -1) return false;
        const behind = close + open - at;
        parts.push({ kind: "inline", language: "", start: at, end: behind, contentStart: open, contentEnd: close });
        at = behind;
        break;
      }
      case BACKSLASH:
        if (text.charCodeAt(at + 1) === BACKTICK) return false;
        at += text.charCodeAt(at + 1) === BACKSLASH ? 2 : 1;
        break;
      case LESS: {
        const next = text.charCodeAt(at + 1) | 32;
        // A letter, `/`, `!` or `?` begins a tag or an automatic link.
        if ((next >= 97 && next <= 122) || next === 47 || next === 33 || next === 63) return false;
        at += 1;
        break;
      }
      case CLOSE_BRACKET: {
        const next = text.charCodeAt(at + 1);
        if (next === COLON) return false;
        at = next === OPEN_PAREN ? behindTarget(text, at + 2, end) : at + 1;
        if (at === -1) return false;
        break;
      }
      case RETURN:
        return false;
      default:
        at += 1;
    }
  }
  return true;
}

function closingRun(text: string, from: number, end: number, length: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    // A link definition takes backticks in its label as they are.
    if (code === RETURN || (code === CLOSE_BRACKET && text.charCodeAt(at + 1) === COLON)) return -1;
    if (code !== BACKTICK) {
      at += 1;
      continue;
    }
    const start = at;
    while (at < end && text.charCodeAt(at) === BACKTICK) at += 1;
    if (at - start === length) return start;
  }
  return -1;
}

/** Offset behind the target of a link; -1 where a title, an escape or a line break is in it. */
function behindTarget(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    switch (text.charCodeAt(at)) {
      case CLOSE_PAREN:
        return at + 1;
      case BACKTICK:
      case LESS:
      case QUOTE:
      case APOSTROPHE:
      case OPEN_PAREN:
      case BACKSLASH:
      case RETURN:
        return -1;
      default:
    }
  }
  return -1;
}
