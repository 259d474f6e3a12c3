import { BLANK, characterKinds, IDEOGRAPH, SIGN, WORD } from "./character-kinds.ts";
import { readBareText } from "./reads-like-code.ts";
import { ShingleSet } from "./shingle-set.ts";
import { ASSISTANT_SHINGLES, type Speaker } from "../records/speaker.ts";
import type { SymbolReader } from "../records/symbol-reader.ts";

// Looked up once: in a sandbox, as tests run in, each look at a global is slow.
const { imul } = Math;

/** Words, or tokens of code, in a shingle. */
const SIZE = 3;

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/**
 * Languages whose line comments begin with `#`, so that `//` is code. In every other fence `//` and the two-character block
 * mark begin a comment. `kernel/tokens.ts` has the same list.
 */
const hashLanguages = new Set(
  "python py python3 sh bash shell zsh yaml yml ruby rb r perl toml julia elixir cmake makefile ps1".split(" "),
);

/**
 * Shingles that an image beside a text counts as. Fewer than 20 of a short answer, which is not compared alone, then stay below
 * the usual threshold when the same is said of two images.
 */
const PARTS_WEIGHT = 3;

/** Options for {@link ShingleBuilder}. */
export interface ShingleBuilderOptions {
  /** Sees every word of the assistant's code, so that API symbols cost no second pass. */
  readonly symbols?: SymbolReader;
  /**
   * Whether shingles are kept at all; without, only the words are shown to `symbols`.
   *
   * @default true
   */
  readonly keepsShingles?: boolean;
}

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
  readonly #keepsShingles: boolean;
  readonly #set = new ShingleSet();
  #tag = 0;
  #parts = 0;

  constructor({ symbols, keepsShingles = true }: ShingleBuilderOptions = {}) {
    this.#symbols = symbols;
    this.#keepsShingles = keepsShingles;
  }

  /** Begins a record. */
  begin(): void {
    this.#symbols?.begin();
    this.#set.clear();
  }

  /**
   * Adds one message of the record.
   *
   * @param parts Tells what stands beside the text apart, as an image: the same words about another one are other shingles.
   */
  add(text: string, speaker: Speaker, parts = 0): void {
    this.#tag = speaker === "user" ? 0 : ASSISTANT_SHINGLES;
    this.#parts = parts;
    if (parts !== 0) for (let count = 1; count <= PARTS_WEIGHT; count += 1) this.#add(mix(PARTS_WEIGHT, count));
    const fence = text.indexOf("```");
    if (fence === -1) {
      const bare = speaker === "assistant" ? readBareText(text) : "words";
      this.#scan(text, 0, text.length, bare !== "words", bare !== "hash code");
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
      this.#scan(text, lineEnd, end, true, !hashLanguages.has(language));
      if (close === -1) return;
      at = close + 3;
    }
    this.#scan(text, at, text.length, false, true);
  }

  /** Ends the record. @returns Its distinct shingles, in no order; valid until the next record begins. */
  end(): Uint32Array {
    return this.#set.view();
  }

  /** The hottest loop of the package: every character of a dataset passes through it once. */
  #scan(text: string, start: number, end: number, isCode: boolean, slashComments: boolean): void {
    const symbols = isCode && this.#tag !== 0 ? this.#symbols : undefined;
    let count = 0;
    // Hashes over the last token and over the last two, as a shingle of three begins.
    let last = 0;
    let lastTwo = 0;
    let first = 0;
    let second = 0;
    let at = start;
    while (at < end) {
      const code = text.charCodeAt(at);
      const kind = characterKinds[code];
      let token = FNV_OFFSET;
      if (kind === WORD) {
        const from = at;
        let inner = code;
        do {
          if (!isCode && inner >= 65 && inner <= 90) inner += 32;
          token = imul(token ^ inner, FNV_PRIME);
          at += 1;
          if (at >= end) break;
          inner = text.charCodeAt(at);
        } while (characterKinds[inner] === WORD);
        symbols?.word(text, from, at, token);
      } else {
        at += 1;
        if (kind === BLANK || (kind === SIGN && !isCode)) continue;
        if (kind !== IDEOGRAPH && code === 47 && slashComments) {
          const rest = endOfComment(text, at, end);
          if (rest !== -1) {
            at = rest;
            continue;
          }
        }
        if (code === 35 && !slashComments && beginsHashComment(text, at - 1, start)) {
          const close = text.indexOf("\n", at);
          at = close === -1 || close > end ? end : close;
          continue;
        }
        token = imul(token ^ code, FNV_PRIME);
      }
      count += 1;
      if (count >= SIZE) this.#add(mix(lastTwo, token));
      else if (count === 1) first = token;
      else second = token;
      lastTwo = mix(last, token);
      last = mix(SIZE, token);
    }
    if (count === 1) this.#add(mix(1, first));
    else if (count === 2) this.#add(mix(mix(2, first), second));
  }

  #add(tokens: number): void {
    if (!this.#keepsShingles) return;
    let hash = imul(tokens ^ (tokens >>> 16) ^ this.#parts, 0x85ebca6b);
    hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    this.#set.add((((hash ^ (hash >>> 16)) & 0x7fffffff) | this.#tag) >>> 0);
  }
}

function mix(hash: number, token: number): number {
  const mixed = imul(hash ^ token, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** Where a comment ends whose first slash stands right before `at`; -1 where none begins. */
function endOfComment(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  if (code !== 47 && code !== 42) return -1;
  const close = code === 47 ? text.indexOf("\n", at) : text.indexOf("*/", at + 1);
  if (close === -1 || close > end) return end;
  return code === 47 ? close : close + 2;
}

/** Whether a `#` begins a comment: at the begin of a line or after a blank, as `$#`, `"#fff"` and the `#{` of Ruby are not. */
function beginsHashComment(text: string, at: number, start: number): boolean {
  return (at === start || text.charCodeAt(at - 1) <= 32) && text.charCodeAt(at + 1) !== 123;
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
