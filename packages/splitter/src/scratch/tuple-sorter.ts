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
  words: Uint32Array;

  constructor(scratch: Scratch, shape: TupleShape) {
    this.#shape = shape;
    this.#scratch = scratch;
    this.#capacity = Math.floor(scratch.sortBytes / (shape.width * 4 + BYTES_OF_PLACE));
    this.words = new Uint32Array(Math.min(FIRST_TUPLES, this.#capacity) * shape.width);
  }

  /** Makes room for one more tuple. @returns Where in {@link TupleSorter.words} its numbers have to be put, before the next. */
  add(): number {
    const { width } = this.#shape;
    if ((this.#count + 1) * width > this.words.length) this.#makeRoom();
    this.#count += 1;
    return (this.#count - 1) * width;
  }

  /** The tuples in the order of their keys, equal ones as they came; nothing can be added any more. */
  sorted(): SortedTuples {
    const { width } = this.#shape;
    if (this.#file === undefined)
      return new HeldTuples(this.words, sortTuples(this.words, this.#count, this.#shape), width);
    this.#writeRun();
    this.words = new Uint32Array();
    const file = this.#file;
    const scratch = this.#scratch;
    const done = (): void => scratch.closeFile(file);
    return new MergedRuns(file, { runs: this.#runs, shape: this.#shape, bytes: scratch.sortBytes, done });
  }

  #makeRoom(): void {
    const { width } = this.#shape;
    if (this.#count >= this.#capacity) {
      this.#writeRun();
      return;
    }
    const larger = new Uint32Array(Math.min(this.#count * 2, this.#capacity) * width);
    larger.set(this.words);
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
    for (const tuple of sortTuples(this.words, this.#count, this.#shape)) {
      for (let word = 0; word < width; word += 1) gathered[filled + word] = this.words[tuple * width + word] ?? 0;
      filled += width;
      if (filled === gathered.length) flush();
    }
    if (filled > 0) flush();
    if (start !== undefined) this.#runs.push({ start, tuples: this.#count });
    this.#count = 0;
  }
}

/** Tuples that all fit in memory. */
class HeldTuples implements SortedTuples {
  readonly words: Uint32Array;
  readonly #order: Uint32Array;
  readonly #width: number;
  #next = 0;
  offset = 0;

  constructor(words: Uint32Array, order: Uint32Array, width: number) {
    this.words = words;
    this.#order = order;
    this.#width = width;
  }

  next(): boolean {
    if (this.#next >= this.#order.length) return false;
    this.offset = (this.#order[this.#next] ?? 0) * this.#width;
    this.#next += 1;
    return true;
  }
}
