import { Uint32Column } from "../records/uint32-column.ts";
import { Scratch } from "../scratch/scratch.ts";
import type { ScratchFile } from "../scratch/scratch-file.ts";

/** Options for {@link ShingleStore}. */
export interface ShingleStoreOptions {
  /**
   * Bytes of shingles that are held in memory; what comes after is written to a temporary file.
   *
   * @default half of what the scratch has
   */
  readonly memoryBytes?: number;
  /**
   * Where the temporary file is made.
   *
   * @default one of its own
   */
  readonly scratch?: Scratch;
}

/** The shingles of neighbouring records, as they came from one batch. */
interface Chunk {
  /** Index of its first record. */
  readonly first: number;
  /** Nothing when they lie in the file. */
  readonly held: Uint32Array | undefined;
  /** How many shingles there are, and at which number of the file they begin. */
  readonly length: number;
  readonly position: number;
}

/**
 * The shingles of every record: in memory up to a budget, on disk beyond it, so that a set of any size can be compared
 * exactly. Four bytes a record stay in memory whatever its length.
 *
 * What a batch gave is kept as it is, never copied into something larger.
 */
export class ShingleStore implements Disposable {
  readonly #scratch: Scratch;
  readonly #memoryBytes: number;
  readonly #chunks: Chunk[] = [];
  /** Where each record's shingles end, counted from the beginning of its chunk. */
  readonly #ends = new Uint32Column();
  #heldBytes = 0;
  #file: ScratchFile | undefined;

  constructor({ scratch = new Scratch(), memoryBytes = scratch.shingleBytes }: ShingleStoreOptions = {}) {
    this.#scratch = scratch;
    this.#memoryBytes = memoryBytes;
  }

  get length(): number {
    return this.#ends.length;
  }

  /** Adds the records of a batch; the array belongs to the store from now on. */
  append(counts: Uint32Array, shingles: Uint32Array): void {
    if (counts.length === 0) return;
    const first = this.length;
    let end = 0;
    for (const count of counts) this.#ends.push((end += count));
    const isHeld = this.#heldBytes + shingles.byteLength <= this.#memoryBytes;
    if (isHeld && this.#file === undefined) {
      this.#heldBytes += shingles.byteLength;
      this.#chunks.push({ first, held: shingles, length: shingles.length, position: 0 });
      return;
    }
    this.#file ??= this.#scratch.openFile();
    this.#chunks.push({ first, held: undefined, length: shingles.length, position: this.#file.append(shingles) });
  }

  /** Whether the record's shingles are in memory, so that {@link read} gives a view, not a copy. */
  isHeld(record: number): boolean {
    return this.#chunkOf(record)?.held !== undefined;
  }

  /** The shingles of a record; a view of memory or a fresh copy from disk. */
  read(record: number): Uint32Array {
    const chunk = this.#chunkOf(record);
    if (chunk === undefined) return new Uint32Array();
    const start = this.#startOf(record, chunk);
    const end = this.#ends.at(record);
    if (chunk.held !== undefined) return chunk.held.subarray(start, end);
    return this.#load(chunk, start, new Uint32Array(end - start));
  }

  /** Visits every record in order; the disk is read in one go. What is visited is valid during the visit only. */
  forEach(visit: (record: number, shingles: Uint32Array) => void): void {
    let buffer = new Uint32Array();
    for (const [index, chunk] of this.#chunks.entries()) {
      let { held } = chunk;
      if (held === undefined) {
        if (buffer.length < chunk.length) buffer = new Uint32Array(chunk.length);
        held = this.#load(chunk, 0, buffer.subarray(0, chunk.length));
      }
      const last = this.#chunks[index + 1]?.first ?? this.length;
      let start = 0;
      for (let record = chunk.first; record < last; record += 1) {
        const end = this.#ends.at(record);
        visit(record, held.subarray(start, end));
        start = end;
      }
    }
  }

  [Symbol.dispose](): void {
    if (this.#file !== undefined) this.#scratch.closeFile(this.#file);
    this.#file = undefined;
  }

  #chunkOf(record: number): Chunk | undefined {
    let low = 0;
    let high = this.#chunks.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#chunks[middle]?.first ?? 0) <= record) low = middle;
      else high = middle;
    }
    return this.#chunks[low];
  }

  #startOf(record: number, { first }: Chunk): number {
    return record === first ? 0 : this.#ends.at(record - 1);
  }

  #load(chunk: Chunk, start: number, into: Uint32Array<ArrayBuffer>): Uint32Array {
    if (this.#file === undefined || into.length === 0) return into;
    return this.#file.read(chunk.position + start, into);
  }
}
