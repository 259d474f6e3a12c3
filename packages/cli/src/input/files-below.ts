import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { isFolder } from "./is-there.ts";

/**
 * Finds the files below a folder, in no order; names that begin with a dot are left out.
 *
 * Links are followed, and a folder is read once however many links lead to it: a link to a folder above it would give every file forty
 * times. A link that leads nowhere is given as well, so that whoever reads it says so.
 *
 * @param folder Absolute path.
 * @param wanted What the name of a file looks like.
 * @throws {Error} The error of the system where a folder cannot be read.
 */
export async function filesBelow(folder: string, wanted: RegExp): Promise<string[]> {
  const files: string[] = [];
  const seen = new Set<string>();
  const folders = [folder];
  // After all others, so that a file is called by the place where it lies rather than by a link to it.
  const linked: string[] = [];
  for (let next = folders.shift(); next !== undefined; next = folders.shift() ?? linked.shift()) {
    const place = await realpath(next);
    if (seen.has(place)) continue;
    seen.add(place);
    for (const entry of await readdir(next, { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const path = join(next, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isSymbolicLink() && (await isFolder(path))) linked.push(path);
      // A pipe would wait for somebody to write into it.
      else if ((entry.isFile() || entry.isSymbolicLink()) && wanted.test(entry.name)) files.push(path);
    }
  }
  return files;
}
