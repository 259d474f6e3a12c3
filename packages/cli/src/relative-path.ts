import { relative, sep } from "node:path";

/**
 * A path as it looks from a folder, with slashes on every system: files that are shared keep one spelling, and output can be
 * typed and compared anywhere.
 *
 * @returns `.` for the folder itself; a file on another drive of Windows keeps its absolute path.
 */
export function relativePath(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/") || ".";
}
