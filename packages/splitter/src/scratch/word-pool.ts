/** Arrays that are kept for the next one who needs memory. */
const MOST_SPARE = 6;

/**
 * Arrays of numbers that are used again: memory that a process has never touched costs a page fault for every 4 KiB, which
 * takes longer than to sort what is in it.
 */
export class WordPool {
  #spare: Uint32Array<ArrayBuffer>[] = [];

  /** @returns At least so many numbers, of any value. */
  take(atLeast: number): Uint32Array<ArrayBuffer> {
    const fitting = this.#spare.findIndex(({ length }) => length >= atLeast);
    const [spare] = fitting === -1 ? [] : this.#spare.splice(fitting, 1);
    return spare ?? new Uint32Array(atLeast);
  }

  /** Gives an array back, or a part that stands for it; neither must be used any more. */
  give({ buffer }: Uint32Array<ArrayBuffer>): void {
    // The smallest that fits is taken first; of too many the smallest are let go.
    this.#spare = [...this.#spare, new Uint32Array(buffer)]
      .sort((left, right) => left.length - right.length)
      .slice(-MOST_SPARE);
  }
}
