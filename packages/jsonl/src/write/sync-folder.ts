import { open } from "node:fs/promises";

/**
 * Makes the names in a folder durable, such as that of a file that was made or moved; the bytes of the files are their own matter.
 *
 * Does nothing where the system does not let a folder be opened: the data is safe there, and only the order after a power cut is not
 * promised.
 */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // Nothing that a caller could do about it.
  }
}
