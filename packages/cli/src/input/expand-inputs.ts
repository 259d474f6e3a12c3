import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import { relativePath } from "../relative-path.ts";

/** Which files of a folder are meant where the folder is named. */
interface FolderFiles {
  /** What their names look like. */
  readonly wanted: RegExp;
  /** What the folder lacks where it has none of them, and how they are named. */
  readonly missing: string;
  readonly hint: string;
}

const datasets: FolderFiles = {
  wanted: /\.jsonl(?:\.gz|\.zst)?$/,
  missing: "the folder holds no JSONL file",
  hint: "Dataset files end in .jsonl, .jsonl.gz or .jsonl.zst.",
};

/** Datasets, and suites beside them. */
export const datasetsAndSuites: FolderFiles = {
  wanted: /\.(?:ya?ml|jsonl(?:\.gz|\.zst)?)$/,
  missing: "the folder holds neither a suite nor a JSONL file",
  hint: "Suites end in .yaml; dataset files end in .jsonl, .jsonl.gz or .jsonl.zst.",
};

/** Options for {@link expandInputs}. */
export interface ExpandInputsOptions {
  /** What to do where nothing is found, for names that do not come from the command line. */
  readonly hint?: string | undefined;
  /** What a folder stands for. @default the JSONL files below it */
  readonly folder?: FolderFiles | undefined;
}

/** A file by its path, and by the name that reports call it. */
export interface NamedInput {
  readonly name: string;
  readonly path: string;
}

/** {@link expandInputs}, with the path of each file as the file system wants it. */
export async function findInputs(
  patterns: readonly string[],
  cwd: string,
  options?: ExpandInputsOptions,
): Promise<NamedInput[]> {
  return (await expandInputs(patterns, cwd, options)).map((name) => ({ name, path: locate(name, cwd) }));
}

/**
 * Expands file names, globs and folders into files, in a fixed order and without repeats.
 *
 * `-` stays as it is; a folder gives the files below it. Paths come back relative to `cwd` where they lie below it or were named so.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` when a name, a glob or a folder gives nothing; `USAGE` for an empty name.
 */
export async function expandInputs(
  patterns: readonly string[],
  cwd: string,
  options: ExpandInputsOptions = {},
): Promise<string[]> {
  /** How each file is shown, by the place where it lies: two ways to name a file, or a link to it, do not read it twice. */
  const shown = new Map<string, string>();
  for (const pattern of patterns) {
    for (const [file, name] of await expand(pattern, cwd, options)) {
      // A pipe of the shell has no place, and a file that is gone is told of by whoever reads it.
      const place = file === "-" ? file : await realpath(file).catch(() => file);
      if (!shown.has(place)) shown.set(place, name);
    }
  }
  return [...shown.values()];
}

type Found = readonly (readonly [absolute: string, shown: string])[];

async function expand(pattern: string, cwd: string, options: ExpandInputsOptions): Promise<Found> {
  const { folder = datasets, hint = "Paths are relative to the current folder." } = options;
  if (pattern === "-") return [["-", "-"]];
  if (pattern === "") {
    // An unset variable of a script must not mean "everything below this folder".
    throw new PipelineError("USAGE", "Cannot read a file without a name: an argument is empty.", {
      hint: "Is a variable of the calling script not set?",
    });
  }
  const absolute = resolve(cwd, pattern);
  const show = (files: readonly string[]): Found => sortFiles(files.map((file) => [file, shorten(file, pattern, cwd)]));
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isDirectory() === true) {
    const { filesBelow } = await import("./files-below.ts");
    const inside = await filesBelow(absolute, folder.wanted).catch(async (error: unknown) => {
      const { toInputError } = await import("@tunewright/jsonl");
      throw toInputError(error, pattern);
    });
    if (inside.length > 0) return show(inside);
    throw new PipelineError("INPUT_NOT_FOUND", `Cannot read ${pattern}: ${folder.missing}.`, {
      details: { path: pattern },
      hint: folder.hint,
    });
  }
  if (found !== undefined) return show([absolute]);
  // Loaded only now: most names are those of files, and a short command should not wait for a matcher.
  const { default: glob } = await import("fast-glob");
  const matches = glob.isDynamicPattern(pattern) ? await glob(pattern, { cwd, absolute: true, dot: false }) : [];
  if (matches.length > 0) return show(matches);
  const what = glob.isDynamicPattern(pattern) ? "no file matches" : "there is no such file";
  throw new PipelineError("INPUT_NOT_FOUND", `Cannot read ${pattern}: ${what}.`, {
    details: { path: pattern },
    hint,
  });
}

function sortFiles(files: Found): Found {
  // By code unit, not by locale: the order must be the same on every machine.
  return files.toSorted(([, left], [, right]) => (left < right ? -1 : left > right ? 1 : 0));
}

/** Relative to the current folder, unless the user gave an absolute path that leads out of it. */
function shorten(file: string, pattern: string, cwd: string): string {
  const short = relativePath(cwd, file);
  if (short === "." || isAbsolute(short)) return file;
  return isAbsolute(pattern) && short.startsWith("../") ? file : short;
}

/** A path as the file system wants it, from one that {@link expandInputs} gave. */
export function locate(path: string, cwd: string): string {
  return path === "-" ? path : isAbsolute(path) ? path : join(cwd, path);
}
