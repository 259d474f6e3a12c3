import { createHash, type Hash } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Transform } from "node:stream";
import { createGzip, createZstdCompress } from "node:zlib";
import { toOutputError } from "../file-errors.ts";
import { findPlace, type OutputPlace } from "./output-place.ts";
import { syncFolder } from "./sync-folder.ts";
import { writeAll } from "./write-all.ts";

/** Bytes after which the disk is asked to begin: else all of a large file would wait in memory for the end. */
const SYNC_BYTES = 33_554_432;

/** Options for {@link AtomicWriter.open}. */
export interface AtomicWriterOptions {
  /**
   * Bytes gathered before a write reaches the file.
   *
   * @default 1_048_576
   */
  readonly bufferBytes?: number;
  /**
   * Whether {@link AtomicWriter.sha256} is computed; a caller that has the digest from elsewhere saves the time.
   *
   * @default true
   */
  readonly digest?: boolean;
}

/**
 * Writes a file beside its place and moves it there when it is whole.
 *
 * A path that ends in `.gz` or `.zst` is packed. Until {@link AtomicWriter.commit} the old file stands as it was;
 * {@link AtomicWriter.abort} leaves no trace. A link stays a link and a file keeps its permissions; a device or a pipe, as
 * `/dev/null`, cannot be replaced and takes the bytes as they come.
 */
export class AtomicWriter implements AsyncDisposable {
  readonly path: string;
  readonly #place: OutputPlace;
  readonly #handle: FileHandle;
  readonly #hash: Hash | undefined;
  readonly #limit: number;
  readonly #pack: Transform | undefined;
  #packing: Promise<void> | undefined;
  /** The write that is under way while more is gathered. */
  #writing: Promise<void> = Promise.resolve();
  #pending: Buffer[] = [];
  /** What is to be called once the pending bytes are written. */
  #onWritten: (() => void)[] = [];
  #pendingBytes = 0;
  /** Bytes that were written since the disk was last asked for them. */
  #unsynced = 0;
  #syncing: Promise<void> | undefined;
  #syncFailure: { readonly cause: unknown } | undefined;
  #finishing: Promise<void> | undefined;
  #bytes = 0;
  #done = false;

  private constructor(path: string, place: OutputPlace, handle: FileHandle, options: AtomicWriterOptions) {
    this.path = path;
    this.#place = place;
    this.#handle = handle;
    this.#limit = options.bufferBytes ?? 1_048_576;
    this.#hash = (options.digest ?? true) ? createHash("sha256") : undefined;
    this.#pack = path.endsWith(".gz") ? createGzip() : path.endsWith(".zst") ? createZstdCompress() : undefined;
    if (this.#pack !== undefined) this.#packing = this.#drain(this.#pack);
    // The failure is thrown by the write or the commit that meets it.
    this.#packing?.catch(() => {});
  }

  /**
   * Opens a writer; the folder is made when it does not exist.
   *
   * @throws {PipelineError} `OUTPUT_UNWRITABLE` or `NO_SPACE`, with the path.
   */
  static async open(path: string, options: AtomicWriterOptions = {}): Promise<AtomicWriter> {
    try {
      const place = await findPlace(path);
      if (place.temporaryPath === undefined) return new AtomicWriter(path, place, await open(place.path, "w"), options);
      await mkdir(dirname(place.path), { recursive: true });
      const handle = await open(place.temporaryPath, "wx");
      // Not as an argument of open: the umask would take bits away that the old file has.
      if (place.mode !== undefined) await handle.chmod(place.mode);
      return new AtomicWriter(path, place, handle, options);
    } catch (error) {
      throw toOutputError(error, path);
    }
  }

  /** SHA-256, in hex, of what was written, before packing; empty where none is computed. Final after {@link AtomicWriter.commit}. */
  get sha256(): string {
    return this.#hash?.copy().digest("hex") ?? "";
  }

  /** Bytes that were written, before packing. */
  get bytesWritten(): number {
    return this.#bytes;
  }

  /**
   * Adds bytes or text. The bytes must not change before `onWritten` is called: they are written while more is gathered.
   *
   * @throws {PipelineError} `NO_SPACE` or `OUTPUT_UNWRITABLE`; the old file stands as it was.
   */
  async write(data: Uint8Array | string, onWritten?: () => void): Promise<void> {
    const bytes = typeof data === "string" ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.length);
    this.#bytes += bytes.length;
    this.#hash?.update(bytes);
    this.#pending.push(bytes);
    if (onWritten !== undefined) this.#onWritten.push(onWritten);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= this.#limit) await this.#flush();
  }

  /**
   * Brings all that was written to the disk; nothing is written afterwards. {@link AtomicWriter.commit} does so by itself: a caller
   * that has to wait for something else may let the two go on side by side.
   *
   * @throws {PipelineError} `NO_SPACE` or `OUTPUT_UNWRITABLE`; the old file stands as it was.
   */
  finish(): Promise<void> {
    this.#finishing ??= this.#finish();
    return this.#finishing;
  }

  async #finish(): Promise<void> {
    if (this.#done) return;
    try {
      await this.#flush();
      await this.#writing;
      if (this.#pack !== undefined) {
        this.#pack.end();
        await this.#packing;
      }
      await this.#syncing;
      if (this.#syncFailure !== undefined) throw this.#syncFailure.cause;
      if (this.#place.temporaryPath !== undefined) await this.#handle.sync();
    } catch (error) {
      await this.abort();
      throw toOutputError(error, this.path);
    }
  }

  /** Puts the whole file in its place: flush, fsync, rename, fsync of the folder. */
  async commit(): Promise<void> {
    await this.finish();
    if (this.#done) return;
    try {
      const { path, temporaryPath } = this.#place;
      await this.#handle.close();
      if (temporaryPath !== undefined) await rename(temporaryPath, path);
      this.#done = true;
      if (temporaryPath !== undefined) await syncFolder(dirname(path));
    } catch (error) {
      await this.abort();
      throw toOutputError(error, this.path);
    }
  }

  /** Gives up: the temporary file goes, the old file stands. */
  async abort(): Promise<void> {
    if (this.#done) return;
    this.#done = true;
    this.#pack?.destroy();
    await this.#writing.catch(() => {});
    await this.#syncing;
    await this.#handle.close().catch(() => {});
    if (this.#place.temporaryPath !== undefined) await rm(this.#place.temporaryPath, { force: true }).catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.abort();
  }

  async #flush(): Promise<void> {
    if (this.#pendingBytes === 0) return;
    const pieces = this.#pending;
    const onWritten = this.#onWritten;
    this.#pending = [];
    this.#onWritten = [];
    this.#unsynced += this.#pendingBytes;
    this.#pendingBytes = 0;
    try {
      await this.#writing;
      if (this.#unsynced >= SYNC_BYTES) this.#sync();
      // A packer may hold on to bytes after it took them, so their memory is not given back.
      this.#writing =
        this.#pack === undefined
          ? writeAll(this.#handle, pieces).then(() => onWritten.forEach((done) => done()))
          : this.#feed(this.#pack, pieces);
      // The failure is thrown by the next write, or by the commit.
      this.#writing.catch(() => {});
    } catch (error) {
      await this.abort();
      throw toOutputError(error, this.path);
    }
  }

  /** Lets the disk begin while more is made; one such request at a time. */
  #sync(): void {
    if (this.#syncing !== undefined || this.#place.temporaryPath === undefined) return;
    this.#unsynced = 0;
    this.#syncing = this.#handle
      .datasync()
      .catch((cause: unknown) => {
        // Linux tells a failure once: the sync at the end would know nothing of it.
        this.#syncFailure ??= { cause };
      })
      .finally(() => {
        this.#syncing = undefined;
      });
  }

  async #feed(pack: Transform, pieces: readonly Buffer[]): Promise<void> {
    for (const piece of pieces) {
      if (!pack.write(piece)) {
        await Promise.race([new Promise<void>((resolve) => pack.once("drain", () => resolve())), this.#packing]);
      }
    }
  }

  async #drain(pack: Transform): Promise<void> {
    for await (const piece of pack) await writeAll(this.#handle, [piece as Buffer]);
  }
}

/**
 * Replaces a small file in one step.
 *
 * @throws {PipelineError} `OUTPUT_UNWRITABLE` or `NO_SPACE`, with the path; the old file stands as it was.
 */
export async function writeFileAtomic(path: string, data: Uint8Array | string): Promise<void> {
  const writer = await AtomicWriter.open(path);
  await writer.write(data);
  await writer.commit();
}
