import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { toInputError } from "../file-errors.ts";

/**
 * SHA-256, in hex, of a file as it lies on disk (packed files are not unpacked).
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 })) hash.update(piece as Buffer);
  } catch (error) {
    throw toInputError(error, path);
  }
  return hash.digest("hex");
}
