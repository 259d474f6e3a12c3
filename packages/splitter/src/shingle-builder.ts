import { looksLikeSourcePawn } from "@tunewright/sourcepawn";
import type { SymbolReader } from "./symbol-reader.ts";
import { Uint32Column } from "./uint32-column.ts";

// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/** Words, or tokens of code, in a shingle. */
const SIZE = 3;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Languages whose line comments begin with `#`, so that `//` is code. In every other fence `//` and the two-character block
 * mark begin a comment.
 */
const hashComments = new Set(["python", "py", "sh", "bash", "shell", "yaml", "yml", "ruby", "rb", "r", "perl", "toml"]);

/** Shingles from here on are the assistant's, those below the user's. */
export const ASSISTANT_SHINGLES = 0x80000000;

/** Who wrote a text; a shingle's highest bit tells it. */
export type Speaker = "user" | "assistant";

/**
 * Cuts texts into shingles: three tokens of code or three words of prose, each as one 32-bit hash.
 *
 * Code is what stands in a Markdown fence, or an answer without a fence that reads like code. There a token is an identifier,
 * a number or one other character, comments left out; in prose a word in lower case, punctuation left out. A text that is
 * shorter than one shingle is one shingle. The highest bit is 0 for the user's shingles and 1 for the assistant's, so that
 * in a sorted set prompt and answer stand apart and can be compared alone.
 *
 * The hash of a token is FNV-1a (Fowler, Noll, Vo), a shingle's the finaliser of MurmurHash3 over its tokens.
 */
export class ShingleBuilder {
  readonly #symbols: SymbolReader | undefined;
  readonly #ring = new Uint32Array(4);
  readonly #out = new Uint32Column(4096);
  #seen = new Uint32Array(8192);
  #stamps = new Uint32Array(8192);
  #stamp = 0;
  #count = 0;
  #tag = 0;

  /** @param symbols Sees every word of the assistant's code, so that API symbols cost no second pass. */
  constructor(symbols?: SymbolReader) {
    this.#symbols = symbols;
  }

  /** Begins a record. */
  begin(): void {
    this.#symbols?.begin();
    this.#out.clear();
    this.#stamp += 1;
    if (this.#stamp === 0xffffffff) {
      this.#stamps.fill(0);
      this.#stamp = 1;
    }
  }

  /** Adds one message of the record. */
  add(text: string, speaker: Speaker): void {
    this.#tag = speaker === "user" ? 0 : ASSISTANT_SHINGLES;
    const fence = text.indexOf("```");
    if (fence === -1) {
      this.#scan(text, 0, text.length, speaker === "assistant" && readsLikeCode(text), true);
      return;
    }
    let at = 0;
    for (let open = lineFence(text, 0); open !== -1; open = lineFence(text, at)) {
      this.#scan(text, at, open, false, true);
      const lineEnd = text.indexOf("\n", open);
      if (lineEnd === -1) return;
      const language = text
        .slice(open + 3, lineEnd)
        .trim()
        .toLowerCase();
      const close = lineFence(text, lineEnd);
      const end = close === -1 ? text.length : close;
      this.#scan(text, lineEnd, end, true, !hashComments.has(language));
      if (close === -1) return;
      at = close + 3;
    }
    this.#scan(text, at, text.length, false, true);
  }

  /** Ends the record. @returns Its distinct shingles, in no order; valid until the next record begins. */
  end(): Uint32Array {
    return this.#out.view();
  }

  #scan(text: string, start: number, end: number, isCode: boolean, slashComments: boolean): void {
    this.#count = 0;
    const symbols = isCode && this.#tag !== 0 ? this.#symbols : undefined;
    let at = start;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (isWordCode(code)) {
        const from = at;
        let hash = FNV_OFFSET;
        let inner = code;
        do {
          if (!isCode && inner >= 65 && inner <= 90) inner += 32;
          hash = imul(hash ^ inner, FNV_PRIME);
          at += 1;
          if (at >= end) break;
          inner = text.charCodeAt(at);
        } while (isWordCode(inner));
        this.#push(hash);
        symbols?.word(text, from, at, hash);
      } else if (code <= 32) {
        at += 1;
      } else if (isCode && code === 47 && slashComments && text.charCodeAt(at + 1) === 47) {
        const lineEnd = text.indexOf("\n", at);
        at = lineEnd === -1 || lineEnd > end ? end : lineEnd;
      } else if (isCode && code === 47 && slashComments && text.charCodeAt(at + 1) === 42) {
        const close = text.indexOf("*/", at + 2);
        at = close === -1 || close > end ? end : close + 2;
      } else {
        if (isCode || isIdeograph(code)) this.#push(imul(FNV_OFFSET ^ code, FNV_PRIME));
        at += 1;
      }
    }
    if (this.#count > 0 && this.#count < SIZE) this.#emit(this.#count);
  }

  #push(token: number): void {
    this.#ring[this.#count & 3] = token;
    this.#count += 1;
    if (this.#count >= SIZE) this.#emit(SIZE);
  }

  /** Hashes the last `size` tokens, in their order, and keeps the shingle if the record does not hold it yet. */
  #emit(size: number): void {
    let hash = size;
    for (let index = this.#count - size; index < this.#count; index += 1) {
      hash = imul(hash ^ (this.#ring[index & 3] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash = (((hash ^ (hash >>> 16)) & 0x7fffffff) | this.#tag) >>> 0;
    if (this.#remember(hash)) {
      this.#out.push(hash);
      if (this.#out.length * 2 > this.#seen.length) this.#enlarge();
    }
  }

  #remember(hash: number): boolean {
    const mask = this.#seen.length - 1;
    let slot = hash & mask;
    while (this.#stamps[slot] === this.#stamp) {
      if (this.#seen[slot] === hash) return false;
      slot = (slot + 1) & mask;
    }
    this.#stamps[slot] = this.#stamp;
    this.#seen[slot] = hash;
    return true;
  }

  #enlarge(): void {
    const known = this.#out.view();
    this.#seen = new Uint32Array(this.#seen.length * 4);
    this.#stamps = new Uint32Array(this.#seen.length);
    for (const hash of known) this.#remember(hash);
  }
}

/** Offset of the next fence mark that begins a line (after up to three blanks), or -1. */
function lineFence(text: string, from: number): number {
  for (let at = text.indexOf("```", from); at !== -1; at = text.indexOf("```", at + 3)) {
    let before = at;
    while (before > 0 && text.charCodeAt(before - 1) === 32) before -= 1;
    if (before === 0 || text.charCodeAt(before - 1) === 10) return at;
  }
  return -1;
}

/** Whether an answer without a fence is bare code: statements in braces, or what only SourcePawn looks like. */
function readsLikeCode(text: string): boolean {
  return text.includes(";") && ((text.includes(";\n") && text.includes("{")) || looksLikeSourcePawn(text));
}

/** Letters, digits and the underscore; of what lies beyond ASCII everything but ideographs and general punctuation. */
function isWordCode(code: number): boolean {
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
  if (code < 0x2000) return code >= 0xc0 || code === 0xaa || code === 0xb5 || code === 0xba;
  return code >= 0x2070 && !isIdeograph(code) && !(code >= 0x3000 && code <= 0x303f) && code < 0xfe00;
}

/** Scripts that are written without spaces: each character is a token of its own. */
function isIdeograph(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x2fff) ||
    (code >= 0x3040 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}
