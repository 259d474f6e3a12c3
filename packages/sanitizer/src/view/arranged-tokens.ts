import { hashName, lexSourcePawn, TokenBuffer, TokenFlag, TokenKind } from "@tunewright/sourcepawn";
import type { CodeSpan } from "../languages/language-adapter.ts";

const { openParen, closeParen, openBracket, closeBracket, openBrace, closeBrace } = TokenKind;
const { comma, semicolon, directive, identifier } = TokenKind;

/** Chains of identifiers, less one: a power of two. */
const CHAIN_MASK = 511;

/** Arrays that grow to the longest snippet and then serve one code after the other. */
class SpareArrays {
  readonly tokens = new TokenBuffer();
  order = new Int32Array(256);
  partner = new Int32Array(256);
  parent = new Int32Array(256);
  /** First index of each chain of identifiers, and the next of each index; -1 at the end. */
  readonly heads = new Int32Array(CHAIN_MASK + 1);
  next = new Int32Array(256);

  reserve(length: number): void {
    if (length > this.order.length) {
      this.order = new Int32Array(length * 2);
      this.partner = new Int32Array(length * 2);
      this.parent = new Int32Array(length * 2);
      this.next = new Int32Array(length * 2);
    }
    this.partner.fill(-1, 0, length);
  }
}

const spare: SpareArrays[] = [];

/**
 * The tokens of some code, its brackets paired.
 *
 * Works on the lexer's arrays: no object is made for a token that nobody asks about. An index counts tokens without comments, and
 * without the lines of directives other than `#define`; beyond both ends there is nothing, and nothing throws.
 */
export class ArrangedTokens {
  readonly code: string;
  /** The lexer's own tokens, comments and directives among them. */
  readonly lexed: TokenBuffer;
  /** How many indices there are. */
  readonly count: number;
  readonly #arrays: SpareArrays;
  /** Token of the lexer by index. */
  readonly #order: Int32Array;
  readonly #partner: Int32Array;
  readonly #parent: Int32Array;
  readonly #occurrences = new Map<string, readonly number[]>();
  #isChained = false;

  /** @param window Offsets of a stretch of the code; left out, all of it. */
  constructor(code: string, window?: CodeSpan) {
    this.code = code;
    this.#arrays = spare.pop() ?? new SpareArrays();
    this.lexed = lexSourcePawn(code, {
      into: this.#arrays.tokens,
      start: window?.start ?? 0,
      end: window?.end ?? code.length,
    });
    this.#arrays.reserve(this.lexed.length);
    this.#order = this.#arrays.order;
    this.#partner = this.#arrays.partner;
    this.#parent = this.#arrays.parent;
    this.count = this.#arrange();
  }

  /** Gives the memory back; nothing may be asked any more. */
  release(): void {
    spare.push(this.#arrays);
  }

  /** Number of the lexer's token at an index, which must be one. */
  token(index: number): number {
    return this.#order[index] as number;
  }

  /** Kind of the token at an index; -1 beyond the ends. */
  kind(index: number): number {
    return index < 0 || index >= this.count ? -1 : (this.lexed.kinds[this.#order[index] as number] as number);
  }

  /** The text of the token at an index; empty beyond the ends. */
  text(index: number): string {
    return index < 0 || index >= this.count ? "" : this.lexed.textOf(this.#order[index] as number);
  }

  /** Whether the token at an index is written so. */
  is(index: number, text: string): boolean {
    return index >= 0 && index < this.count && this.lexed.isText(this.#order[index] as number, text);
  }

  /** Offset of the token at an index. */
  startOf(index: number): number {
    return this.lexed.starts[this.#order[index] ?? 0] ?? 0;
  }

  /** Offset behind the token at an index. */
  endOf(index: number): number {
    return this.lexed.ends[this.#order[index] ?? 0] ?? 0;
  }

  /** Whether no space stands between the token at an index and the next. */
  touches(index: number): boolean {
    return this.endOf(index) === this.lexed.starts[this.#order[index + 1] as number];
  }

  /** Whether the token at an index is the first of its line. */
  beginsLine(index: number): boolean {
    return index >= 0 && index < this.count && this.lexed.hasFlag(this.#order[index] as number, TokenFlag.firstOnLine);
  }

  /** The bracket that belongs to the one at an index; -1 where there is none. */
  partner(index: number): number {
    return index < this.count ? (this.#partner[index] ?? -1) : -1;
  }

  /** The open bracket around an index; -1 at the top. */
  parent(index: number): number {
    return index < this.count ? (this.#parent[index] ?? -1) : -1;
  }

  /** Index before the brackets, one pair behind the other, that end at an index: that of `name` in `name[2][8]`. */
  beforeBrackets(index: number): number {
    let at = index;
    while (this.kind(at) === closeBracket) at = (this.#partner[at] ?? 0) - 1;
    return at;
  }

  /** Whether the token at an index stands in the line of a directive. */
  isInDirective(index: number): boolean {
    return index >= 0 && index < this.count && this.lexed.hasFlag(this.#order[index] as number, TokenFlag.inDirective);
  }

  /** Whether the token at an index is `#define`, the only directive that is arranged. */
  isDefine(index: number): boolean {
    return this.kind(index) === directive;
  }

  /** Index of the brace that opens the function around an index; -1 outside of functions. */
  functionAt(index: number): number {
    let at = index;
    for (let open = this.parent(at); open !== -1; open = this.parent(at)) at = open;
    return at !== index && this.kind(at) === openBrace ? at : -1;
  }

  /** Index behind the last token of the function whose brace is at `open`; everything when `open` is -1. */
  functionEnd(open: number): number {
    const close = this.partner(open);
    return close > open && open >= 0 ? close : this.count;
  }

  /** Index of the first token of the statement that holds this one, at the same depth of brackets. */
  statementStart(index: number): number {
    const depth = this.parent(index);
    const isDirective = this.isInDirective(index);
    let first = index;
    for (let at = index - 1; at > depth; at -= 1) {
      if (this.#parent[at] !== depth) continue;
      const kind = this.kind(at);
      // The line of a `#define` is no part of the statement below it.
      if (!isDirective && this.isInDirective(at)) break;
      if (kind === closeBrace) {
        if (this.kind(at + 1) !== comma) break;
        at = this.#partner[at] ?? at;
      } else if (kind === semicolon || kind === directive) break;
      first = at;
    }
    return first;
  }

  /** Indices of the identifiers with this name, in order. */
  occurrences(name: string): readonly number[] {
    const known = this.#occurrences.get(name);
    if (known !== undefined) return known;
    if (!this.#isChained) this.#chain();
    const hash = hashName(name);
    const { hashes } = this.lexed;
    const { heads, next } = this.#arrays;
    const found: number[] = [];
    this.#occurrences.set(name, found);
    for (let index = heads[hash & CHAIN_MASK] as number; index !== -1; index = next[index] as number) {
      const token = this.#order[index] as number;
      if (hashes[token] === hash && this.lexed.isText(token, name)) found.push(index);
    }
    return found;
  }

  /** Chains the identifiers by their hashes, each chain in order of the code. */
  #chain(): void {
    const { heads, next } = this.#arrays;
    const { hashes, kinds } = this.lexed;
    heads.fill(-1);
    for (let index = this.count - 1; index >= 0; index -= 1) {
      const token = this.#order[index] as number;
      if (kinds[token] !== identifier) continue;
      const chain = (hashes[token] as number) & CHAIN_MASK;
      next[index] = heads[chain] as number;
      heads[chain] = index;
    }
    this.#isChained = true;
  }

  /** Fills the arrays: leaves comments and directives out, and pairs the brackets, in both branches of an `#if`. */
  #arrange(): number {
    const { kinds, length } = this.lexed;
    let count = 0;
    let stack: number[] = [];
    let outer: number[] | undefined;
    const branches: number[][] = [];
    let skips = false;
    for (let token = 0; token < length; token += 1) {
      const kind = kinds[token] as number;
      if (this.lexed.isComment(token)) continue;
      if (!this.lexed.hasFlag(token, TokenFlag.inDirective)) {
        if (outer !== undefined) stack = outer;
        outer = undefined;
        skips = false;
      } else if (kind === directive) {
        stack = outer ?? stack;
        const word = this.lexed.textOf(token).replace(/[#\s]+/, "");
        if (word === "if") branches.push([...stack]);
        else if (word === "else" || word === "elseif") stack = [...(branches.at(-1) ?? stack)];
        else if (word === "endif") branches.pop();
        outer = stack;
        stack = [];
        skips = word !== "define";
      }
      if (skips) continue;
      this.#order[count] = token;
      if (kind === closeParen || kind === closeBracket || kind === closeBrace) {
        const open = stack.pop();
        if (open !== undefined) {
          this.#partner[open] = count;
          this.#partner[count] = open;
        }
      }
      this.#parent[count] = stack.length === 0 ? -1 : (stack[stack.length - 1] as number);
      if (kind === openParen || kind === openBracket || kind === openBrace) stack.push(count);
      count += 1;
    }
    return count;
  }
}
