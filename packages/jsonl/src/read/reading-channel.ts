import { type Channel, channel } from "node:diagnostics_channel";

/** A piece of a source that was read, as {@link readingChannel} tells of it. */
export interface PieceRead {
  /** Path of the file, or `-` for a stream. */
  readonly path: string;
  /** Bytes as they came, before anything was unpacked. */
  readonly bytes: number;
}

/**
 * Tells of every piece that is read in this thread, whoever reads it, so that a program can draw how far a long run has come
 * without every step handing numbers up. Messages are {@link PieceRead}; without a subscriber nothing is made.
 *
 * @example Count what a run reads
 * ```ts
 * import { type PieceRead, readingChannel } from "@tunewright/jsonl";
 *
 * let bytes = 0;
 * readingChannel.subscribe((piece) => {
 *   bytes += (piece as PieceRead).bytes;
 * });
 * ```
 */
export const readingChannel: Channel = channel("tunewright:jsonl:reading");
