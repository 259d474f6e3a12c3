import { tmpdir } from "node:os";
import { ScratchFile } from "./scratch-file.ts";
import { WordPool } from "./word-pool.ts";

/** Options for {@link Scratch}. */
export interface ScratchOptions {
  /**
   * Bytes of keys and of shingles that are held in memory, at least; what is beyond goes to temporary files. The result is
   * the same for any number.
   *
   * @default 536_870_912
   */
  readonly memoryBytes?: number;
  /**
   * Folder of the temporary files.
   *
   * @default that of the first output, else the system's
   */
  readonly folder?: string;
}

/** Bytes that {@link ScratchOptions.memoryBytes} is by default. */
export const DEFAULT_MEMORY_BYTES = 512 * 1024 * 1024;
/** A sorter that held less would write more runs than can be merged at once. */
const LEAST_SORT_BYTES = 256 * 1024;

/** What one run may hold of its records in memory, and its temporary files for the rest. */
export class Scratch implements Disposable {
  readonly #folder: string;
  readonly #files = new Set<ScratchFile>();
  /** Memory that sorters hand on to each other. */
  readonly pool = new WordPool();
  /** Bytes that one sorter may hold; no more than three are filled at a time. */
  readonly sortBytes: number;
  /** Bytes of shingles that may be held. */
  readonly shingleBytes: number;
  #left: number;

  constructor({ memoryBytes = DEFAULT_MEMORY_BYTES, folder = tmpdir() }: ScratchOptions = {}) {
    this.#folder = folder;
    this.sortBytes = Math.max(LEAST_SORT_BYTES, Math.floor(memoryBytes / 8));
    this.shingleBytes = Math.floor(memoryBytes / 2);
    this.#left = Math.floor(memoryBytes / 2);
  }

  /** Asks for memory. @returns Whether there is so much left. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  /** Opens a temporary file, which is closed with the scratch at the latest. */
  openFile(): ScratchFile {
    const file = new ScratchFile(this.#folder);
    this.#files.add(file);
    return file;
  }

  /** Closes a file before the scratch is: its space on the disk is free again. */
  closeFile(file: ScratchFile): void {
    this.#files.delete(file);
    file[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    for (const file of this.#files) file[Symbol.dispose]();
    this.#files.clear();
  }
}
