import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { AtomicWriter, type StreamDigest, toOutputError } from "@tunewright/jsonl";
import type { SanitizeInput, SanitizeTarget } from "./sanitize-files.ts";

const LINE_FEED = 10;
const BYTE_ORDER_MARK = Buffer.from("\ufeff");

/**
 * The files that a run writes; all of them appear at the end, or none.
 *
 * Where inputs are joined, a last line without an end is given one before the next input, and a byte order mark stays only at the front.
 */
export class OutputFiles {
  readonly #target: SanitizeTarget;
  readonly #digest: StreamDigest;
  readonly #writers: { readonly writer: AtomicWriter; readonly backup: string | undefined }[] = [];
  /** Files in place that come out as they are: neither they nor an older backup of theirs is replaced. */
  readonly #unchanged = new Set<AtomicWriter>();
  #current: AtomicWriter | undefined;
  /** Last byte of the output so far, `undefined` while it is empty. */
  #lastByte: number | undefined;
  /** Whether nothing of the present input was written. */
  #atFront = true;

  /** @param digest Takes the bytes of all outputs, in order. */
  constructor(target: SanitizeTarget, digest: StreamDigest) {
    this.#target = target;
    this.#digest = digest;
  }

  get name(): string | undefined {
    const target = this.#target;
    if (target.kind === "none") return undefined;
    return target.kind === "in-place" ? "(in place)" : target.name;
  }

  async open(input: SanitizeInput): Promise<void> {
    const target = this.#target;
    this.#atFront = true;
    if (target.kind === "none" || target.kind === "sink") return;
    if (target.kind === "file" && this.#current !== undefined) return;
    const path =
      target.kind === "file"
        ? target.path
        : target.kind === "folder"
          ? join(target.path, basename(input.name))
          : input.path;
    this.#lastByte = undefined;
    this.#current = await AtomicWriter.open(path, { digest: false });
    this.#writers.push({ writer: this.#current, backup: target.kind === "in-place" ? `${path}.bak` : undefined });
  }

  /** @param release Is called when the bytes are not needed any more; a sink may hold on to them for ever. */
  async write(bytes: Uint8Array, release: () => void): Promise<void> {
    if (bytes.length === 0 || this.#target.kind === "none") {
      release();
      return;
    }
    const isJoined = this.#atFront && this.#lastByte !== undefined;
    this.#atFront = false;
    if (!isJoined) {
      await this.#put(bytes, release);
      return;
    }
    if (this.#lastByte !== LINE_FEED) await this.#put(Buffer.of(LINE_FEED), () => {});
    await this.#put(BYTE_ORDER_MARK.equals(bytes.subarray(0, 3)) ? bytes.subarray(3) : bytes, release);
  }

  async #put(bytes: Uint8Array, release: () => void): Promise<void> {
    this.#lastByte = bytes.at(-1) ?? this.#lastByte;
    let users = 2;
    const leave = (): void => {
      users -= 1;
      if (users === 0) release();
    };
    this.#digest.update(bytes, leave);
    if (this.#target.kind === "sink") await this.#target.write(bytes);
    else await this.#current?.write(bytes, leave);
  }

  /** @param changed Whether anything of the input was repaired or left out. */
  close(changed: boolean): void {
    if (this.#target.kind === "in-place" && !changed && this.#current !== undefined) this.#unchanged.add(this.#current);
    if (this.#target.kind !== "file") this.#current = undefined;
  }

  /** Brings what was written to the disk, so that {@link commit} has only to move it to its place. */
  async finish(): Promise<void> {
    for (const { writer } of this.#writers) await writer.finish();
  }

  async commit(): Promise<void> {
    for (const { writer, backup } of this.#writers) {
      if (this.#unchanged.has(writer)) {
        await writer.abort();
        continue;
      }
      if (backup !== undefined) {
        await copyFile(writer.path, backup).catch((error: unknown) => {
          throw toOutputError(error, backup);
        });
      }
      await writer.commit();
    }
  }

  async abort(): Promise<void> {
    for (const { writer } of this.#writers) await writer.abort();
  }
}
