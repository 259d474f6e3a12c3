import type { FileHandle } from "node:fs/promises";

/**
 * Writes all of some bytes; `FileHandle.writev` may write less than it was given, as on a disk that fills up.
 *
 * @throws The system's error, after which part of the bytes may be in the file.
 */
export async function writeAll(handle: FileHandle, pieces: readonly Buffer[]): Promise<void> {
  let rest = pieces;
  while (rest.length > 0) {
    let { bytesWritten } = await handle.writev(rest);
    let whole = 0;
    for (; whole < rest.length && bytesWritten >= (rest[whole]?.length ?? 0); whole += 1)
      bytesWritten -= rest[whole]?.length ?? 0;
    rest = rest.slice(whole).map((piece, index) => (index === 0 ? piece.subarray(bytesWritten) : piece));
  }
}
