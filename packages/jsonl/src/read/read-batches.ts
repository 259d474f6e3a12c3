import type { Issue } from "@tunewright/schema";
import type { BufferPool } from "../work/buffer-pool.ts";
import { countLines, LineBatch } from "./line-batch.ts";
import type { JsonlSource, OpenSourceOptions } from "./open-source.ts";
import { openPieceReader } from "./piece-reader.ts";

const LF = 0x0a;
const nothing = Buffer.alloc(0);

/** The longest record that is held in memory: 64 MiB. */
export const DEFAULT_MAX_RECORD_BYTES = 64 * 1024 * 1024;

/** Options for {@link readBatches}. */
export interface ReadBatchesOptions extends OpenSourceOptions {
  /**
   * A longer line is reported and passed over without being held.
   *
   * @default 67_108_864
   */
  readonly maxRecordBytes?: number;
  /**
   * Where memory for the batches comes from. Whoever is done with a batch may give its bytes back.
   *
   * @default fresh memory for each batch
   */
  readonly memory?: BufferPool;
}

/** A line that was too long to hold. */
export interface OversizedLine {
  readonly kind: "oversized";
  /** 1-based line in the file. */
  readonly line: number;
  /** Bytes of the line, its end included. */
  readonly byteLength: number;
  readonly issue: Issue;
}

/**
 * Reads whole lines, about a mebibyte at a time, in their original bytes.
 *
 * This is the quick road for steps that leave most lines as they are; `readJsonl` stands on it.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 */
export async function* readBatches(
  source: JsonlSource,
  options: ReadBatchesOptions = {},
): AsyncGenerator<LineBatch | OversizedLine> {
  const limit = options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES;
  const reader = await openPieceReader(source, options, options.memory);
  let next: Promise<Buffer | undefined> | undefined;
  let line = 1;
  let offset = 0;
  /** Bytes of a record that is passed over. */
  let dropped = 0;

  const oversized = (): OversizedLine => {
    const item = oversizedLine(line, dropped, limit);
    line += 1;
    offset += dropped;
    dropped = 0;
    return item;
  };

  try {
    let rest: Buffer = nothing;
    next = reader.next(rest, limit + 1);
    for (;;) {
      let piece = await next;
      if (piece === undefined) break;
      rest = nothing;
      let passed: OversizedLine | undefined;
      if (dropped > 0) {
        const feed = piece.indexOf(LF);
        dropped += feed === -1 ? piece.length : feed + 1;
        if (feed !== -1) passed = oversized();
        piece = feed === -1 ? nothing : piece.subarray(feed + 1);
      }
      const whole = piece.subarray(0, piece.lastIndexOf(LF) + 1);
      // A copy, so that the memory of a batch is its own and can be handed to another thread.
      rest = Buffer.from(piece.subarray(whole.length));
      if (rest.length > limit) {
        dropped = rest.length;
        rest = nothing;
      }
      // The next piece is read while this one is worked on.
      next = reader.next(rest, limit + 1);
      next.catch(() => {});
      if (passed !== undefined) yield passed;
      if (whole.length > 0) {
        const batch = new LineBatch(whole, line, offset);
        line += countLines(whole);
        offset += whole.length;
        if (whole.length <= limit) yield batch;
        else yield* withinLimit(batch, limit);
      }
    }
    if (dropped > 0) yield oversized();
    if (rest.length > 0) yield new LineBatch(rest, line, offset);
  } finally {
    await next?.catch(() => {});
    await reader.close();
  }
}

/**
 * A batch without its lines that are too long, which lie between the ones that come out.
 *
 * A piece grows in ever larger steps until it holds a line feed, so a line over the limit can be whole in it.
 */
function* withinLimit(batch: LineBatch, limit: number): Generator<LineBatch | OversizedLine> {
  const { bytes, offset } = batch;
  let from = 0;
  let { firstLine } = batch;
  for (const { line, start, end } of batch.lines()) {
    // The line feed does not count, as it does not where the piece ends before it.
    if (end - start - 1 <= limit) continue;
    // Copies: nothing else may use the memory of a batch.
    if (start > from) yield new LineBatch(Buffer.from(bytes.subarray(from, start)), firstLine, offset + from);
    yield oversizedLine(line, end - start, limit);
    from = end;
    firstLine = line + 1;
  }
  if (from === 0) yield batch;
  else if (from < bytes.length) yield new LineBatch(Buffer.from(bytes.subarray(from)), firstLine, offset + from);
}

function oversizedLine(line: number, byteLength: number, limit: number): OversizedLine {
  return { kind: "oversized", line, byteLength, issue: tooLargeIssue(line, byteLength, limit) };
}

function tooLargeIssue(line: number, byteLength: number, limit: number): Issue {
  return {
    line,
    path: "",
    code: "record-too-large",
    severity: "error",
    message: `The record is ${byteLength} bytes long, over the limit of ${limit}; it was passed over.`,
  };
}
