import { readFile } from "node:fs/promises";
import { systemErrorCode, toInputError } from "../file-errors.ts";

/**
 * Reads a small file that need not be there.
 *
 * @returns Its bytes, or `undefined` when there is no such file.
 * @throws {PipelineError} `INPUT_UNREADABLE`, with the path, when it is there and cannot be read.
 */
export async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw toInputError(error, path);
  }
}
