import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uint32Column } from "./uint32-column.ts";

/** Options for {@link ShingleStore}. */
export interface ShingleStoreOptions {
  /**
   * Bytes of shingles that are held in memory; what comes after is written to a temporary file.
   *
   * @default 536_870_912
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

/**
 * The shingles of every record: in memory up to a budget, on disk beyond it, so that a set of any size can be compared
 * exactly. Eight bytes a record stay in memory whatever its length.
 */
export class ShingleStore implements Disposable {
  readonly #options: ShingleStoreOptions;
  /** Where each record's shingles begin, in numbers; as two words, since 32 bits end at 4 G. */
  readonly #starts = new Uint32Column();
  readonly #startsHigh = new Uint32Column();
  readonly #counts = new Uint32Column();
  readonly #held = new Uint32Column(1 << 16);
  #total = 0;
  #file: { readonly descriptor: number; readonly folder: string } | undefined;

  constructor(options: ShingleStoreOptions = {}) {
    this.#options = options;
  }

  get length(): number {
    return this.#counts.length;
  }

  /** Whether some of the shingles lie on disk. */
  get isSpilled(): boolean {
    return this.#file !== undefined;
  }

  /** Adds the records of a batch. */
  append(counts: Uint32Array, shingles: Uint32Array): void {
    for (const count of counts) {
      this.#starts.push(this.#total >>> 0);
      this.#startsHigh.push(Math.floor(this.#total / 0x100000000));
      this.#counts.push(count);
      this.#total += count;
    }
    const budget = (this.#options.memoryBytes ?? 512 * 1024 * 1024) / BYTES;
    if (this.#file === undefined && this.#held.length + shingles.length <= budget) {
      this.#held.append(shingles);
      return;
    }
    this.#file ??= openTemporary(this.#options.folder ?? tmpdir());
    const bytes = new Uint8Array(shingles.buffer, shingles.byteOffset, shingles.byteLength);
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#file.descriptor, bytes, written, bytes.length - written);
    }
  }

  /** The shingles of record `index`; a view of memory or a fresh copy from disk. */
  read(index: number): Uint32Array {
    const start = this.#starts.at(index) + this.#startsHigh.at(index) * 0x100000000;
    const count = this.#counts.at(index);
    if (start + count <= this.#held.length) return this.#held.view().subarray(start, start + count);
    const shingles = new Uint32Array(count);
    if (this.#file === undefined || count === 0) return shingles;
    const position = (start - this.#held.length) * BYTES;
    readSync(this.#file.descriptor, new Uint8Array(shingles.buffer), 0, count * BYTES, position);
    return shingles;
  }

  [Symbol.dispose](): void {
    if (this.#file === undefined) return;
    closeSync(this.#file.descriptor);
    rmSync(this.#file.folder, { recursive: true, force: true });
    this.#file = undefined;
  }
}

function openTemporary(parent: string): { readonly descriptor: number; readonly folder: string } {
  const folder = mkdtempSync(join(parent, "tunewright-shingles-"));
  return { descriptor: openSync(join(folder, "shingles"), "w+"), folder };
}
