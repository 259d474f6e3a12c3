import { isWord } from "./teaching.ts";

/** What {@link TriggerScan} looks for. */
export interface Triggers {
  /** Names that must stand as whole words. */
  readonly words: readonly string[];
  /** Texts that may stand anywhere. */
  readonly literals: readonly string[];
}

const TABLE_BITS = 15;
const TABLE_SIZE = 1 << TABLE_BITS;
const MANY = 40;

/**
 * Finds out quickly whether raw JSON bytes can hold any of many names.
 *
 * The bytes are read in leaps: a table says for every block of bytes how far the next possible match is, so most bytes are
 * never looked at and the time does not grow with the number of names (S. Wu and U. Manber, "A fast algorithm for
 * multi-pattern searching", TR-94-17, University of Arizona, 1994).
 *
 * It knows JSON's escapes: the `n` of `\nRandomFloat` is no part of the name, and a line that writes ASCII as `\u0052` is
 * always a candidate.
 */
export class TriggerScan {
  readonly #patterns: readonly { readonly text: string; readonly bytes: Buffer; readonly whole: boolean }[];
  readonly #shift: Uint8Array;
  /** Patterns by the hash of the last block of their window: a map, since nearly every hash has none. */
  readonly #buckets = new Map<number, number[]>();
  /** Length of the shortest pattern. */
  readonly #window: number;
  /** Bytes that are hashed at a time. */
  readonly #block: 2 | 3;
  readonly #impossible: boolean;

  constructor(triggers: Triggers) {
    const list = [
      ...triggers.words.map((text) => ({ text, bytes: Buffer.from(text, "utf8"), whole: true })),
      ...triggers.literals.map((text) => ({ text, bytes: Buffer.from(text, "utf8"), whole: false })),
    ];
    this.#patterns = list;
    this.#impossible = list.length === 0;
    this.#window = Math.min(255, ...list.map(({ bytes }) => bytes.length));
    // Two bytes leap further; with many names nearly every pair of letters is part of one, so three tell them apart.
    this.#block = this.#window >= 4 && list.length > MANY ? 3 : 2;
    const block = this.#block;
    this.#shift = new Uint8Array(TABLE_SIZE).fill(Math.max(this.#window - block + 1, 1));
    for (const [index, { bytes }] of list.entries()) {
      for (let end = block; end <= this.#window; end += 1) {
        const hash = this.#hash(bytes, end - 1);
        const shift = this.#window - end;
        if (shift < (this.#shift[hash] ?? 0)) this.#shift[hash] = shift;
        if (shift > 0) continue;
        const bucket = this.#buckets.get(hash);
        if (bucket === undefined) this.#buckets.set(hash, [index]);
        else bucket.push(index);
      }
    }
  }

  /** Whether every trigger can be looked for this way: at least two bytes, and nothing that JSON writes in two ways. */
  static canScan(triggers: Triggers): boolean {
    return [...triggers.words, ...triggers.literals].every((text) => /^[ !#-.0-[\]-~]{2,}$/.test(text));
  }

  /**
   * The offset of the next byte at or behind `from` that belongs to a candidate, or -1.
   *
   * The answer is the place of a name, so the line that holds it is a candidate.
   */
  next(bytes: Uint8Array, from: number, to: number): number {
    if (this.#impossible) return -1;
    const shifts = this.#shift;
    const window = this.#window;
    const isTriple = this.#block === 3;
    let at = from + window - 1;
    while (at < to) {
      const hash = isTriple
        ? (((bytes[at - 2] as number) << 10) ^ ((bytes[at - 1] as number) << 5) ^ (bytes[at] as number)) &
          (TABLE_SIZE - 1)
        : (((bytes[at - 1] as number) << 7) ^ (bytes[at] as number)) & (TABLE_SIZE - 1);
      const shift = shifts[hash] as number;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const start = at - window + 1;
      for (const index of this.#buckets.get(hash) ?? []) {
        const pattern = this.#patterns[index];
        if (pattern !== undefined && stands(bytes, start, to, pattern.bytes, pattern.whole)) return start;
      }
      at += 1;
    }
    return -1;
  }

  /**
   * Every place in decoded text where a trigger stands, in order.
   *
   * There are no escapes to mind here, so words are told by the letters around them.
   */
  places(text: string): number[] {
    const found: number[] = [];
    if (this.#impossible) return found;
    const shifts = this.#shift;
    const window = this.#window;
    const isTriple = this.#block === 3;
    let at = window - 1;
    while (at < text.length) {
      const hash = isTriple
        ? ((text.charCodeAt(at - 2) << 10) ^ (text.charCodeAt(at - 1) << 5) ^ text.charCodeAt(at)) & (TABLE_SIZE - 1)
        : ((text.charCodeAt(at - 1) << 7) ^ text.charCodeAt(at)) & (TABLE_SIZE - 1);
      const shift = shifts[hash] as number;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const start = at - window + 1;
      for (const index of this.#buckets.get(hash) ?? []) {
        const pattern = this.#patterns[index];
        if (pattern === undefined || !text.startsWith(pattern.text, start)) continue;
        const end = start + pattern.text.length;
        if (pattern.whole && (isWord(text.charCodeAt(end)) || isWord(text.charCodeAt(start - 1)))) continue;
        found.push(start);
        break;
      }
      at += 1;
    }
    return found;
  }

  #hash(bytes: Uint8Array, end: number): number {
    const last = bytes[end] ?? 0;
    const middle = bytes[end - 1] ?? 0;
    if (this.#block === 2) return ((middle << 7) ^ last) & (TABLE_SIZE - 1);
    return (((bytes[end - 2] ?? 0) << 10) ^ (middle << 5) ^ last) & (TABLE_SIZE - 1);
  }
}

function stands(bytes: Uint8Array, start: number, to: number, pattern: Uint8Array, whole: boolean): boolean {
  const end = start + pattern.length;
  if (end > to) return false;
  for (let index = 0; index < pattern.length; index += 1) if (bytes[start + index] !== pattern[index]) return false;
  if (!whole) return true;
  if (end < to && isWord(bytes[end] ?? 0)) return false;
  return start === 0 || !isWord(bytes[start - 1] ?? 0) || endsEscape(bytes, start);
}

/** Whether the bytes before `at` are the end of an escape, `\n` or `\u00e9`. */
function endsEscape(bytes: Uint8Array, at: number): boolean {
  if (bytes[at - 2] === 92) return true;
  return bytes[at - 6] === 92 && bytes[at - 5] === 117;
}

const escapedAscii = Buffer.from("\\u00");

/** The offset of the next `\u00` escape at or behind `from`, or -1: what it writes could be a letter of a name. */
export function nextEscapedAscii(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(escapedAscii, from); at !== -1; at = bytes.indexOf(escapedAscii, at + 1)) {
    const high = bytes[at + 4] ?? 0;
    if (high >= 50 && high <= 55) return at;
  }
  return -1;
}
