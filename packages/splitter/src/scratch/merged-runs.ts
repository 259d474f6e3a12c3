import type { ScratchFile } from "./scratch-file.ts";
import { compareTuples, type TupleShape } from "./sort-tuples.ts";
import type { SortedTuples } from "./tuple-sorter.ts";

/** Sorted tuples in a file. */
export interface Run {
  /** Number of the file at which it begins. */
  readonly start: number;
  readonly tuples: number;
}

/** What {@link MergedRuns} is told. */
export interface MergedRunsOptions {
  /** In the order in which their tuples came. */
  readonly runs: readonly Run[];
  readonly shape: TupleShape;
  /** Bytes that all runs together may hold in memory; each holds some tuples at least. */
  readonly bytes: number;
  /** Is called when the last tuple has been read. */
  readonly done: () => void;
}

const LEAST_TUPLES = 64;

/** Reads sorted runs as one: a heap tells which run holds the smallest tuple, of equal ones the earliest. */
export class MergedRuns implements SortedTuples {
  readonly #shape: TupleShape;
  readonly #done: () => void;
  /** The run with the smallest tuple is the first, and each before the two that follow at twice its place. */
  readonly #heap: RunReader[] = [];
  #current: RunReader | undefined;
  words: Uint32Array = new Uint32Array();
  offset = 0;

  constructor(file: ScratchFile, { runs, shape, bytes, done }: MergedRunsOptions) {
    this.#shape = shape;
    this.#done = done;
    const tuples = Math.max(LEAST_TUPLES, Math.floor(bytes / runs.length / shape.width / 4));
    this.#heap = runs.map((run, index) => new RunReader(file, { run, index, width: shape.width, tuples }));
    for (const reader of this.#heap) reader.next();
    for (let at = this.#heap.length >>> 1; at >= 0; at -= 1) this.#sink(at);
  }

  next(): boolean {
    if (this.#current !== undefined) {
      if (!this.#current.next()) {
        const last = this.#heap.pop();
        if (last !== undefined && this.#heap.length > 0) this.#heap[0] = last;
      }
      this.#sink(0);
    }
    this.#current = this.#heap[0];
    if (this.#current === undefined) {
      this.#done();
      return false;
    }
    this.words = this.#current.words;
    this.offset = this.#current.offset;
    return true;
  }

  #sink(from: number): void {
    const heap = this.#heap;
    for (let at = from; ; ) {
      let least = at;
      for (const child of [at * 2 + 1, at * 2 + 2]) {
        if (child < heap.length && this.#isBefore(child, least)) least = child;
      }
      const sinking = heap[at];
      const rising = heap[least];
      if (least === at || sinking === undefined || rising === undefined) return;
      heap[at] = rising;
      heap[least] = sinking;
      at = least;
    }
  }

  #isBefore(left: number, right: number): boolean {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (a === undefined || b === undefined) return false;
    const order = compareTuples(a.words, a.offset, b.words, b.offset, this.#shape.keyWords);
    return order < 0 || (order === 0 && a.index < b.index);
  }
}

/** The tuples of one run, some at a time. */
class RunReader {
  readonly index: number;
  readonly #file: ScratchFile;
  readonly #width: number;
  readonly #buffer: Uint32Array;
  #position: number;
  #left: number;
  words: Uint32Array = new Uint32Array();
  offset = 0;

  constructor(file: ScratchFile, options: { run: Run; index: number; width: number; tuples: number }) {
    const { run, index, width, tuples } = options;
    this.index = index;
    this.#file = file;
    this.#width = width;
    this.#buffer = new Uint32Array(Math.min(tuples, run.tuples) * width);
    this.#position = run.start;
    this.#left = run.tuples;
  }

  /** @returns Whether there is one more. */
  next(): boolean {
    this.offset += this.#width;
    if (this.offset < this.words.length) return true;
    if (this.#left === 0) return false;
    const words = this.#buffer.subarray(0, Math.min(this.#buffer.length, this.#left * this.#width));
    this.words = this.#file.read(this.#position, words);
    this.#position += words.length;
    this.#left -= words.length / this.#width;
    this.offset = 0;
    return true;
  }
}
