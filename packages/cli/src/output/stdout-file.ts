import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CliContext } from "../context.ts";
import { writeRecords } from "./write-output.ts";

/** A file that stands in for standard output where a step writes a whole file or nothing. */
export class StdoutFile implements AsyncDisposable {
  readonly path: string;
  readonly #folder: string;
  readonly #context: CliContext;

  private constructor(folder: string, context: CliContext) {
    this.#folder = folder;
    this.path = join(folder, "records.jsonl");
    this.#context = context;
  }

  /** Makes the place; it goes with its content when the result is disposed of. */
  static async open(context: CliContext): Promise<StdoutFile> {
    return new StdoutFile(await mkdtemp(join(tmpdir(), "tunewright-stdout-")), context);
  }

  /** Prints what the step has written, byte for byte. */
  async print(): Promise<void> {
    for await (const piece of createReadStream(this.path)) await writeRecords(this.#context.stdout, piece as Buffer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
