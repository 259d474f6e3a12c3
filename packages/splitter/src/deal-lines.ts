import { AtomicWriter, readBatches, RejectsWriter } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema";
import type { InputFile } from "./analyse-files.ts";
import { startSha256 } from "./hash-words.ts";
import type { RecordTable } from "./record-table.ts";

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
  /** Index into `outputs` for each record of the table; anything beyond leaves it out. */
  readonly outputOf: Uint8Array | Uint32Array;
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
  const counts = options.outputs.map(() => 0);
  try {
    for (const path of options.outputs) writers.push(await AtomicWriter.open(path));
    let record = 0;
    for (const [index, { path }] of inputs.entries()) {
      const file = table.files[index];
      const end = (file?.first ?? 0) + (file?.records ?? 0);
      const digest = startSha256();
      for await (const batch of readBatches(path, options.signal === undefined ? {} : { signal: options.signal })) {
        if ("kind" in batch) {
          await rejects?.add({
            file: file?.path ?? path,
            line: batch.line,
            issues: [batch.issue],
            bytes: new Uint8Array(),
          });
          continue;
        }
        digest.update(batch.bytes);
        // Neighbours that go the same way are written in one piece.
        let pieceStart = 0;
        let pieceEnd = 0;
        let pieceOutput = -1;
        for (const line of batch.lines()) {
          if (record >= end || table.lineOf(record) !== line.line) {
            const issues = file?.issues.filter((issue) => issue.line === line.line) ?? [];
            if (issues.length > 0) {
              await rejects?.add({
                file: file?.path ?? path,
                line: line.line,
                issues,
                bytes: batch.bytes.subarray(line.start, line.end),
              });
            }
            continue;
          }
          const output = options.outputOf[record] ?? options.outputs.length;
          record += 1;
          if (output < counts.length) counts[output] = (counts[output] ?? 0) + 1;
          const start = line.line === 1 && batch.bytes.subarray(0, 3).equals(BOM) ? line.start + 3 : line.start;
          if (output !== pieceOutput || start !== pieceEnd) {
            await writers[pieceOutput]?.write(batch.bytes.subarray(pieceStart, pieceEnd));
            pieceStart = start;
            pieceOutput = output;
          }
          pieceEnd = line.end;
        }
        await writers[pieceOutput]?.write(batch.bytes.subarray(pieceStart, pieceEnd));
        if (pieceEnd > pieceStart && batch.bytes[pieceEnd - 1] !== 0x0a) await writers[pieceOutput]?.write(LF);
      }
      if (digest.digest("hex") !== file?.sha256) throw changedMeanwhile(file?.path ?? path);
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
