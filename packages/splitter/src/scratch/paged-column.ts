import type { Scratch } from "./scratch.ts";
import type { ScratchFile } from "./scratch-file.ts";

/** Numbers on a page: 64 KiB, which a disk gives about as fast as a single one. */
const PAGE = 16_384;
const FIRST_CAPACITY = 256;
const nothing = new Uint32Array();

/** Numbers that can be asked for one by one: a column, or a typed array. */
export interface NumberList {
  readonly length: number;
  at(index: number): number | undefined;
}

/**
 * A growing list of unsigned 32-bit numbers, page by page: in memory while there is some left, in a temporary file beyond.
 *
 * It is quick where neighbours are asked for one after another, forwards or backwards. What was added is never copied into
 * something larger.
 */
export class PagedColumn implements NumberList {
  readonly #scratch: Scratch;
  /** Pages that are full: their numbers, or where they begin in the file. */
  readonly #pages: (Uint32Array | number)[] = [];
  #tail = new Uint32Array(FIRST_CAPACITY);
  #tailLength = 0;
  #file: ScratchFile | undefined;
  #openPage = -1;
  #opened: Uint32Array = nothing;
  #buffer: Uint32Array | undefined;

  constructor(scratch: Scratch) {
    this.#scratch = scratch;
  }

  get length(): number {
    return this.#pages.length * PAGE + this.#tailLength;
  }

  /** Whether some of it is on disk. */
  get isSpilled(): boolean {
    return this.#file !== undefined;
  }

  push(value: number): void {
    if (this.#tailLength === this.#tail.length) this.#makeRoom();
    this.#tail[this.#tailLength] = value;
    this.#tailLength += 1;
  }

  append(values: Uint32Array): void {
    for (let done = 0; done < values.length; ) {
      if (this.#tailLength === this.#tail.length) this.#makeRoom();
      const count = Math.min(values.length - done, this.#tail.length - this.#tailLength);
      this.#tail.set(values.subarray(done, done + count), this.#tailLength);
      this.#tailLength += count;
      done += count;
    }
  }

  /** The number at `index`, 0 beyond the end. */
  at(index: number): number {
    const page = Math.trunc(index / PAGE);
    if (page !== this.#openPage) this.#open(page);
    return this.#opened[index - page * PAGE] ?? 0;
  }

  /** Some of the numbers; valid until something else is asked for. */
  part(start: number, end: number): Uint32Array {
    if (end <= start) return nothing;
    const page = Math.trunc(start / PAGE);
    if (page !== this.#openPage) this.#open(page);
    const first = page * PAGE;
    if (end - first <= PAGE) return this.#opened.subarray(start - first, end - first);
    const joined = new Uint32Array(end - start);
    for (let at = start; at < end; ) {
      const next = Math.min(end, (Math.trunc(at / PAGE) + 1) * PAGE);
      joined.set(this.part(at, next), at - start);
      at = next;
    }
    return joined;
  }

  #makeRoom(): void {
    this.#openPage = -1;
    if (this.#tail.length < PAGE) {
      const larger = new Uint32Array(this.#tail.length * 4);
      larger.set(this.#tail);
      this.#tail = larger;
      return;
    }
    if (this.#file === undefined && this.#scratch.take(this.#tail.byteLength)) {
      this.#pages.push(this.#tail);
      this.#tail = new Uint32Array(PAGE);
    } else {
      this.#file ??= this.#scratch.openFile();
      this.#pages.push(this.#file.append(this.#tail));
      this.#tail.fill(0);
    }
    this.#tailLength = 0;
  }

  #open(page: number): void {
    const held = page === this.#pages.length ? this.#tail : this.#pages[page];
    if (typeof held === "number") {
      this.#buffer ??= new Uint32Array(PAGE);
      this.#opened = this.#file?.read(held, this.#buffer) ?? nothing;
    } else this.#opened = held ?? nothing;
    this.#openPage = page;
  }
}
