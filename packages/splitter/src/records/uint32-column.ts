/**
 * A list of unsigned 32-bit numbers that grows in place: four bytes a number, where a plain array of a million numbers costs
 * eight or more and the collector's time.
 */
export class Uint32Column {
  #values: Uint32Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 1024) {
    this.#values = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#grow(this.#length + 1);
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** Makes room for more numbers at once, where their count can be told: growing step by step copies them three times. */
  reserve(more: number): void {
    if (this.#length + more > this.#values.length) this.#resize(this.#length + more);
  }

  append(values: Uint32Array): void {
    if (this.#length + values.length > this.#values.length) this.#grow(this.#length + values.length);
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  /** Adds one to a number that is there. */
  increase(index: number): void {
    this.#values[index] = (this.#values[index] ?? 0) + 1;
  }

  /** The number at `index`, 0 beyond the end. */
  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  /** What was added so far, without a copy; a later addition may leave it behind. */
  view(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }

  /** Some of what was added, without a copy. */
  part(start: number, end: number): Uint32Array {
    return this.#values.subarray(start, Math.min(end, this.#length));
  }

  /** A copy of what was added so far; the list is empty again, and keeps its memory. */
  take(): Uint32Array<ArrayBuffer> {
    const values = this.#values.slice(0, this.#length);
    this.#length = 0;
    return values;
  }

  #grow(atLeast: number): void {
    this.#resize(Math.max(atLeast, Math.ceil(this.#values.length * 1.5)));
  }

  #resize(capacity: number): void {
    const larger = new Uint32Array(capacity);
    larger.set(this.view());
    this.#values = larger;
  }
}
