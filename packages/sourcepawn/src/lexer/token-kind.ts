/**
 * Kinds of token, as the numbers that {@link TokenBuffer.kinds} holds.
 *
 * A punctuator of one character has its ASCII code as its kind (`(` is 40), so that code that walks tokens compares
 * numbers only; the longer operators follow from 128.
 */
export const TokenKind = {
  /** White space and line continuations. Never stored: it is what lies between two tokens. */
  space: 0,
  lineComment: 1,
  blockComment: 2,
  identifier: 3,
  keyword: 4,
  /** `12`, `1_000`, `0x1F`, `0b101`, `0o17`. */
  integer: 5,
  /** `1.5`, `2.0e-3`. */
  float: 6,
  /** `'a'`, `'\x41'`. */
  character: 7,
  string: 8,
  /** `#define`, `#if`: the sign and the word. What follows on the line is tokens too, flagged as inside a directive. */
  directive: 9,
  /** What follows `#include` or `#tryinclude`: `<sdktools>`, `"my/file"`, or a bare word. */
  includePath: 10,
  /** The free text behind `#error`, `#warning` or `#pragma deprecated`. */
  directiveText: 11,
  /** `%1` in the body or the head of a `#define`. */
  macroParameter: 12,
  /** What no token of SourcePawn begins with: letters outside ASCII, a lone quote. */
  unknown: 13,

  exclamation: 33,
  hash: 35,
  percent: 37,
  ampersand: 38,
  openParen: 40,
  closeParen: 41,
  asterisk: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  semicolon: 59,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
  openBracket: 91,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
  tilde: 126,

  /** `::` */
  scope: 128,
  /** `..` */
  range: 129,
  /** `...` */
  ellipsis: 130,
  /** `==`, `!=`, `<=`, `>=` */
  comparison: 131,
  /** `&&`, `||` */
  logical: 132,
  /** `++`, `--` */
  step: 133,
  /** `+=`, `>>>=` and the others that end in `=` */
  assignment: 134,
  /** `<<`, `>>`, `>>>` */
  shift: 135,
} as const;

/** The name of a class of tokens, for code that does not count nanoseconds. */
export type TokenClass =
  | "space"
  | "comment"
  | "identifier"
  | "keyword"
  | "number"
  | "character"
  | "string"
  | "directive"
  | "include-path"
  | "directive-text"
  | "macro-parameter"
  | "punctuator"
  | "unknown";

const classes: readonly TokenClass[] = [
  "space",
  "comment",
  "comment",
  "identifier",
  "keyword",
  "number",
  "number",
  "character",
  "string",
  "directive",
  "include-path",
  "directive-text",
  "macro-parameter",
  "unknown",
];

/** The class of a kind: every operator and bracket is a `punctuator`. */
export function tokenClass(kind: number): TokenClass {
  return classes[kind] ?? "punctuator";
}

/** Bits of {@link TokenBuffer.flags}. */
export const TokenFlag = {
  /** Nothing but white space stands before it on its line. */
  firstOnLine: 1,
  /** On the line of a directive, or on a line that continues it. */
  inDirective: 2,
  /** A string, character or block comment that is not closed. */
  unterminated: 4,
} as const;
