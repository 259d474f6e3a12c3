import type { Writable } from "node:stream";

/** Whoever read the output has left, and nothing but output was wanted: the command may stop. */
export class ReaderLeft extends Error {
  override readonly name = "ReaderLeft";
}

/**
 * Writes text and waits where the reader is slow.
 *
 * A reader that has left (`| head -1`) only misses the rest: the work goes on, and the exit code stays true.
 *
 * @throws {PipelineError} `NO_SPACE` or `OUTPUT_UNWRITABLE`, where the output goes to a file that takes no more.
 */
export async function write(stream: Writable, text: string | Uint8Array): Promise<void> {
  if (stateOf(stream).error === undefined && !stream.write(text)) await drained(stream);
  await throwFault(stream);
}

/**
 * Writes records to a reader for whose sake alone they are made.
 *
 * @throws {ReaderLeft} When the reader has left.
 * @throws {PipelineError} As {@link write}.
 */
export async function writeRecords(stream: Writable, bytes: Uint8Array | string): Promise<void> {
  await write(stream, bytes);
  if (stateOf(stream).error !== undefined) throw new ReaderLeft();
}

/**
 * Waits until everything is written that was given to a stream. The last write may fail after it was accepted.
 *
 * @throws {PipelineError} As {@link write}.
 */
export async function finishWriting(stream: Writable): Promise<void> {
  if (stateOf(stream).error === undefined && stream.writable) {
    await new Promise<void>((resolve) => stream.write("", () => resolve()));
    // A stream tells of its fault one turn later than the write that met it.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  await throwFault(stream);
}

/** What has happened to a stream; standard output forgets its own error, so it is kept here. */
const states = new WeakMap<Writable, { error: unknown }>();

function stateOf(stream: Writable): { readonly error: unknown } {
  let state = states.get(stream);
  if (state === undefined) {
    const fresh: { error: unknown } = { error: stream.errored ?? undefined };
    state = fresh;
    states.set(stream, fresh);
    stream.on("error", (error) => {
      fresh.error ??= error;
    });
  }
  if (stream.destroyed) state.error ??= new ReaderLeft();
  return state;
}

/** A reader that left is no fault; a disk that is full is one. */
async function throwFault(stream: Writable): Promise<void> {
  const { error } = stateOf(stream);
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (typeof code !== "string" || quiet.has(code)) return;
  const { toOutputError } = await import("@tunewright/jsonl");
  throw toOutputError(error, "standard output");
}

const quiet: ReadonlySet<string> = new Set(["EPIPE", "ECONNRESET", "EOF", "ERR_STREAM_DESTROYED"]);

async function drained(stream: Writable): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      for (const event of ends) stream.off(event, done);
      resolve();
    };
    for (const event of ends) stream.on(event, done);
  });
}

/** After any of these nobody has to wait for the reader any more. */
const ends = ["drain", "error", "close"] as const;
