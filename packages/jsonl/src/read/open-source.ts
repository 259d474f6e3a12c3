import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { PipelineError } from "@tunewright/schema/errors";
import { toInputError } from "../file-errors.ts";
import { openPipe } from "./open-pipe.ts";
import { type PieceRead, readingChannel } from "./reading-channel.ts";

/** A file's path, `-` for standard input, or bytes that come from somewhere else. */
export type JsonlSource = string | AsyncIterable<Uint8Array>;

/** Options for {@link openSource}. */
export interface OpenSourceOptions {
  /** Ends the reading early, with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Bytes asked for at a time.
   *
   * @default 1_048_576
   */
  readonly chunkBytes?: number;
  /**
   * What `-` reads.
   *
   * @default process.stdin
   */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** How bytes are packed. */
export type Packing = "gzip" | "zstd" | "none";

/**
 * Yields the unpacked bytes of a source, in pieces.
 *
 * gzip and zstd are told by their first bytes, so a file with the wrong extension is read all the same.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 */
export async function* openSource(source: JsonlSource, options: OpenSourceOptions = {}): AsyncGenerator<Buffer> {
  const name = typeof source === "string" ? source : "-";
  const pieces = rawBytes(source, options);
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    const head = await readHead(iterator);
    const packing = detectPacking(head);
    if (packing === "none") {
      if (head.length > 0) yield head;
      yield* rest(iterator, options.signal);
      return;
    }
    const unpack = packing === "gzip" ? createGunzip() : createZstdDecompress();
    const packed = Readable.from(prepend(head, rest(iterator, options.signal)), { objectMode: false });
    pipeline(packed, unpack, () => {});
    for await (const piece of unpack) {
      options.signal?.throwIfAborted();
      yield piece as Buffer;
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error instanceof PipelineError ? error : toInputError(error, name);
  } finally {
    await iterator.return?.(undefined);
  }
}

/** gzip begins with 1f 8b (RFC 1952, 2.3.1); a zstd frame with 28 b5 2f fd (RFC 8878, 3.1.1). */
export function detectPacking(head: Buffer): Packing {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) return "zstd";
  return "none";
}

/** Joins pieces until the magic numbers can be told; a pipe may deliver single bytes. */
async function readHead(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 4) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

async function* prepend(head: Buffer, tail: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* tail;
}

async function* rest(iterator: AsyncIterator<Buffer>, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  for (;;) {
    signal?.throwIfAborted();
    const next = await iterator.next();
    if (next.done === true) return;
    yield next.value;
  }
}

async function* rawBytes(source: JsonlSource, options: OpenSourceOptions): AsyncGenerator<Buffer> {
  const path = typeof source === "string" ? source : "-";
  for await (const piece of piecesOf(source, options)) {
    if (readingChannel.hasSubscribers) readingChannel.publish({ path, bytes: piece.length } satisfies PieceRead);
    yield piece;
  }
}

async function* piecesOf(source: JsonlSource, options: OpenSourceOptions): AsyncGenerator<Buffer> {
  if (source === "-" || typeof source !== "string") {
    const pieces = typeof source === "string" ? (options.stdin ?? process.stdin) : source;
    for await (const piece of pieces) {
      yield typeof piece === "string" ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    }
    return;
  }
  const pipe = await openPipe(source, options.signal);
  if (pipe === undefined) yield* readFilePieces(source, options.chunkBytes ?? 1_048_576);
  else for await (const piece of pipe) yield piece as Buffer;
}

async function* readFilePieces(path: string, chunkBytes: number): AsyncGenerator<Buffer> {
  let handle: FileHandle;
  let next: Promise<Buffer> | undefined;
  try {
    handle = await open(path, "r");
  } catch (error) {
    throw toInputError(error, path);
  }
  try {
    // The next piece is read while the last one is worked on.
    next = readPiece(handle, chunkBytes);
    for (;;) {
      const piece = await next;
      if (piece.length === 0) return;
      next = readPiece(handle, chunkBytes);
      next.catch(() => {});
      yield piece;
    }
  } finally {
    await next?.catch(() => {});
    await handle.close();
  }
}

/** A fresh buffer each time: batches keep slices of it. */
async function readPiece(handle: FileHandle, chunkBytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  const { bytesRead } = await handle.read(buffer, 0, chunkBytes);
  return bytesRead === chunkBytes ? buffer : buffer.subarray(0, bytesRead);
}
