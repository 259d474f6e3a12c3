import { stat } from "node:fs/promises";
import type { PieceRead } from "@tunewright/jsonl";
import { type CliContext, drawsProgress } from "../context.ts";
import { ReadingProgress } from "./reading-progress.ts";

/** What is drawn, see {@link drawReading}. */
interface Reading {
  /** What is done, as the name of the command. */
  readonly label: string;
  /** The files; what else is read does not count. */
  readonly paths: readonly string[];
  /** Milliseconds of a clock that only goes forward. @default performance.now */
  readonly now?: () => number;
}

/**
 * Draws how far the reading of files has come, at which rate and for how long yet, until it is disposed of: on a terminal, not
 * in CI, and only when it takes longer than a second.
 */
export async function drawReading(context: CliContext, { label, paths, now }: Reading): Promise<Disposable> {
  if (!drawsProgress(context)) return { [Symbol.dispose]: () => {} };
  const { readingChannel } = await import("@tunewright/jsonl");
  const total = paths.includes("-") ? undefined : await sizeOf(paths);
  const progress = new ReadingProgress(context.stderr, { label, total, ...(now === undefined ? {} : { now }) });
  const counted = new Set(paths);
  const listen = (message: unknown): void => {
    const { path, bytes } = message as PieceRead;
    if (counted.has(path)) progress.add(bytes);
  };
  readingChannel.subscribe(listen);
  return {
    [Symbol.dispose]: () => {
      readingChannel.unsubscribe(listen);
      progress.erase();
    },
  };
}

/** Bytes of all files; one that is missing is the work's to complain about. */
async function sizeOf(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
