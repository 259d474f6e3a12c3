import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type CliContext, note } from "../context.ts";

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

/**
 * Says where the rejects of a run are; where it has none, those of an earlier run beside the same output are taken away.
 *
 * @param name What {@link rejectsName} gave for the options.
 * @param count Records that were rejected.
 */
export async function settleRejects(
  context: CliContext,
  { rejects, out = "-" }: { readonly rejects?: string | undefined; readonly out?: string | undefined },
  { name, count }: { readonly name: string; readonly count: number },
): Promise<void> {
  if (count > 0) {
    await note(context, `Rejected records are in ${name}.`);
    return;
  }
  // Filters that run side by side share the name that standard output has: what lies there may be another one's.
  if (rejects === undefined && out === "-") return;
  const { removeRejects } = await import("@tunewright/jsonl");
  await removeRejects(resolve(context.cwd, name));
}
