import { endOfWord, isWord } from "../texts/words.ts";
import { behindBlanks } from "./code-windows.ts";
import { nameFunctions } from "./name-places.ts";

/**
 * What stands at a place in code whose lines can be read by themselves.
 *
 * `call`: the name of a function that is called, and surely not declared. `string`: inside a string literal, `start` and `end` with
 * its quotes. `comment`: inside a line comment.
 */
export interface LinePlace {
  readonly kind: "call" | "string" | "comment";
  /** UTF-16 offsets in the code. */
  readonly start: number;
  readonly end: number;
  /** The call that a string is a whole argument of, where the line tells. */
  readonly argument: LineArgument | undefined;
}

/** An argument, by the line it stands in. */
export interface LineArgument {
  readonly callee: string;
  /** Counted from 1. */
  readonly position: number;
}

const QUOTE = 34;
const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;
const SEMICOLON = 59;
const SLASH = 47;
const EXCLAMATION = 33;
const EQUALS = 61;
const BACKSLASH = 92;
/** Brackets that may be open before a place; more are left to the lexer. */
const MOST_OPEN = 16;
/** Characters of a line before a place; a function that stands in one line would be read anew for each of its places. */
const LONGEST_LINE = 2048;

/** What may stand before the name of a function that is called, and never before one that is declared. */
const operators: ReadonlySet<number> = unitsOf("=(!&|+-*/");
/** What may follow a call; behind the head of a function stands a brace, or the line ends. */
const followers: ReadonlySet<number> = unitsOf(";),+-*/&|!?:<>%].");

/** The brackets that are open at a place: where each opens, and how many commas it has. Used by one call after the other. */
const opens = new Int32Array(MOST_OPEN);
const commas = new Int32Array(MOST_OPEN);

/**
 * Reads what stands at a place from its own line alone.
 *
 * Holds for code without block comments, continued lines and conditional code.
 *
 * @param place Offset of the first letter of a name.
 * @returns `undefined` where the line does not surely tell: then the code has to be lexed.
 */
export function readPlace(code: string, place: number): LinePlace | undefined {
  const lineStart = startOfLine(code, place);
  if (place - lineStart > LONGEST_LINE) return undefined;
  let depth = 0;
  let last = -1;
  for (let at = lineStart; at < place; ) {
    const unit = code.charCodeAt(at);
    if (unit === QUOTE) {
      const end = endOfString(code, at);
      if (end === -1) return undefined;
      if (end > place) return stringPlace(code, at, end, last, depth);
      last = at;
      at = end;
      continue;
    }
    if (unit === SLASH && code.charCodeAt(at + 1) === SLASH) {
      return { kind: "comment", start: at, end: lineBreakFrom(code, place), argument: undefined };
    }
    if (unit === OPEN || unit === 91) {
      if (depth === MOST_OPEN) return undefined;
      opens[depth] = at;
      commas[depth] = 0;
      depth += 1;
    } else if (unit === CLOSE || unit === 93) {
      if (depth > 0) depth -= 1;
    } else if (unit === COMMA) {
      if (depth > 0) commas[depth - 1] = (commas[depth - 1] as number) + 1;
    } else if (!isPlain(unit) || ((unit === 123 || unit === 125) && depth > 0)) return undefined;
    if (unit !== 32 && unit !== 9) last = at;
    at += 1;
  }
  return callPlace(code, place, lineStart, last, depth);
}

/** Offset behind a string that is closed on its line, -1 for any other. */
function endOfString(code: string, quote: number): number {
  for (let at = quote + 1; at < code.length; at += 1) {
    const unit = code.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    if (unit === 10 || unit === 13) return -1;
    if (unit === BACKSLASH) {
      at += 1;
      const escaped = code.charCodeAt(at);
      // A line that is continued inside of a string.
      if (escaped <= 32) return -1;
    }
  }
  return -1;
}

function stringPlace(code: string, start: number, end: number, last: number, depth: number): LinePlace {
  return { kind: "string", start, end, argument: depth === 0 ? undefined : argumentAt(code, end, last, depth) };
}

function argumentAt(code: string, end: number, last: number, depth: number): LineArgument | undefined {
  const open = opens[depth - 1] as number;
  if (code.charCodeAt(open) !== OPEN || (last !== open && code.charCodeAt(last) !== COMMA)) return undefined;
  const behind = code.charCodeAt(behindBlanks(code, end));
  if (behind !== COMMA && behind !== CLOSE) return undefined;
  const callee = wordBefore(code, open);
  // A function of the code itself may hand its argument on, and `strcopy` copies it.
  if (!nameFunctions.has(callee)) return undefined;
  return { callee, position: (commas[depth - 1] as number) + 1 };
}

function callPlace(code: string, place: number, lineStart: number, last: number, depth: number): LinePlace | undefined {
  const end = endOfWord(code, place);
  const open = behindBlanks(code, end);
  if (end === place || code.charCodeAt(open) !== OPEN) return undefined;
  const behind = behindCall(code, open);
  if (!followers.has(behind)) return undefined;
  if (last === -1) {
    // A statement of its own: a head of a function would go on with its brace.
    if (behind !== SEMICOLON) return undefined;
  } else if (!mayPrecedeCall(code, last, depth)) return undefined;
  // Outside of brackets it may be part of a declaration that begins further up.
  const isInside = depth > 0 && code.charCodeAt(opens[depth - 1] as number) === OPEN;
  if (!isInside && !beginsStatement(code, lineStart)) return undefined;
  return { kind: "call", start: place, end, argument: undefined };
}

/** The first unit behind the bracket that closes a call on its line, `!` for a comparison; 0 where the line does not tell. */
function behindCall(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    const unit = code.charCodeAt(at);
    if (unit === QUOTE) {
      const end = endOfString(code, at);
      if (end === -1) return 0;
      at = end - 1;
    } else if (unit === OPEN || unit === 91) depth += 1;
    else if (unit === CLOSE || unit === 93) {
      depth -= 1;
      if (depth > 0) continue;
      const next = behindBlanks(code, at + 1);
      const unit = code.charCodeAt(next);
      const second = code.charCodeAt(next + 1);
      if (unit === EQUALS && second === EQUALS) return EXCLAMATION;
      return (unit === SLASH && second === SLASH) || next >= code.length ? 0 : unit;
    } else if (unit === 123 || unit === 125 || !isPlain(unit) || (unit === SLASH && code.charCodeAt(at + 1) === SLASH))
      return 0;
  }
  return 0;
}

/** Whether a name that is called, and surely not declared, may follow on what stands at an offset. */
function mayPrecedeCall(code: string, last: number, depth: number): boolean {
  const before = code.charCodeAt(last);
  if (operators.has(before)) return true;
  if (before === COMMA) return depth > 0 && code.charCodeAt(opens[depth - 1] as number) === OPEN;
  return isWord(before) && wordBefore(code, last + 1) === "return";
}

/**
 * Whether a line begins a statement that declares no function: the last line of code before it ends one, opens a block, or is the
 * head of an `if`.
 */
function beginsStatement(code: string, lineStart: number): boolean {
  if (/^[ \t]*(?:native|forward|public)\b/.test(code.slice(lineStart, lineStart + 80))) return false;
  for (let end = lineStart; end > 0; ) {
    const start = startOfLine(code, end - 1);
    let line = code.slice(start, end).trim();
    end = start;
    const comment = line.indexOf("//");
    if (comment !== -1 && !line.includes('"')) line = line.slice(0, comment).trimEnd();
    if (line === "") continue;
    if (line.includes("//") || line.startsWith("#")) return false;
    return /[;{}]$/.test(line) || (line.endsWith(")") && /^\}?[ \t]*(?:if|else|for|while)\b/.test(line));
  }
  return true;
}

/** Whether a unit by itself is code that the reading of one line knows how to pass: no quote, sign of a directive, or backslash. */
function isPlain(unit: number): boolean {
  return (unit >= 32 && unit < 127 && unit !== 39 && unit !== 35 && unit !== BACKSLASH && unit !== 64) || unit === 9;
}

/** The word that ends at an offset, blanks between passed; empty where there is none. */
function wordBefore(code: string, offset: number): string {
  let end = offset;
  while (end > 0 && (code.charCodeAt(end - 1) === 32 || code.charCodeAt(end - 1) === 9)) end -= 1;
  let start = end;
  while (start > 0 && isWord(code.charCodeAt(start - 1))) start -= 1;
  return code.slice(start, end);
}

/** Offset of the first unit of the line that holds an offset; a carriage return ends a line as well. */
export function startOfLine(code: string, offset: number): number {
  let at = offset;
  while (at > 0 && code.charCodeAt(at - 1) !== 10 && code.charCodeAt(at - 1) !== 13) at -= 1;
  return at;
}

/** Offset of the line break at or behind an offset, or of the end of the code. */
export function lineBreakFrom(code: string, offset: number): number {
  let at = offset;
  while (at < code.length && code.charCodeAt(at) !== 10 && code.charCodeAt(at) !== 13) at += 1;
  return at;
}

function unitsOf(signs: string): ReadonlySet<number> {
  return new Set(Array.from(signs, (sign) => sign.charCodeAt(0)));
}
