import { type FileHandle, open, stat } from "node:fs/promises";
import type { BufferPool } from "../work/buffer-pool.ts";
import { toInputError } from "../file-errors.ts";
import { detectPacking, type JsonlSource, openSource, type OpenSourceOptions } from "./open-source.ts";
import { type PieceRead, readingChannel } from "./reading-channel.ts";

const LF = 0x0a;
const CHUNK_BYTES = 1_048_576;

/** Reads a source on behind bytes that are left over from the last piece. */
export interface PieceReader {
  /**
   * @param rest Bytes that belong before the next ones.
   * @param enough Bytes from which a piece need not grow any more to hold a line feed.
   * @returns `rest` and the bytes behind it in memory of their own, or `undefined` when nothing follows.
   */
  next(rest: Buffer, enough: number): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/**
 * Opens a source for reading in pieces that hold a line feed where there is one.
 *
 * A plain file is read straight to its place behind what is left over, so that no byte is copied twice; all else comes as it
 * is delivered.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 */
export async function openPieceReader(
  source: JsonlSource,
  options: OpenSourceOptions = {},
  memory?: BufferPool,
): Promise<PieceReader> {
  if (typeof source === "string" && source !== "-") {
    const handle = await openPlainFile(source);
    if (handle !== undefined) return new FilePieceReader(handle, source, options, memory);
  }
  return new StreamPieceReader(openSource(source, options));
}

/** A handle of a regular file that is not packed. */
async function openPlainFile(path: string): Promise<FileHandle | undefined> {
  let handle: FileHandle | undefined;
  try {
    // A pipe gives its bytes to the first who opens it, so it is not opened to have a look.
    if (!(await stat(path)).isFile()) return undefined;
    handle = await open(path, "r");
    const head = Buffer.alloc(4);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    if (detectPacking(head.subarray(0, bytesRead)) === "none") return handle;
  } catch (error) {
    await handle?.close().catch(() => {});
    throw toInputError(error, path);
  }
  await handle.close();
  return undefined;
}

class FilePieceReader implements PieceReader {
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #chunkBytes: number;
  readonly #signal: AbortSignal | undefined;
  readonly #memory: BufferPool | undefined;
  #position = 0;

  constructor(
    handle: FileHandle,
    path: string,
    { chunkBytes = CHUNK_BYTES, signal }: OpenSourceOptions,
    memory: BufferPool | undefined,
  ) {
    this.#memory = memory;
    this.#handle = handle;
    this.#path = path;
    this.#chunkBytes = chunkBytes;
    this.#signal = signal;
  }

  async next(rest: Buffer, enough: number): Promise<Buffer | undefined> {
    let held = rest;
    for (;;) {
      this.#signal?.throwIfAborted();
      // A record that is longer than a chunk is read in ever larger steps, so that it is not copied once for each chunk.
      const size = held.length + Math.max(this.#chunkBytes, held.length);
      // A block of a pool may be larger; what is left of it is room for repairs that make a batch longer.
      const piece = this.#memory?.take(size) ?? Buffer.allocUnsafeSlow(size);
      held.copy(piece);
      const { bytesRead } = await this.#read(piece.subarray(held.length, size));
      if (bytesRead === 0) return held.length === rest.length ? undefined : held;
      this.#position += bytesRead;
      if (readingChannel.hasSubscribers)
        readingChannel.publish({ path: this.#path, bytes: bytesRead } satisfies PieceRead);
      const hasFeed = piece.subarray(held.length, held.length + bytesRead).includes(LF);
      held = piece.subarray(0, held.length + bytesRead);
      if (hasFeed || held.length >= enough) return held;
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #read(into: Buffer): Promise<{ bytesRead: number }> {
    try {
      return await this.#handle.read(into, 0, into.length, this.#position);
    } catch (error) {
      throw toInputError(error, this.#path);
    }
  }
}

class StreamPieceReader implements PieceReader {
  readonly #pieces: AsyncGenerator<Buffer>;

  constructor(pieces: AsyncGenerator<Buffer>) {
    this.#pieces = pieces;
  }

  async next(rest: Buffer, enough: number): Promise<Buffer | undefined> {
    const held: Buffer[] = [rest];
    let bytes = rest.length;
    for (;;) {
      const next = await this.#pieces.next();
      if (next.done === true) return bytes === rest.length ? undefined : Buffer.concat(held);
      held.push(next.value);
      bytes += next.value.length;
      if (next.value.includes(LF) || bytes >= enough) return Buffer.concat(held);
    }
  }

  async close(): Promise<void> {
    await this.#pieces.return(undefined);
  }
}
