import { mkdir } from "node:fs/promises";
import { systemErrorCode } from "@tunewright/jsonl";

/**
 * Makes a folder and those above it.
 *
 * Node says of a read-only disk that the folder above is missing when it is to make several; asked for the one, it tells what is wrong.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw error;
    await mkdir(path);
  }
}
