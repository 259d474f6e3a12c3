import { dirname } from "node:path";

/**
 * Writes the absolute paths of a message as they look from the current folder, which is how they were named on the command
 * line or in the config: a message that is pasted into a report need not tell where somebody's home is.
 *
 * @param text A message, with absolute paths as the packages below know them.
 * @param cwd The current folder, absolute. Paths in it, and in the two folders above it, are shortened.
 *
 * @example From a project
 * ```ts
 * shortenPaths("Cannot read /home/ann/model/raw/a.jsonl.", "/home/ann/model"); // Cannot read raw/a.jsonl.
 * ```
 */
export function shortenPaths(text: string, cwd: string): string {
  const parent = dirname(cwd);
  let short = text;
  for (const { base, prefix } of [
    { base: cwd, prefix: "" },
    { base: parent, prefix: "../" },
    { base: dirname(parent), prefix: "../../" },
  ]) {
    // The root, and a folder of the system such as /tmp, say more by their own names.
    if (isRoot(base) || (prefix !== "" && isRoot(dirname(base)))) continue;
    const name = base.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    short = short.replaceAll(new RegExp(`${before}${name}[/\\\\](?=[^\\s/])`, "g"), prefix);
    if (prefix === "") short = short.replaceAll(new RegExp(`${before}${name}(?![\\w/-]|\\.\\w)`, "g"), ".");
  }
  return short;
}

/** A path begins here: it is neither the end of a longer one nor part of a URL. */
const before = String.raw`(?<![\w/.~:-])`;

const isRoot = (folder: string): boolean => dirname(folder) === folder;
