import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";

/** What a step reads and writes, see {@link refuseOverwriting}. */
export interface ReadAndWritten {
  /** Paths; `-` is standard input. */
  readonly inputs: readonly string[];
  /** Paths; what is not there is not written. */
  readonly outputs: readonly (string | undefined)[];
}

/**
 * Refuses a step that would write over what it reads, or two things into one file: the data would be gone before anybody
 * saw that the step did wrong. Links count as the file they lead to; devices and pipes may be named as often as one likes.
 *
 * @throws {PipelineError} `USAGE`, with the path.
 */
export async function refuseOverwriting({ inputs, outputs }: ReadAndWritten): Promise<void> {
  const read = new Map<string, string>();
  for (const input of inputs) if (input !== "-") for (const key of await keysOf(input)) read.set(key, input);
  const written = new Set<string>();
  for (const output of outputs) {
    if (output === undefined) continue;
    const keys = await keysOf(output);
    if (keys.some((key) => read.has(key))) {
      throw new PipelineError("USAGE", `Cannot write ${output}: it is both read and written.`, {
        details: { path: output },
        hint: "Name another file for the output.",
      });
    }
    if (keys.some((key) => written.has(key))) {
      throw new PipelineError("USAGE", `Cannot write ${output}: two outputs name the same file.`, {
        details: { path: output },
        hint: "Name a file for each.",
      });
    }
    for (const key of keys) written.add(key);
  }
}

/** A file by its path and by its place on the disk, which all links to it share. */
async function keysOf(path: string): Promise<string[]> {
  const found: BigIntStats | undefined = await stat(path, { bigint: true }).catch(() => undefined);
  if (found === undefined) return [resolve(path)];
  return found.isFile() ? [resolve(path), `${found.dev}:${found.ino}`] : [];
}
