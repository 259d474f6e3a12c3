import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uint32Column } from "../records/uint32-column.ts";

/** Options for {@link ShingleStore}. */
export interface ShingleStoreOptions {
  /**
   * Bytes of shingles that are held in memory; what comes after is written to a temporary file.
   *
   * @default 268_435_456
   */
  readonly memoryBytes?: number;
  /**
   * Folder of the temporary file.
   *
   * @default the system's
   */
  readonly folder?: string;
}

const BYTES = Uint32Array.BYTES_PER_ELEMENT;
const DEFAULT_MEMORY = 256 * 1024 * 1024;

/** The shingles of neighbouring records, as they came from one batch. */
interface Chunk {
  /** Index of its first record. */
  readonly first: number;
  /** Nothing when they lie in the file. */
  readonly held: Uint32Array | undefined;
  /** How many shingles there are, and at which byte of the file they begin. */
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
  readonly #options: ShingleStoreOptions;
  readonly #chunks: Chunk[] = [];
  /** Where each record's shingles end, counted from the beginning of its chunk. */
  readonly #ends = new Uint32Column();
  #heldBytes = 0;
  #fileBytes = 0;
  #file: { readonly descriptor: number; readonly folder: string } | undefined;

  constructor(options: ShingleStoreOptions = {}) {
    this.#options = options;
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
    const isHeld = this.#heldBytes + shingles.byteLength <= (this.#options.memoryBytes ?? DEFAULT_MEMORY);
    if (isHeld && this.#file === undefined) {
      this.#heldBytes += shingles.byteLength;
      this.#chunks.push({ first, held: shingles, length: shingles.length, position: 0 });
      return;
    }
    this.#file ??= openTemporary(this.#options.folder ?? tmpdir());
    const bytes = new Uint8Array(shingles.buffer, shingles.byteOffset, shingles.byteLength);
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#file.descriptor, bytes, written, bytes.length - written);
    }
    this.#chunks.push({ first, held: undefined, length: shingles.length, position: this.#fileBytes });
    this.#fileBytes += bytes.length;
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
    if (this.#file === undefined) return;
    closeSync(this.#file.descriptor);
    rmSync(this.#file.folder, { recursive: true, force: true });
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
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    for (let done = 0; done < bytes.length; ) {
      const position = chunk.position + start * BYTES + done;
      const count = readSync(this.#file.descriptor, bytes, done, bytes.length - done, position);
      if (count === 0) throw new RangeError("Cannot read shingles back: the temporary file was cut short.");
      done += count;
    }
    return into;
  }
}

function openTemporary(parent: string): { readonly descriptor: number; readonly folder: string } {
  const folder = mkdtempSync(join(parent, "tunewright-shingles-"));
  const descriptor = openSync(join(folder, "shingles"), "w+");
  // Where the system allows it, the file has no name any more: it goes with the process, however that ends.
  if (process.platform !== "win32") rmSync(folder, { recursive: true, force: true });
  return { descriptor, folder };
}
