/** Slots, a power of two: some ten megabytes of text where all are in use. */
const SLOTS = 1 << 17;
/** A longer piece is hardly ever met again. */
const LONGEST = 128;

/**
 * Numbers of tokens by piece of text: data says the same words again and again, and to cut one into tokens takes many times as
 * long as to look it up.
 *
 * Each piece has one slot, by its hash. A piece takes it when it is met for the second time in a row there, so that words
 * which are met once cost no copy. Memory does not grow beyond the slots.
 */
export class PieceCounts {
  readonly #hashes = new Int32Array(SLOTS);
  readonly #pieces: (string | undefined)[] = Array.from({ length: SLOTS });
  readonly #tokens = new Uint16Array(SLOTS);
  readonly #countTokens: (piece: string) => number;

  /** @param countTokens Counts a piece that is not known. */
  constructor(countTokens: (piece: string) => number) {
    this.#countTokens = countTokens;
  }

  /** The tokens of the piece of `text` from `start` to before `end`. */
  count(text: string, start: number, end: number): number {
    if (end - start > LONGEST) return this.#countTokens(text.slice(start, end));
    let hash = 0;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const isMetAgain = this.#hashes[slot] === hash;
    const known = isMetAgain ? this.#pieces[slot] : undefined;
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) {
      return this.#tokens[slot] ?? 0;
    }
    const piece = text.slice(start, end);
    const tokens = this.#countTokens(piece);
    this.#hashes[slot] = hash;
    // A slice would hold the whole text that it was cut from.
    this.#pieces[slot] = isMetAgain ? ` ${piece}`.slice(1) : undefined;
    this.#tokens[slot] = tokens;
    return tokens;
  }
}
