import { isUtf8 } from "node:buffer";
import type { Issue } from "@tunewright/schema";
import { AtomicWriter } from "./atomic-writer.ts";

/** A record that was refused, as one line of a rejects file. */
export interface Reject {
  /** Path of the file the record came from. */
  readonly file: string;
  /** 1-based line in that file. */
  readonly line: number;
  readonly issues: readonly Issue[];
  /** The record's own bytes, with or without its line end. */
  readonly bytes: Uint8Array;
}

/**
 * Keeps refused records, so that nothing is lost: one JSON object a line with `file`, `line`, `issues` and the text of the
 * record as `record`, or as `recordBase64` where it is not UTF-8.
 *
 * The file is made with the first reject, so an empty rejects file never appears.
 */
export class RejectsWriter {
  readonly path: string;
  #writer: AtomicWriter | undefined;
  #count = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** Records refused so far. */
  get count(): number {
    return this.#count;
  }

  /** Keeps one record with its place and faults; the first one makes the file. */
  async add(reject: Reject): Promise<void> {
    this.#writer ??= await AtomicWriter.open(this.path);
    this.#count += 1;
    const bytes = Buffer.from(reject.bytes);
    const record = isUtf8(bytes)
      ? { record: bytes.toString("utf8").replace(/\r?\n$/, "") }
      : { recordBase64: bytes.toString("base64") };
    await this.#writer.write(
      `${JSON.stringify({ file: reject.file, line: reject.line, issues: reject.issues, ...record })}\n`,
    );
  }

  /** Moves the file to its place; does nothing when no record was refused. */
  async commit(): Promise<void> {
    await this.#writer?.commit();
  }

  /** Leaves no trace of the file. */
  async abort(): Promise<void> {
    await this.#writer?.abort();
  }
}
