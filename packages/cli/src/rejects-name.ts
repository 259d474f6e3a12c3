import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { CliContext } from "./context.ts";

/**
 * Where records go that cannot be read, so that nothing is lost: where `--rejects` says, else beside the output.
 *
 * A device or a pipe (`/dev/null`, `>(gzip > …)`) has no beside, and neither has standard output; then it is the current folder.
 *
 * @param options `rejects`: what the flag names; `out`: the output as it was named, `-` or nothing for standard output.
 * @returns A path as it was named, or relative to the current folder.
 */
export async function rejectsName(
  { cwd }: CliContext,
  { rejects, out = "-" }: { readonly rejects?: string | undefined; readonly out?: string | undefined },
): Promise<string> {
  if (rejects !== undefined) return rejects;
  if (out === "-") return "rejects.jsonl";
  const found = await stat(resolve(cwd, out)).catch(() => undefined);
  const isPlace = found === undefined || found.isFile() || found.isDirectory();
  return isPlace ? `${out.replace(/[/\\]+$/, "")}.rejects.jsonl` : "rejects.jsonl";
}
