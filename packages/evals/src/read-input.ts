import { readFile } from "node:fs/promises";
import { PipelineError } from "@tunewright/schema/errors";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
};

/**
 * Reads a file of text without its byte order mark, or says in one line why that cannot be.
 *
 * @param path Path of the file.
 * @param words `what`: the thing in the file, as "the suite"; `hint`: what to do where it is not there.
 * @throws {PipelineError} `INPUT_NOT_FOUND` for a file that is not there, `INPUT_UNREADABLE` for one that cannot be read.
 */
export async function readInput(
  path: string,
  { what, hint }: { readonly what: string; readonly hint: string },
): Promise<string> {
  try {
    // Some editors and shells put a mark before UTF-8, which is no part of the text.
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (cause) {
    const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "unknown error";
    const reason = reasons[code] ?? code;
    const isMissing = reason === reasons["ENOENT"];
    throw new PipelineError(
      isMissing ? "INPUT_NOT_FOUND" : "INPUT_UNREADABLE",
      `Cannot read ${what} ${path}: ${reason}.`,
      {
        cause,
        details: { path },
        hint,
      },
    );
  }
}
