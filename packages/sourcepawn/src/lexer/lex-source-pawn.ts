// Over 300 lines: the lexer is one loop over the text with its scanners beside it, so that the engine can keep it in registers.
import { isKeywordAt } from "./keywords.ts";
import { FNV_PRIME, HASH_SEED, hashName } from "./name-hash.ts";
import { TokenBuffer } from "./token-buffer.ts";
import { TokenFlag, TokenKind } from "./token-kind.ts";

/** Options for {@link lexSourcePawn}. */
export interface LexOptions {
  /**
   * Offset of the first character to read.
   *
   * @default 0
   */
  readonly start?: number;
  /**
   * Offset behind the last character to read.
   *
   * @default text.length
   */
  readonly end?: number;
  /** A buffer to fill instead of a new one; what it held is gone. */
  readonly into?: TokenBuffer;
}

// Classes of characters.
const OTHER = 0;
const BLANK = 1;
const NEWLINE = 2;
const LETTER = 3;
const DIGIT = 4;
const QUOTE = 5;
const APOSTROPHE = 6;
const SLASH = 7;
const HASH = 8;
const BACKSLASH = 9;
const SINGLE = 10;
const OPERATOR = 11;
const PERCENT = 12;

/** The class of every UTF-16 code unit, so that the loop needs no second test for letters outside ASCII. */
const classOf = new Uint8Array(65_536);
for (let code = 0; code <= 32; code += 1) classOf[code] = BLANK;
for (let code = 33; code < 127; code += 1) classOf[code] = SINGLE;
for (const code of [10, 13]) classOf[code] = NEWLINE;
for (let code = 48; code <= 57; code += 1) classOf[code] = DIGIT;
for (let code = 65; code <= 90; code += 1) classOf[code] = classOf[code + 32] = LETTER;
for (const character of "_") classOf[character.charCodeAt(0)] = LETTER;
for (const character of "!&*+-.:<=>^|") classOf[character.charCodeAt(0)] = OPERATOR;
classOf[34] = QUOTE;
classOf[35] = HASH;
classOf[37] = PERCENT;
classOf[39] = APOSTROPHE;
classOf[47] = SLASH;
classOf[92] = BACKSLASH;
classOf[127] = BLANK;
classOf[0xfeff] = BLANK;

// What a directive makes of the rest of its line.
const NO_DIRECTIVE = 0;
const CODE = 1;
const PATH = 2;
const TEXT = 3;
const PRAGMA = 4;
const DEFINE = 5;
const directiveModes: ReadonlyMap<number, number> = new Map([
  [hashName("#include"), PATH],
  [hashName("#tryinclude"), PATH],
  [hashName("#error"), TEXT],
  [hashName("#warning"), TEXT],
  [hashName("#pragma"), PRAGMA],
  [hashName("#define"), DEFINE],
]);
const deprecatedHash = hashName("deprecated");

/**
 * Reads SourcePawn, old syntax and new, into tokens.
 *
 * Takes any text: what is no token of the language becomes a token of kind `unknown`, and what is not closed ends with
 * its line (strings, characters) or with the text (block comments). Both sides of `#if` are read, and the lines of
 * directives are tokens too, so a name in `#define X Foo(1)` is found like any other. Time is linear in the text.
 *
 * @example Print the names of a file
 * ```ts
 * const tokens = lexSourcePawn(code);
 * for (let i = 0; i < tokens.length; i += 1) {
 *   if (tokens.kinds[i] === TokenKind.identifier) console.log(tokens.textOf(i));
 * }
 * ```
 *
 * @param text Any text.
 * @param options The part to read, and a buffer to reuse.
 * @returns The tokens; offsets count from the beginning of `text`, also when a part is read.
 * @throws {RangeError} If the part does not lie inside the text.
 */
export function lexSourcePawn(text: string, options: LexOptions = {}): TokenBuffer {
  const { start = 0, end = text.length, into = new TokenBuffer((text.length >> 2) + 16) } = options;
  if (!(start >= 0 && start <= end && end <= text.length)) {
    throw new RangeError(`Cannot read from ${start} to ${end}: the text has ${text.length} characters.`);
  }
  into.text = text;
  into.start = start;
  into.end = end;
  fill(into, text, start, end);
  return into;
}

function fill(buffer: TokenBuffer, text: string, from: number, end: number): void {
  let { kinds, flags, starts, ends, hashes } = buffer;
  let room = kinds.length;
  let count = 0;
  let at = from;
  let isFirst: number = TokenFlag.firstOnLine;
  let mode = NO_DIRECTIVE;

  while (at < end) {
    const code = text.charCodeAt(at);
    const start = at;
    let kind: number = TokenKind.unknown;
    let flag = mode === NO_DIRECTIVE ? isFirst : isFirst | TokenFlag.inDirective;
    let hash = 0;
    switch (classOf[code]) {
      case BLANK:
        at += 1;
        continue;
      case NEWLINE:
        at += 1;
        isFirst = TokenFlag.firstOnLine;
        mode = NO_DIRECTIVE;
        continue;
      case BACKSLASH: {
        const next = continuationEnd(text, at, end);
        if (next !== -1) {
          at = next;
          continue;
        }
        at += 1;
        kind = code;
        break;
      }
      case LETTER: {
        if (mode === PATH || mode === TEXT) {
          at = lineEnd(text, at, end, mode === TEXT);
          kind = mode === PATH ? TokenKind.includePath : TokenKind.directiveText;
          mode = CODE;
          break;
        }
        hash = Math.imul(HASH_SEED ^ code, FNV_PRIME);
        at += 1;
        while (at < end) {
          const next = text.charCodeAt(at);
          const nextClass = classOf[next];
          if (nextClass !== LETTER && nextClass !== DIGIT) break;
          hash = Math.imul(hash ^ next, FNV_PRIME);
          at += 1;
        }
        kind = isKeywordAt(text, start, at, hash) ? TokenKind.keyword : TokenKind.identifier;
        if (mode === PRAGMA) mode = hash === deprecatedHash ? TEXT : CODE;
        break;
      }
      case DIGIT: {
        if (mode === TEXT) {
          at = lineEnd(text, at, end, true);
          kind = TokenKind.directiveText;
          mode = CODE;
          break;
        }
        at = numberEnd(text, at, end);
        kind = isFloat(text, start, at) ? TokenKind.float : TokenKind.integer;
        break;
      }
      case QUOTE: {
        if (mode === TEXT) {
          at = lineEnd(text, at, end, true);
          kind = TokenKind.directiveText;
          mode = CODE;
          break;
        }
        kind = mode === PATH ? TokenKind.includePath : TokenKind.string;
        at += 1;
        let isClosed = false;
        while (at < end) {
          const next = text.charCodeAt(at);
          if (next === 34) {
            at += 1;
            isClosed = true;
            break;
          }
          if (next === 10 || next === 13) break;
          at += 1;
          if (next === 92 && kind === TokenKind.string) at = afterEscape(text, at, end);
        }
        if (!isClosed) flag |= TokenFlag.unterminated;
        if (mode === PATH) mode = CODE;
        break;
      }
      case APOSTROPHE: {
        if (mode === TEXT) {
          at = lineEnd(text, at, end, true);
          kind = TokenKind.directiveText;
          mode = CODE;
          break;
        }
        const next = characterEnd(text, at, end);
        if (next === -1) {
          at += 1;
          flag |= TokenFlag.unterminated;
        } else {
          at = next;
          kind = TokenKind.character;
        }
        break;
      }
      case SLASH: {
        const next = at + 1 < end ? text.charCodeAt(at + 1) : 0;
        if (next === 47) {
          at = lineEnd(text, at, end, false);
          kind = TokenKind.lineComment;
        } else if (next === 42) {
          kind = TokenKind.blockComment;
          const close = commentEnd(text, at + 2, end);
          if (close === -1) flag |= TokenFlag.unterminated;
          at = close === -1 ? end : close;
        } else if (mode === TEXT) {
          at = lineEnd(text, at, end, true);
          kind = TokenKind.directiveText;
          mode = CODE;
        } else if (next === 61) {
          at += 2;
          kind = TokenKind.assignment;
        } else {
          at += 1;
          kind = code;
        }
        break;
      }
      case HASH: {
        at += 1;
        kind = code;
        if (isFirst === 0) break;
        let word = at;
        while (word < end && (text.charCodeAt(word) === 32 || text.charCodeAt(word) === 9)) word += 1;
        if (word === end || classOf[text.charCodeAt(word)] !== LETTER) break;
        hash = Math.imul(HASH_SEED ^ 35, FNV_PRIME);
        while (word < end) {
          const next = text.charCodeAt(word);
          if (classOf[next] !== LETTER) break;
          hash = Math.imul(hash ^ next, FNV_PRIME);
          word += 1;
        }
        at = word;
        kind = TokenKind.directive;
        flag |= TokenFlag.inDirective;
        mode = directiveModes.get(hash) ?? CODE;
        break;
      }
      case PERCENT: {
        const next = at + 1 < end ? text.charCodeAt(at + 1) : 0;
        if (mode === DEFINE && next >= 48 && next <= 57) {
          at += 2;
          kind = TokenKind.macroParameter;
        } else if (next === 61) {
          at += 2;
          kind = TokenKind.assignment;
        } else {
          at += 1;
          kind = code;
        }
        break;
      }
      case OPERATOR: {
        if (mode === PATH && code === 60) {
          at = includeEnd(text, at, end);
          kind = TokenKind.includePath;
          mode = CODE;
          break;
        }
        const second = at + 1 < end ? text.charCodeAt(at + 1) : 0;
        at += 1;
        kind = code;
        // `&`, `*`, `+`, `-`, `^`, `|` and the comparisons before `=`; doubled signs; dots.
        if (second === 61 && code !== 46 && code !== 58) {
          at += 1;
          kind = code === 33 || code === 60 || code === 61 || code === 62 ? TokenKind.comparison : TokenKind.assignment;
        } else if (second === code) {
          if (code === 38 || code === 124) kind = TokenKind.logical;
          else if (code === 43 || code === 45) kind = TokenKind.step;
          else if (code === 58) kind = TokenKind.scope;
          else if (code === 46) kind = TokenKind.range;
          else if (code === 60 || code === 62) kind = TokenKind.shift;
          if (kind !== code) at += 1;
          if (kind === TokenKind.range && at < end && text.charCodeAt(at) === 46) {
            at += 1;
            kind = TokenKind.ellipsis;
          } else if (kind === TokenKind.shift) {
            if (code === 62 && at < end && text.charCodeAt(at) === 62) at += 1;
            if (at < end && text.charCodeAt(at) === 61) {
              at += 1;
              kind = TokenKind.assignment;
            }
          }
        }
        break;
      }
      case SINGLE:
        at += 1;
        kind = code;
        break;
      default:
        at += 1;
        while (at < end && classOf[text.charCodeAt(at)] === OTHER) at += 1;
        break;
    }
    if (kind > TokenKind.unknown && mode === TEXT) {
      at = lineEnd(text, start, end, true);
      kind = TokenKind.directiveText;
      mode = CODE;
    }
    if (count === room) {
      buffer.length = count;
      buffer.reserve(count + 1);
      ({ kinds, flags, starts, ends, hashes } = buffer);
      room = kinds.length;
    }
    kinds[count] = kind;
    flags[count] = flag;
    starts[count] = start;
    ends[count] = at;
    hashes[count] = hash;
    count += 1;
    if (kind !== TokenKind.blockComment) isFirst = 0;
    else if (hasNewline(text, start, at)) {
      isFirst = TokenFlag.firstOnLine;
      mode = NO_DIRECTIVE;
    }
  }
  buffer.length = count;
}

/** Offset behind the end of a block comment, -1 where it has none. Never looks behind `end`, so parts of a text stay linear. */
function commentEnd(text: string, from: number, end: number): number {
  for (let at = from; at + 1 < end; at += 1) {
    if (text.charCodeAt(at) === 42 && text.charCodeAt(at + 1) === 47) return at + 2;
  }
  return -1;
}

/** Offset behind a backslash, blanks and a line break; -1 where the backslash continues no line. */
function continuationEnd(text: string, backslash: number, end: number): number {
  for (let at = backslash + 1; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) return at + 1;
    if (code === 13) return at + 1 < end && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
    if (code !== 32 && code !== 9) return -1;
  }
  return -1;
}

/** Offset behind the character that a backslash escapes; a line break may be `\r\n`, with blanks before it. */
function afterEscape(text: string, at: number, end: number): number {
  if (at >= end) return at;
  const code = text.charCodeAt(at);
  if (code === 13) return at + 1 < end && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  if (code === 32 || code === 9) {
    const next = continuationEnd(text, at - 1, end);
    return next === -1 ? at + 1 : next;
  }
  return at + 1;
}

/** Offset of the end of the line; a text of a directive ends before a comment, without the blanks there. */
function lineEnd(text: string, from: number, end: number, stopAtComment: boolean): number {
  let at = from;
  let last = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
    if (stopAtComment && code === 47 && at > from && at + 1 < end) {
      const next = text.charCodeAt(at + 1);
      if ((next === 47 || next === 42) && text.charCodeAt(at - 1) <= 32) break;
    }
    at += 1;
    if (code > 32) last = at;
  }
  return stopAtComment ? last : at;
}

/** Offset behind `<name>`, or of the end of the line. */
function includeEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
    at += 1;
    if (code === 62) return at;
  }
  return at;
}

/** Offset behind a number. Letters that hang on it belong to it, since no name begins there. */
function numberEnd(text: string, from: number, end: number): number {
  let at = wordEnd(text, from + 1, end);
  if (at + 1 < end && text.charCodeAt(at) === 46 && classOf[text.charCodeAt(at + 1)] === DIGIT) {
    const second = from + 1 < at ? text.charCodeAt(from + 1) : 0;
    // `0x1.2` is no number: only a decimal one has a fraction.
    if (classOf[second] !== LETTER || second === 95) {
      at = wordEnd(text, at + 1, end);
      const before = text.charCodeAt(at - 1);
      if ((before === 101 || before === 69) && at + 1 < end) {
        const sign = text.charCodeAt(at);
        if ((sign === 43 || sign === 45) && classOf[text.charCodeAt(at + 1)] === DIGIT) at = wordEnd(text, at + 1, end);
      }
    }
  }
  return at;
}

function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const next = classOf[text.charCodeAt(at)];
    if (next !== LETTER && next !== DIGIT) break;
    at += 1;
  }
  return at;
}

function isFloat(text: string, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at += 1) if (text.charCodeAt(at) === 46) return true;
  return false;
}

/** Offset behind a character literal; -1 where the quote begins none, as in `don't`. */
function characterEnd(text: string, from: number, end: number): number {
  let at = from + 1;
  if (at >= end) return -1;
  const code = text.charCodeAt(at);
  if (code === 10 || code === 13 || code === 39) return -1;
  at += 1;
  if (code === 92) {
    if (at >= end || classOf[text.charCodeAt(at)] === NEWLINE) return -1;
    at += 1;
    // Hexadecimal, Unicode and decimal escapes, whose end may be marked by a semicolon.
    for (let length = 0; length < 10 && at < end; length += 1) {
      const next = classOf[text.charCodeAt(at)];
      if (next !== DIGIT && next !== LETTER) break;
      at += 1;
    }
    if (at < end && text.charCodeAt(at) === 59) at += 1;
  } else if (code >= 0xd800 && code <= 0xdbff && at < end) at += 1;
  return at < end && text.charCodeAt(at) === 39 ? at + 1 : -1;
}

function hasNewline(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (classOf[text.charCodeAt(at)] === NEWLINE) return true;
  return false;
}
