import { type TokenClass, tokenClass, TokenKind } from "./token-kind.ts";

/** One token as an object, from {@link TokenBuffer.at} or by iterating. */
export interface Token {
  readonly class: TokenClass;
  /** A number of {@link TokenKind}. */
  readonly kind: number;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Tokens as a structure of arrays: entry `i` of every array belongs to token `i`, for `i < length`.
 *
 * The arrays are longer than `length`, and are replaced when they grow: read them from the buffer after each run of the
 * lexer. A buffer that is handed in again is reused, which saves most of the memory work over many texts. White space is
 * not stored: it is what lies between the end of a token and the start of the next.
 */
export class TokenBuffer {
  /** The text that was read; offsets count from its beginning. */
  text = "";
  /** The part of the text that was read. */
  start = 0;
  end = 0;
  /** Number of tokens. */
  length = 0;
  /** Numbers of {@link TokenKind}. */
  kinds: Uint8Array<ArrayBuffer>;
  /** Bits of `TokenFlag`. */
  flags: Uint8Array<ArrayBuffer>;
  starts: Int32Array<ArrayBuffer>;
  ends: Int32Array<ArrayBuffer>;
  /** `hashName` of identifiers, keywords and directives (with their sign); 0 for the others. */
  hashes: Int32Array<ArrayBuffer>;

  /** @param capacity Number of tokens to make room for. */
  constructor(capacity = 256) {
    this.kinds = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.hashes = new Int32Array(capacity);
  }

  /** Makes room for at least `capacity` tokens and keeps what is there. */
  reserve(capacity: number): void {
    if (capacity <= this.kinds.length) return;
    const size = Math.max(capacity, this.kinds.length * 2);
    this.kinds = copyInto(new Uint8Array(size), this.kinds);
    this.flags = copyInto(new Uint8Array(size), this.flags);
    this.starts = copyInto(new Int32Array(size), this.starts);
    this.ends = copyInto(new Int32Array(size), this.ends);
    this.hashes = copyInto(new Int32Array(size), this.hashes);
  }

  /** The text of token `index`; a new string. */
  textOf(index: number): string {
    return this.text.slice(this.starts[index], this.ends[index]);
  }

  /** Whether token `index` is written exactly so. Makes no string. */
  isText(index: number, text: string): boolean {
    const start = this.starts[index];
    return start !== undefined && (this.ends[index] ?? 0) - start === text.length && this.text.startsWith(text, start);
  }

  /** Whether token `index` is a comment. */
  isComment(index: number): boolean {
    const kind = this.kinds[index];
    return kind === TokenKind.lineComment || kind === TokenKind.blockComment;
  }

  /** Whether a bit of `TokenFlag` is set for token `index`. */
  hasFlag(index: number, flag: number): boolean {
    return ((this.flags[index] ?? 0) & flag) !== 0;
  }

  /** Token `index` as an object. */
  at(index: number): Token {
    const kind = this.kinds[index] ?? TokenKind.space;
    const start = this.starts[index] ?? this.end;
    const end = this.ends[index] ?? this.end;
    return { class: tokenClass(kind), kind, start, end, text: this.text.slice(start, end) };
  }

  /** Every token in order, the white space between them included: their texts joined are the text that was read. */
  *[Symbol.iterator](): Generator<Token, void, undefined> {
    let at = this.start;
    for (let index = 0; index < this.length; index += 1) {
      const token = this.at(index);
      if (token.start > at) yield this.#space(at, token.start);
      yield token;
      at = token.end;
    }
    if (this.end > at) yield this.#space(at, this.end);
  }

  /** Index of the first token that ends after `offset`; `length` when there is none. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ends[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #space(start: number, end: number): Token {
    return { class: "space", kind: TokenKind.space, start, end, text: this.text.slice(start, end) };
  }
}

function copyInto<T extends Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(target: T, source: T): T {
  target.set(source);
  return target;
}
