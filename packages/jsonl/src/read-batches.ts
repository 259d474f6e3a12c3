import type { Issue } from "@tunewright/schema";
import { countLines, LineBatch } from "./line-batch.ts";
import { type JsonlSource, type OpenSourceOptions, openSource } from "./open-source.ts";

const LF = 0x0a;

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
  let held: Buffer[] = [];
  let heldBytes = 0;
  let dropped = 0;
  let line = 1;
  let offset = 0;

  const oversized = (): OversizedLine => {
    const byteLength = dropped;
    const at = line;
    line += 1;
    offset += byteLength;
    dropped = 0;
    return { kind: "oversized", line: at, byteLength, issue: tooLargeIssue(at, byteLength, limit) };
  };

  for await (const piece of openSource(source, options)) {
    let rest = piece;
    if (dropped > 0) {
      const feed = rest.indexOf(LF);
      dropped += feed === -1 ? rest.length : feed + 1;
      if (feed === -1) continue;
      yield oversized();
      rest = rest.subarray(feed + 1);
    }
    const lastFeed = rest.lastIndexOf(LF);
    if (lastFeed === -1) {
      held.push(rest);
      heldBytes += rest.length;
    } else {
      const whole = rest.subarray(0, lastFeed + 1);
      const bytes = heldBytes === 0 ? whole : Buffer.concat([...held, whole]);
      const batch = new LineBatch(bytes, line, offset);
      line += countLines(bytes);
      offset += bytes.length;
      held = [];
      heldBytes = 0;
      yield batch;
      if (lastFeed + 1 < rest.length) {
        held.push(rest.subarray(lastFeed + 1));
        heldBytes = rest.length - lastFeed - 1;
      }
    }
    if (heldBytes > limit) {
      dropped = heldBytes;
      held = [];
      heldBytes = 0;
    }
  }
  if (dropped > 0) yield oversized();
  if (heldBytes > 0) yield new LineBatch(Buffer.concat(held), line, offset);
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
