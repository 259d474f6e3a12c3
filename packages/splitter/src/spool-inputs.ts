import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AtomicWriter, openSource } from "@tunewright/jsonl";
import type { InputFile } from "./analyse-files.ts";

/** Inputs that can be read twice. */
export interface SpooledInputs extends AsyncDisposable {
  readonly inputs: readonly InputFile[];
}

/**
 * Makes standard input a file, since records are read once to be compared and once to be written.
 *
 * @param stdin What `-` reads.
 */
export async function spoolInputs(
  inputs: readonly InputFile[],
  stdin?: AsyncIterable<Uint8Array>,
): Promise<SpooledInputs> {
  if (!inputs.some(({ path }) => path === "-")) return { inputs, [Symbol.asyncDispose]: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "tunewright-stdin-"));
  const path = join(folder, "stdin.jsonl");
  await using writer = await AtomicWriter.open(path);
  for await (const piece of openSource("-", stdin === undefined ? {} : { stdin })) await writer.write(piece);
  await writer.commit();
  return {
    inputs: inputs.map((input) => (input.path === "-" ? { path, name: input.name ?? "-" } : input)),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
