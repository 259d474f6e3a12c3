import type { JsonlSource, OpenSourceOptions } from "./open-source.ts";
import { openSource } from "./open-source.ts";
import { DEFAULT_MAX_RECORD_BYTES } from "./read-batches.ts";

/** One object of a file, or what stands where one should, with the line on which it begins. */
export interface JsonPiece {
  /** 1-based. */
  readonly line: number;
  /** `stray` is what is no object, or one that never ends; `oversized` is not held, so its bytes are empty. */
  readonly kind: "object" | "stray" | "oversized";
  readonly bytes: Buffer;
}

/** Options for {@link jsonObjects}. */
export interface JsonObjectsOptions extends OpenSourceOptions {
  /** @default 67_108_864 */
  readonly maxRecordBytes?: number;
}

const LF = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Yields the objects of a file, whether it holds one a line (JSONL), one after another over many lines, or all of them in
 * one list: the three ways in which datasets are published. The memory it needs is that of one object.
 *
 * Only braces and strings are looked at; whether a piece is JSON shows when it is parsed.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 */
export async function* jsonObjects(source: JsonlSource, options: JsonObjectsOptions = {}): AsyncGenerator<JsonPiece> {
  const splitter = new ObjectSplitter(options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES);
  for await (const bytes of openSource(source, options)) {
    options.signal?.throwIfAborted();
    yield* splitter.push(bytes);
  }
  yield* splitter.end();
}

class ObjectSplitter {
  readonly #limit: number;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #line = 1;
  #start = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** What is not an object, between two of them. */
  #stray: number[] = [];
  #strayLine = 1;
  #isFirst = true;
  #listOpened = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  *push(piece: Buffer): Generator<JsonPiece> {
    let from = 0;
    let bytes = piece;
    if (this.#isFirst && piece.length > 0) {
      this.#isFirst = false;
      if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) bytes = piece.subarray(3);
    }
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === LF) this.#line += 1;
      if (this.#depth === 0) {
        if (byte === OPEN) {
          yield* this.#endStray();
          this.#depth = 1;
          this.#start = this.#line;
          from = at;
        } else yield* this.#between(byte);
      } else if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
      } else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN) this.#depth += 1;
      else if (byte === CLOSE) {
        this.#depth -= 1;
        if (this.#depth > 0) continue;
        this.#hold(bytes.subarray(from, at + 1));
        yield this.#take("object");
      }
    }
    if (this.#depth > 0) this.#hold(bytes.subarray(from));
  }

  *end(): Generator<JsonPiece> {
    yield* this.#endStray();
    if (this.#depth > 0) yield this.#take("stray");
  }

  /** The brackets of a list, commas and space belong between objects; anything else is named, line by line. */
  *#between(byte: number): Generator<JsonPiece> {
    if (byte === LF) yield* this.#endStray();
    if (byte === LF || byte === 0x20 || byte === 0x09 || byte === 0x0d) return;
    if (this.#stray.length === 0) {
      if (byte === OPEN_LIST && !this.#listOpened) {
        this.#listOpened = true;
        return;
      }
      if (this.#listOpened && (byte === 0x2c || byte === 0x5d)) return;
      this.#strayLine = this.#line;
    }
    if (this.#stray.length < this.#limit) this.#stray.push(byte);
  }

  *#endStray(): Generator<JsonPiece> {
    if (this.#stray.length === 0) return;
    const bytes = Buffer.from(this.#stray);
    this.#stray = [];
    yield { line: this.#strayLine, kind: "stray", bytes };
  }

  #hold(bytes: Buffer): void {
    this.#heldBytes += bytes.length;
    if (this.#heldBytes <= this.#limit) this.#held.push(Buffer.from(bytes));
    else this.#held = [];
  }

  #take(kind: "object" | "stray"): JsonPiece {
    const isHeld = this.#heldBytes <= this.#limit;
    const bytes = isHeld ? Buffer.concat(this.#held) : Buffer.alloc(0);
    this.#held = [];
    this.#heldBytes = 0;
    return { line: this.#start, kind: isHeld ? kind : "oversized", bytes };
  }
}
