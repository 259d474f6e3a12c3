import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { toOutputError } from "@tunewright/jsonl";

const BYTES = Uint32Array.BYTES_PER_ELEMENT;

/**
 * A temporary file of unsigned 32-bit numbers: written at its end, read anywhere.
 *
 * Where the system allows it the file has no name from the start, so that it goes with the process, however that ends.
 */
export class ScratchFile implements Disposable {
  readonly #folder: string;
  readonly #descriptor: number;
  #words = 0;
  #isOpen = true;

  /** @throws {PipelineError} `OUTPUT_UNWRITABLE` when the folder takes no file. */
  constructor(parent: string) {
    try {
      this.#folder = mkdtempSync(join(parent, ".tunewright-"));
      this.#descriptor = openSync(join(this.#folder, "scratch"), "wx+");
    } catch (error) {
      throw toOutputError(error, parent);
    }
    if (process.platform !== "win32") rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * @returns Where the numbers begin, for {@link ScratchFile.read}.
   * @throws {PipelineError} `NO_SPACE` when the disk is full.
   */
  append(words: Uint32Array): number {
    const position = this.#words;
    const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#descriptor, bytes, done, bytes.length - done, position * BYTES + done);
      }
    } catch (error) {
      throw toOutputError(error, this.#folder);
    }
    this.#words += words.length;
    return position;
  }

  /** Fills an array with what was written from `position` on. */
  read<Words extends Uint32Array>(position: number, into: Words): Words {
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    for (let done = 0; done < bytes.length; ) {
      const count = readSync(this.#descriptor, bytes, done, bytes.length - done, position * BYTES + done);
      if (count === 0) throw new RangeError("Cannot read numbers back: the temporary file was cut short.");
      done += count;
    }
    return into;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#descriptor);
    if (process.platform === "win32") rmSync(this.#folder, { recursive: true, force: true });
  }
}
