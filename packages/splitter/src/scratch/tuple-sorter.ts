import { MergedRuns, type Run } from "./merged-runs.ts";
import type { Scratch } from "./scratch.ts";
import type { ScratchFile } from "./scratch-file.ts";
import { sortTuples, type TupleShape } from "./sort-tuples.ts";

/** Tuples in order, one after another. */
export interface SortedTuples {
  /** Goes on to the next tuple, which lies in `words` from `offset` on until then. @returns Whether there is one. */
  next(): boolean;
  readonly words: Uint32Array;
  readonly offset: number;
}

/** What a sort holds of a tuple beside its numbers: its place, and room to order them. */
const BYTES_OF_PLACE = 16;
const FIRST_TUPLES = 1024;
/** Numbers that are gathered for one write. */
const WRITTEN = 65_536;

/**
 * Puts tuples of numbers in order, any number of them: those that fit in memory there, others as sorted runs in a temporary
 * file, which are merged as they are read.
 */
export class TupleSorter {
  readonly #shape: TupleShape;
  readonly #scratch: Scratch;
  readonly #capacity: number;
  readonly #runs: Run[] = [];
  #file: ScratchFile | undefined;
  #count = 0;
  /** Where the numbers of a tuple are put, see {@link TupleSorter.add}. */
  words: Uint32Array<ArrayBuffer>;

  constructor(scratch: Scratch, shape: TupleShape) {
    this.#shape = shape;
    this.#scratch = scratch;
    this.#capacity = Math.floor(scratch.sortBytes / (shape.width * 4 + BYTES_OF_PLACE));
    this.words = scratch.pool.take(Math.min(FIRST_TUPLES, this.#capacity) * shape.width);
  }

  /** Makes room for one more tuple. @returns Where in {@link TupleSorter.words} its numbers have to be put, before the next. */
  add(): number {
    const { width } = this.#shape;
    if (this.#count === this.#capacity || (this.#count + 1) * width > this.words.length) this.#makeRoom();
    this.#count += 1;
    return (this.#count - 1) * width;
  }

  /** The tuples in the order of their keys, equal ones as they came; nothing can be added any more. */
  sorted(): SortedTuples {
    const { width } = this.#shape;
    const scratch = this.#scratch;
    const { words } = this;
    if (this.#file === undefined) {
      const order = sortTuples(words, this.#count, this.#shape, scratch.pool);
      const release = (): void => {
        scratch.pool.give(words);
        scratch.pool.give(order);
      };
      return new HeldTuples(words, { order, width, done: release });
    }
    this.#writeRun();
    scratch.pool.give(words);
    this.words = new Uint32Array();
    const file = this.#file;
    const done = (): void => scratch.closeFile(file);
    return new MergedRuns(file, { runs: this.#runs, shape: this.#shape, bytes: scratch.sortBytes, done });
  }

  #makeRoom(): void {
    const { width } = this.#shape;
    if (this.#count >= this.#capacity) {
      this.#writeRun();
      return;
    }
    const larger = this.#scratch.pool.take(Math.min(this.#count * 2, this.#capacity) * width);
    larger.set(this.words);
    this.#scratch.pool.give(this.words);
    this.words = larger;
  }

  #writeRun(): void {
    const { width } = this.#shape;
    this.#file ??= this.#scratch.openFile();
    const file = this.#file;
    const gathered = new Uint32Array(Math.min(Math.floor(WRITTEN / width), this.#count) * width);
    let start: number | undefined;
    let filled = 0;
    const flush = (): void => {
      const position = file.append(gathered.subarray(0, filled));
      start ??= position;
      filled = 0;
    };
    const order = sortTuples(this.words, this.#count, this.#shape, this.#scratch.pool);
    for (const tuple of order) {
      for (let word = 0; word < width; word += 1) gathered[filled + word] = this.words[tuple * width + word] ?? 0;
      filled += width;
      if (filled === gathered.length) flush();
    }
    if (filled > 0) flush();
    this.#scratch.pool.give(order);
    if (start !== undefined) this.#runs.push({ start, tuples: this.#count });
    this.#count = 0;
  }
}

/** Tuples that all fit in memory. */
class HeldTuples implements SortedTuples {
  words: Uint32Array;
  readonly #order: Uint32Array;
  readonly #width: number;
  #done: (() => void) | undefined;
  #next = 0;
  offset = 0;

  /** @param options `done` is called when the last tuple has been read. */
  constructor(words: Uint32Array, options: { order: Uint32Array; width: number; done: () => void }) {
    this.words = words;
    this.#order = options.order;
    this.#width = options.width;
    this.#done = options.done;
  }

  next(): boolean {
    if (this.#next >= this.#order.length) {
      this.#done?.();
      // The memory belongs to somebody else from now on.
      this.#done = undefined;
      this.words = new Uint32Array();
      return false;
    }
    this.offset = (this.#order[this.#next] ?? 0) * this.#width;
    this.#next += 1;
    return true;
  }
}
