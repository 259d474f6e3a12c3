import { open, rm } from "node:fs/promises";

/** How every line of a rejects file begins. */
const mark = '{"file":';

/**
 * Takes away the rejects file that an earlier run left, for a run that rejects nothing: beside its output the old file would speak of
 * records that are long repaired.
 *
 * Whatever is there and is no rejects file stays: another file, a folder, a device.
 *
 * @param path Where the rejects of this run would be.
 */
export async function removeRejects(path: string): Promise<void> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return;
  let isRejects = false;
  try {
    if ((await file.stat()).isFile()) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(mark.length), 0, mark.length, 0);
      isRejects = buffer.toString("latin1", 0, bytesRead) === mark;
    }
  } finally {
    await file.close();
  }
  // Who may not remove it keeps it, as before.
  if (isRejects) await rm(path).catch(() => {});
}
