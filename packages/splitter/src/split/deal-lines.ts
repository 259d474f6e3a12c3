import { crc32 } from "node:zlib";
import { AtomicWriter, BufferPool, readBatches, RejectsWriter } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import type { InputFile } from "../records/analyse-files.ts";
import { BatchReader } from "../records/batch-reader.ts";
import type { RecordTable } from "../records/record-table.ts";
import type { NumberList } from "../scratch/paged-column.ts";

const LF = Buffer.from("\n");
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A written file. */
export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
  readonly records: number;
  readonly bytes: number;
}

/** What {@link dealLines} is told. */
export interface DealLinesOptions {
  /** Files to write. */
  readonly outputs: readonly string[];
  /** Index into `outputs` for each record of the table, asked in their order; anything beyond leaves it out. */
  readonly outputOf: Pick<NumberList, "at">;
  /** Keeps the lines that could not be read; the file is made only when there is one. */
  readonly rejects?: string;
  readonly signal?: AbortSignal;
}

/**
 * Writes each record's own bytes into the file that it was dealt to, in the order of the input.
 *
 * Only a byte order mark is left out and a missing last line end added. All files appear at the end, or none does.
 *
 * @param inputs The files that the table was made from, in the same order.
 * @throws {PipelineError} When a file cannot be read or written, or has changed since the table was made.
 */
export async function dealLines(
  inputs: readonly InputFile[],
  table: RecordTable,
  options: DealLinesOptions,
): Promise<WrittenFile[]> {
  const writers: AtomicWriter[] = [];
  const rejects = options.rejects === undefined ? undefined : new RejectsWriter(options.rejects);
  let reader: BatchReader | undefined;
  const counts = options.outputs.map(() => 0);
  const memory = new BufferPool();
  const reading = { memory, ...(options.signal === undefined ? {} : { signal: options.signal }) };
  try {
    for (const path of options.outputs) writers.push(await AtomicWriter.open(path));
    let record = 0;
    for (const [index, { path }] of inputs.entries()) {
      const file = table.files[index];
      const end = (file?.first ?? 0) + (file?.records ?? 0);
      let checksum = 0;
      for await (const batch of readBatches(path, reading)) {
        if ("kind" in batch) {
          const place = { file: file?.path ?? path, line: batch.line };
          await rejects?.add({ ...place, issues: [batch.issue], bytes: new Uint8Array() });
          continue;
        }
        checksum = crc32(batch.bytes, checksum);
        const pieces = new Pieces(batch.bytes, options.outputs.length, memory);
        for (const line of batch.lines()) {
          if (record >= end || table.lineOf(record) !== line.line) {
            const bytes = batch.bytes.subarray(line.start, line.end);
            // Read once more, since the table holds the issues of the first bad lines only.
            if (rejects === undefined) continue;
            reader ??= new BatchReader({ near: false });
            const [rejected] = (await reader.read(bytes, line.line)).rejected;
            if (rejected !== undefined) await rejects.add({ file: file?.path ?? path, ...rejected, bytes });
            continue;
          }
          const output = options.outputOf.at(record) ?? options.outputs.length;
          record += 1;
          if (output < counts.length) counts[output] = (counts[output] ?? 0) + 1;
          const hasMark = line.line === 1 && batch.bytes.subarray(0, 3).equals(BOM);
          pieces.add(output, hasMark ? line.start + 3 : line.start, line.end);
        }
        for (const [output, bytes] of pieces.finish()) {
          await writers[output]?.write(bytes, () => memory.give(bytes));
        }
        memory.give(batch.bytes);
      }
      if (checksum !== file?.checksum) throw changedMeanwhile(file?.path ?? path);
    }
    for (const writer of writers) await writer.commit();
    await rejects?.commit();
  } catch (error) {
    await rejects?.abort();
    for (const writer of writers) await writer.abort();
    throw error;
  }
  return writers.map((writer, index) => ({
    path: writer.path,
    sha256: writer.sha256,
    records: counts[index] ?? 0,
    bytes: writer.bytesWritten,
  }));
}

function changedMeanwhile(path: string): PipelineError {
  return new PipelineError(
    "INPUT_UNREADABLE",
    `Cannot finish: ${path} was changed while it was read. Nothing was written.`,
    {
      details: { path },
      hint: "Run again when nothing writes to it.",
    },
  );
}

/** The lines of one batch, gathered by where they go, so that each output is written once. */
class Pieces {
  readonly #bytes: Buffer;
  readonly #memory: BufferPool;
  readonly #pieces: Buffer[][];
  #output = -1;
  #start = 0;
  #end = 0;

  constructor(bytes: Buffer, outputs: number, memory: BufferPool) {
    this.#bytes = bytes;
    this.#memory = memory;
    this.#pieces = Array.from({ length: outputs }, () => []);
  }

  /** Neighbours that go the same way are one piece. */
  add(output: number, start: number, end: number): void {
    if (output !== this.#output || start !== this.#end) {
      this.#close();
      this.#output = output;
      this.#start = start;
    }
    this.#end = end;
  }

  /** What each output gets, to be given back to the pool once it is written; a last line without an end is given one. */
  *finish(): Generator<readonly [output: number, bytes: Buffer]> {
    this.#close();
    if (this.#end > this.#start && this.#bytes[this.#end - 1] !== 0x0a) this.#pieces[this.#output]?.push(LF);
    for (const [output, pieces] of this.#pieces.entries()) {
      const [first] = pieces;
      if (first !== undefined) yield [output, pieces.length === 1 ? this.#share(first) : this.#join(pieces)];
    }
  }

  #close(): void {
    if (this.#end > this.#start) this.#pieces[this.#output]?.push(this.#bytes.subarray(this.#start, this.#end));
  }

  /** A piece where it lies in the batch. */
  #share(piece: Buffer): Buffer {
    this.#memory.share(this.#bytes);
    return piece;
  }

  #join(pieces: readonly Buffer[]): Buffer {
    const joined = this.#memory.take(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) at += piece.copy(joined, at);
    return joined.subarray(0, at);
  }
}
