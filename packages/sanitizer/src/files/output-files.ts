import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { AtomicWriter, type StreamDigest, toOutputError } from "@tunewright/jsonl";
import type { SanitizeInput, SanitizeTarget } from "./sanitize-files.ts";

/** The files that a run writes; all of them appear at the end, or none. */
export class OutputFiles {
  readonly #target: SanitizeTarget;
  readonly #digest: StreamDigest;
  readonly #writers: { readonly writer: AtomicWriter; readonly backup: string | undefined }[] = [];
  #current: AtomicWriter | undefined;

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
    if (target.kind === "none" || target.kind === "sink") return;
    if (target.kind === "file" && this.#current !== undefined) return;
    const path =
      target.kind === "file"
        ? target.path
        : target.kind === "folder"
          ? join(target.path, basename(input.name))
          : input.path;
    this.#current = await AtomicWriter.open(path, { digest: false });
    this.#writers.push({ writer: this.#current, backup: target.kind === "in-place" ? `${path}.bak` : undefined });
  }

  /** @param release Is called when the bytes are not needed any more; a sink may hold on to them for ever. */
  async write(bytes: Uint8Array, release: () => void): Promise<void> {
    if (bytes.length === 0 || this.#target.kind === "none") {
      release();
      return;
    }
    let users = 2;
    const leave = (): void => {
      users -= 1;
      if (users === 0) release();
    };
    this.#digest.update(bytes, leave);
    if (this.#target.kind === "sink") await this.#target.write(bytes);
    else await this.#current?.write(bytes, leave);
  }

  close(): void {
    if (this.#target.kind !== "file") this.#current = undefined;
  }

  /** Brings what was written to the disk, so that {@link commit} has only to move it to its place. */
  async finish(): Promise<void> {
    for (const { writer } of this.#writers) await writer.finish();
  }

  async commit(): Promise<void> {
    for (const { writer, backup } of this.#writers) {
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
