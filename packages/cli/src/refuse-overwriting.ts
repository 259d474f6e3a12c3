import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { PipelineError } from "@tunewright/schema";

/** What a command reads and writes; paths as the user named them. */
export interface ReadAndWritten {
  readonly cwd: string;
  /** The command, as in "Cannot split". */
  readonly verb: string;
  readonly inputs: readonly { readonly path: string }[];
  readonly outputs: readonly (string | undefined)[];
}

/**
 * Refuses to write a file over one that is read, or two over each other: an input would be gone before it could be used again.
 *
 * @throws {PipelineError} `USAGE`, with the file.
 */
export async function refuseOverwriting({ cwd, verb, inputs, outputs }: ReadAndWritten): Promise<void> {
  const read = new Set(await Promise.all(inputs.map(({ path }) => placeOf(path, cwd))));
  const written = new Set<string>();
  for (const output of outputs) {
    if (output === undefined || output === "-") continue;
    const place = await placeOf(output, cwd);
    if (read.has(place)) {
      throw new PipelineError("USAGE", `Cannot ${verb}: ${output} is both read and written.`, {
        details: { path: output },
        hint: "Name another file, or take it out of the inputs.",
      });
    }
    if (written.has(place)) {
      throw new PipelineError("USAGE", `Cannot ${verb}: ${output} is named for two outputs.`, {
        details: { path: output },
        hint: "Give each its own file.",
      });
    }
    written.add(place);
  }
}

/** A link is the file that it leads to. */
async function placeOf(path: string, cwd: string): Promise<string> {
  const absolute = resolve(cwd, path);
  return await realpath(absolute).catch(() => absolute);
}
