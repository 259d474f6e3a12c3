/** A yes or no for each of many numbers, a bit each. */
export class BitSet {
  readonly #words: Uint32Array;

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32));
  }

  has(item: number): boolean {
    return (((this.#words[item >>> 5] ?? 0) >>> (item & 31)) & 1) === 1;
  }

  add(item: number): void {
    this.#words[item >>> 5] = (this.#words[item >>> 5] ?? 0) | (1 << (item & 31));
  }
}
