import { readFile } from "node:fs/promises";

/**
 * What tells a process from a later one with the same id: when it began, in the kernel's own ticks, which no change of the clock moves.
 *
 * @returns `undefined` for a process that has ended, and on systems that do not tell (`/proc` is Linux's).
 */
export async function processStart(pid: number): Promise<string | undefined> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name stands in brackets and may hold anything; the state comes behind it, and the start nineteen fields later (proc(5)).
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
