/** Replacements in bytes, gathered in order and made in one go. */
export class ByteEdits {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** One unit is one byte. */
  readonly #texts: string[] = [];
  /** Bytes by which the result is longer. */
  #growth = 0;

  get length(): number {
    return this.#starts.length;
  }

  /**
   * Notes a replacement, which must not begin before the end of the last one.
   *
   * @param latin1 What is written there, one unit for one byte.
   */
  add(start: number, end: number, latin1: string): void {
    this.#starts.push(start);
    this.#ends.push(end);
    this.#texts.push(latin1);
    this.#growth += latin1.length - (end - start);
  }

  /**
   * The bytes after the replacements: memory of their own, never a slice of Node's pool, so that a thread can hand them on.
   *
   * @param spare Memory to use where it is large enough.
   */
  apply(bytes: Buffer, spare?: ArrayBufferLike): Buffer {
    const size = bytes.length + this.#growth;
    const result =
      spare !== undefined && spare.byteLength >= size ? Buffer.from(spare, 0, size) : Buffer.allocUnsafeSlow(size);
    let from = 0;
    let to = 0;
    for (let index = 0; index < this.#starts.length; index += 1) {
      to += bytes.copy(result, to, from, this.#starts[index]);
      to += result.write(this.#texts[index] as string, to, "latin1");
      from = this.#ends[index] as number;
    }
    bytes.copy(result, to, from);
    return result;
  }

  /** One stretch of the bytes after the replacements from the `first` on, which must all lie in it, as text. */
  textOf(bytes: Buffer, first: number, start: number, end: number): string {
    const pieces: Buffer[] = [];
    let from = start;
    for (let index = first; index < this.#starts.length; index += 1) {
      pieces.push(bytes.subarray(from, this.#starts[index]), Buffer.from(this.#texts[index] as string, "latin1"));
      from = this.#ends[index] as number;
    }
    return Buffer.concat([...pieces, bytes.subarray(from, end)]).toString("utf8");
  }
}
