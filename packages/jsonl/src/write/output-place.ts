import { randomUUID } from "node:crypto";
import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { systemErrorCode } from "../file-errors.ts";

/** Where an output really goes. */
export interface OutputPlace {
  /** The path behind any links. */
  readonly path: string;
  /** Where the bytes wait until the file is whole; absent for a device or a pipe, which nothing can be moved over. */
  readonly temporaryPath?: string;
  /** Permissions of the file that is replaced. */
  readonly mode?: number;
}

/** Bytes of a file's name that its temporary neighbour repeats: a name may have 255 in all. */
const NAME_BYTES = 120;

/**
 * Finds where an output goes: through a link to its file, and straight into what is no file.
 *
 * @throws {Error} With code `EISDIR` for a folder, otherwise as the system does.
 */
export async function findPlace(path: string): Promise<OutputPlace> {
  const found = await stat(path).catch((error: unknown) => {
    if (systemErrorCode(error) === "ENOENT" || systemErrorCode(error) === "ENOTDIR") return undefined;
    throw error;
  });
  if (found === undefined) return { path, temporaryPath: besides(path) };
  if (found.isDirectory()) throw Object.assign(new Error("The output is a folder."), { code: "EISDIR" });
  if (!found.isFile()) return { path };
  const target = await realpath(path);
  return { path: target, temporaryPath: besides(target), mode: found.mode & 0o7777 };
}

function besides(path: string): string {
  const name = Buffer.from(basename(path)).subarray(0, NAME_BYTES).toString();
  return join(dirname(path), `.${name}.${randomUUID()}.partial`);
}
