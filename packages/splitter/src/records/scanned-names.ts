import type { BatchColumns } from "./batch-columns.ts";
import { callKeywords } from "./call-keywords.ts";
import { hashOfName, REMEMBERED_NAMES } from "./name-table.ts";
import type { RecordKernel } from "./open-record-kernel.ts";

// Of the table of names in `kernel/layout.ts`.
const NAME_FIELDS = 5;
const MAX_NAMES = 1 << 19;
/** Names of an API that the kernel has room for; a larger list is read in JavaScript. */
const MOST_KNOWN = 200_000;
/** Letters of such a list, in bytes. */
const MOST_LETTERS = 1 << 21;

/** The names that the kernel has numbered, and their numbers in a batch. */
export class ScannedNames {
  readonly #kernel: RecordKernel;
  readonly #memory: Buffer;
  readonly #known: readonly string[] | undefined;
  readonly #names: string[] = [];
  /** Number in this batch plus one, by the kernel's number. */
  readonly #codes = new Uint32Array(MAX_NAMES);
  readonly #coded: number[] = [];

  /** @param known The names that count; without, any name that is called and no keyword does. */
  constructor(kernel: RecordKernel, known: readonly string[] | undefined) {
    this.#kernel = kernel;
    this.#memory = Buffer.from(kernel.memory.buffer);
    this.#known = known;
    this.#internAll();
  }

  /** Whether a list of names finds room. */
  static fits(known: readonly string[]): boolean {
    return known.length <= MOST_KNOWN && known.reduce((sum, name) => sum + name.length, 0) * 3 <= MOST_LETTERS;
  }

  /** How many of the names are keywords, which begin the list. */
  get keywords(): number {
    return this.#known === undefined ? callKeywords.length : 0;
  }

  beginBatch(): void {
    for (const code of this.#coded.splice(0)) this.#codes[code] = 0;
    const { isFull, nameCount } = this.#kernel;
    if (this.#known !== undefined || (isFull.value === 0 && nameCount.value <= REMEMBERED_NAMES)) return;
    this.#kernel.forgetNames();
    this.#names.length = 0;
    this.#internAll();
  }

  /** Turns the kernel's numbers into those of the batch, in place. */
  toBatch(codes: Uint32Array, columns: BatchColumns): void {
    for (let index = 0; index < codes.length; index += 1) {
      const code = codes[index] ?? 0;
      let inBatch = this.#codes[code] ?? 0;
      if (inBatch === 0) {
        inBatch = columns.symbolCode(this.#nameOf(code)) + 1;
        this.#codes[code] = inBatch;
        this.#coded.push(code);
      }
      codes[index] = inBatch - 1;
    }
  }

  #nameOf(code: number): string {
    const known = this.#names[code];
    if (known !== undefined) return known;
    const entry = this.#kernel.NAMES.value + code * NAME_FIELDS * 4;
    const start = this.#memory.readInt32LE(entry + 4);
    const name = this.#memory.toString("utf8", start, start + this.#memory.readInt32LE(entry + 8));
    this.#names[code] = name;
    return name;
  }

  #internAll(): void {
    const input = this.#kernel.INPUT.value;
    for (const name of this.#known ?? callKeywords) {
      const length = this.#memory.write(name, input);
      this.#kernel.intern(input, input + length, hashOfName(name));
    }
  }
}
