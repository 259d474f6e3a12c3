import { stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { PipelineError } from "@tunewright/schema";

const datasetFiles = "**/*.{jsonl,jsonl.gz,jsonl.zst}";

/**
 * Expands file names, globs and folders into files, in a fixed order and without repeats.
 *
 * `-` stays as it is; a folder gives the JSONL files below it. Paths come back relative to `cwd` where they lie below it.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` when a name, a glob or a folder gives nothing.
 */
export async function expandInputs(patterns: readonly string[], cwd: string): Promise<string[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    for (const file of await expand(pattern, cwd)) files.add(file);
  }
  return [...files];
}

async function expand(pattern: string, cwd: string): Promise<string[]> {
  if (pattern === "-") return ["-"];
  const absolute = resolve(cwd, pattern);
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isDirectory() === true) {
    const { default: glob } = await import("fast-glob");
    const inside = await glob(datasetFiles, { cwd: absolute, absolute: true });
    if (inside.length > 0) return sortFiles(inside, cwd);
    throw new PipelineError("INPUT_NOT_FOUND", `Cannot read ${pattern}: the folder holds no JSONL file.`, {
      details: { path: pattern },
      hint: "Dataset files end in .jsonl, .jsonl.gz or .jsonl.zst.",
    });
  }
  if (found !== undefined) return [shorten(absolute, cwd)];
  // Loaded where a name is no file: it reads some sixty files itself.
  const { default: glob } = await import("fast-glob");
  const matches = glob.isDynamicPattern(pattern) ? await glob(pattern, { cwd, absolute: true, dot: false }) : [];
  if (matches.length > 0) return sortFiles(matches, cwd);
  const what = glob.isDynamicPattern(pattern) ? "no file matches" : "there is no such file";
  throw new PipelineError("INPUT_NOT_FOUND", `Cannot read ${pattern}: ${what}.`, {
    details: { path: pattern },
    hint: "Paths are relative to the current folder.",
  });
}

function sortFiles(files: readonly string[], cwd: string): string[] {
  // By code unit, not by locale: the order must be the same on every machine.
  return files.map((file) => shorten(file, cwd)).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
}

function shorten(path: string, cwd: string): string {
  const short = relative(cwd, path);
  if (short === "" || short.startsWith(`..${sep}..${sep}..`) || isAbsolute(short)) return path;
  return short.split(sep).join("/");
}

/** A path as the file system wants it, from one that {@link expandInputs} gave. */
export function locate(path: string, cwd: string): string {
  return path === "-" ? path : isAbsolute(path) ? path : join(cwd, path);
}
