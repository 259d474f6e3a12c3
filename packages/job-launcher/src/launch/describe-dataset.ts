import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { toInputError } from "@tunewright/jsonl";
import type { LocalFile } from "../training-provider.ts";

/** A dataset file, measured. */
export interface DatasetFile extends LocalFile {
  /** Lines that are not blank. */
  readonly examples: number;
}

const LF = 0x0a;

/**
 * Reads a dataset file once: hash, size and number of lines.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 */
export async function describeDataset(path: string, signal?: AbortSignal): Promise<DatasetFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  let examples = 0;
  let blank = true;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      hash.update(piece);
      bytes += piece.length;
      for (let start = 0; start < piece.length; ) {
        const feed = piece.indexOf(LF, start);
        const end = feed === -1 ? piece.length : feed;
        if (blank) blank = isBlank(piece, start, end);
        if (feed === -1) break;
        if (!blank) examples += 1;
        blank = true;
        start = feed + 1;
      }
    }
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw toInputError(error, path);
  }
  if (!blank) examples += 1;
  return { path, sha256: hash.digest("hex"), bytes, examples };
}

function isBlank(piece: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = piece[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}
