import { wordOfHex, wordsToHex } from "./hash-words.ts";

const WORD_DIGITS = 8;
/** The first word of what stands for a text that is no hash; the last one numbers it. */
const MARK = 0xffffffff;

/**
 * Hashes of a manifest as numbers, and back. A text that is no hash of the expected length, as another tool may write it, is
 * numbered.
 */
export class IdWords {
  readonly width: number;
  readonly #pattern: RegExp;
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  /** @param width Words of a hash, at least two. */
  constructor(width: number) {
    this.width = width;
    this.#pattern = new RegExp(`^[0-9a-f]{${width * WORD_DIGITS}}$`);
  }

  /** Writes the words of a text. */
  put(text: string, words: Uint32Array, at: number): void {
    if (this.#pattern.test(text)) {
      for (let word = 0; word < this.width; word += 1) words[at + word] = wordOfHex(text, word);
      return;
    }
    const number = this.#numbers.get(text) ?? this.#texts.push(text) - 1;
    this.#numbers.set(text, number);
    words.fill(0, at, at + this.width);
    words[at] = MARK;
    words[at + this.width - 1] = number;
  }

  /** The text that was put as these words. */
  text(words: Uint32Array, at: number): string {
    const isNumbered = words[at] === MARK && words.subarray(at + 1, at + this.width - 1).every((word) => word === 0);
    const text = isNumbered ? this.#texts[words[at + this.width - 1] ?? 0] : undefined;
    return text ?? wordsToHex(words, at, this.width);
  }
}
