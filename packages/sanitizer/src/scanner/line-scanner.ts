import { kernel } from "./scan-kernel.ts";
import { type TriggerPattern, triggerPatterns, type Triggers, TriggerTable, wordHash } from "../rules/trigger-table.ts";

/** A text of a record as it lies in the bytes of its batch. */
export interface ScannedText {
  /** Offsets of the inside of the string literal. */
  readonly start: number;
  readonly end: number;
  /** The array of messages it belongs to, and the index there. */
  readonly path: "messages" | "input.messages" | "preferred_output";
  readonly message: number;
  readonly role: string;
  readonly hasEscapes: boolean;
  readonly hasHighBytes: boolean;
  /** Names that a rule looks at, in order: their offsets in the bytes and in the decoded text. None where no rule looks. */
  readonly rawPlaces: readonly number[];
  readonly places: readonly number[];
}

/** A line of which the scanner has something to say. */
export interface ScannedLine {
  /** Number in the batch, from 0. */
  readonly number: number;
  readonly start: number;
  /** Offset of the line feed, or of the end of the bytes. */
  readonly end: number;
  /** The texts of a record that holds names; `undefined` where the line has to be judged, which the scanner never does. */
  readonly texts: readonly ScannedText[] | undefined;
}

/** Roles by the numbers of `kernel/keys.ts`. */
const roles = ["", "assistant", "user", "system", "developer", "tool", "function"];
const paths = ["messages", "input.messages", "preferred_output"] as const;

// Sizes in the tables of `kernel/layout.ts`: fields of four bytes, and bytes.
const LINE_FIELDS = 4;
const TEXT_FIELDS = 5;
const PLACE_FIELDS = 2;
const PATTERN_BYTES = 16;
const PAGE = 65_536;
const UNSURE = -1;
/** Of a text that holds no name; shared, since nearly all are such. */
const noPlaces: number[] = [];
/** Bytes that may be read behind the input. */
const SLACK = 128;
/** Bytes of the longest text that is decoded by the kernel. */
const SCRATCH = 262_144;

/** What is used of WebAssembly, which the type libraries of Node leave to those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

interface Global {
  readonly value: number;
}

interface Kernel
  extends Readonly<Record<"SHIFTS" | "HEADS" | "BITS" | "LINES" | "TEXTS" | "PLACES" | "SLOTS", Global>> {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly lineCount: Global;
  readonly fineCount: Global;
  setup(words: number, slots: number, literals: number, isTriple: boolean, hasSlash: boolean, roles: number): void;
  scan(from: number, to: number): number;
  decode(from: number, to: number, out: number): number;
}

let compiled: object | undefined;

/**
 * Walks raw JSONL in one pass, at more than a gigabyte a second: tells the lines that are surely chat records, and where in
 * them names stand that a rule looks at. The work is done by `kernel/scan-lines.ts`, in WebAssembly.
 */
export class LineScanner {
  readonly #kernel: Kernel;
  /** Address of the input. */
  readonly #base: number;
  #numbers: Int32Array;
  /** Where texts are decoded to, behind the input. */
  #scratch = 0;
  #memory: Buffer = Buffer.alloc(0);

  /** @param lookedAt Roles whose texts are looked at. */
  constructor(triggers: Triggers, lookedAt: ReadonlySet<string>) {
    compiled ??= new WebAssembly.Module(Buffer.from(kernel, "base64"));
    this.#kernel = new WebAssembly.Instance(compiled).exports as Kernel;
    const patterns = triggerPatterns(triggers);
    const words = patterns.filter(isIdentifier);
    const table = new TriggerTable(patterns.filter((pattern) => !isIdentifier(pattern)));
    const slots = 2 ** Math.ceil(Math.log2(2 * words.length + 2));
    this.#base = this.#writePatterns(words, slots, table);
    this.#numbers = new Int32Array(this.#kernel.memory.buffer);
    this.#kernel.setup(
      words.length === 0 ? 0 : Math.min(...words.map(({ text }) => text.length)),
      slots,
      table.window,
      table.isTriple,
      patterns.some(({ text }) => text.includes("/")),
      roles.reduce((bits, role, index) => (lookedAt.has(role) ? bits | (1 << index) : bits), 0),
    );
  }

  /**
   * @param bytes Whole lines of valid UTF-8.
   * @param from Offset of the first line.
   * @param visit Is told, in order, of the lines that must be judged or hold names.
   * @returns How many lines there are of which `visit` need not judge.
   */
  scan(bytes: Uint8Array, from: number, visit: (line: ScannedLine) => void): number {
    this.#reserve(bytes.length);
    const base = this.#base;
    this.#memory.set(bytes, base);
    this.#memory[base + bytes.length] = 10;
    const to = base + bytes.length;
    let number = 0;
    let fine = 0;
    for (let at = base + from; at < to; ) {
      at = this.#kernel.scan(at, to);
      const lines = this.#kernel.lineCount.value;
      let unsure = 0;
      let text = this.#kernel.TEXTS.value / 4;
      for (let index = 0; index < lines; index += 1) {
        const entry = this.#kernel.LINES.value / 4 + index * LINE_FIELDS;
        const count = this.#numbers[entry + 3] as number;
        if (count === UNSURE) unsure += 1;
        visit({
          number: number + (this.#numbers[entry] as number),
          start: (this.#numbers[entry + 1] as number) - base,
          end: (this.#numbers[entry + 2] as number) - base,
          texts: count === UNSURE ? undefined : this.#texts(text, count),
        });
        if (count !== UNSURE) text += count * TEXT_FIELDS;
      }
      fine += this.#kernel.fineCount.value;
      number += this.#kernel.fineCount.value + unsure;
    }
    return fine;
  }

  /**
   * The decoded text of the line that is visited.
   *
   * @returns `undefined` for one that is long, or that has letters beyond Latin-1.
   */
  decode({ start, end, hasHighBytes }: ScannedText): string | undefined {
    if (hasHighBytes || end - start > SCRATCH) return undefined;
    const length = this.#kernel.decode(this.#base + start, this.#base + end, this.#scratch);
    return length === -1 ? undefined : this.#memory.toString("latin1", this.#scratch, this.#scratch + length);
  }

  #texts(first: number, count: number): ScannedText[] {
    const numbers = this.#numbers;
    const texts: ScannedText[] = [];
    for (let at = first; at < first + count * TEXT_FIELDS; at += TEXT_FIELDS) {
      const info = numbers[at] as number;
      const placeCount = numbers[at + 4] as number;
      const rawPlaces: number[] = placeCount === 0 ? noPlaces : [];
      const places: number[] = placeCount === 0 ? noPlaces : [];
      const place = this.#kernel.PLACES.value / 4 + PLACE_FIELDS * (numbers[at + 3] as number);
      const placesEnd = place + PLACE_FIELDS * placeCount;
      for (let index = place; index < placesEnd; index += PLACE_FIELDS) {
        rawPlaces.push((numbers[index] as number) - this.#base);
        places.push(numbers[index + 1] as number);
      }
      texts.push({
        start: (numbers[at + 1] as number) - this.#base,
        end: (numbers[at + 2] as number) - this.#base,
        path: paths[(info >> 6) & 3] ?? "messages",
        message: info >>> 8,
        role: roles[(info >> 2) & 15] ?? "",
        hasEscapes: (info & 1) !== 0,
        hasHighBytes: (info & 2) !== 0,
        rawPlaces,
        places,
      });
    }
    return texts;
  }

  /** @returns Address behind the patterns. */
  #writePatterns(words: readonly TriggerPattern[], slots: number, table: TriggerTable): number {
    const { SHIFTS, HEADS, BITS, SLOTS } = this.#kernel;
    const patterns = [...table.patterns, ...words];
    const first = SLOTS.value + slots * 4;
    let at = first + patterns.length * PATTERN_BYTES;
    this.#grow(at + patterns.reduce((sum, { text }) => sum + text.length, 0) + SLACK);
    const memory = Buffer.from(this.#kernel.memory.buffer);
    for (const [index, { text, isWord }] of patterns.entries()) {
      const entry = first + index * PATTERN_BYTES;
      memory.writeInt32LE(at, entry + 4);
      memory.writeInt32LE(text.length, entry + 8);
      memory.writeInt32LE(isWord ? 1 : 0, entry + 12);
      at += memory.write(text, at, "latin1");
    }
    memory.set(table.shifts, SHIFTS.value);
    for (const [hash, bucket] of table.buckets) {
      for (const [position, index] of bucket.entries()) {
        const number = index + 1;
        if (position === 0) memory.writeUInt16LE(number, HEADS.value + hash * 2);
        else memory.writeInt32LE(number, first + (bucket[position - 1] as number) * PATTERN_BYTES);
      }
    }
    for (const [index, { text }] of words.entries()) {
      const hash = wordHash(text);
      const bit = BITS.value + ((hash & 0xffff) >> 3);
      memory[bit] = (memory[bit] as number) | (1 << (hash & 7));
      let slot = (hash >>> 16) & (slots - 1);
      while (memory.readInt32LE(SLOTS.value + slot * 4) !== 0) slot = (slot + 1) & (slots - 1);
      memory.writeInt32LE(table.patterns.length + index + 1, SLOTS.value + slot * 4);
    }
    return at + SLACK - (at % SLACK);
  }

  #reserve(length: number): void {
    this.#scratch = this.#base + length + SLACK;
    if (!this.#grow(this.#scratch + SCRATCH + SLACK) && this.#memory.length > 0) return;
    this.#numbers = new Int32Array(this.#kernel.memory.buffer);
    this.#memory = Buffer.from(this.#kernel.memory.buffer);
  }

  /** @returns Whether the memory is another one now. */
  #grow(size: number): boolean {
    const missing = size - this.#kernel.memory.buffer.byteLength;
    if (missing <= 0) return false;
    this.#kernel.memory.grow(Math.ceil(missing / PAGE));
    return true;
  }
}

function isIdentifier({ text, isWord }: TriggerPattern): boolean {
  return isWord && /^\w+$/.test(text);
}
