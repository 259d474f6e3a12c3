import { mkdtemp, rm, stat } from "node:fs/promises";
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
  const isOnce = await Promise.all(inputs.map(({ path }) => isReadOnce(path)));
  if (!isOnce.includes(true)) return { inputs, [Symbol.asyncDispose]: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "tunewright-stdin-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const spooled: InputFile[] = [];
    for (const [index, input] of inputs.entries()) {
      if (isOnce[index] !== true) {
        spooled.push(input);
        continue;
      }
      const path = join(folder, `${index}.jsonl`);
      await using writer = await AtomicWriter.open(path);
      for await (const piece of openSource(input.path, stdin === undefined ? {} : { stdin })) await writer.write(piece);
      await writer.commit();
      spooled.push({ ...input, path, name: input.name ?? input.path });
    }
    return { inputs: spooled, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Standard input, and a pipe that a shell made of `<(command)`: who reads them has them, and nobody after him. */
async function isReadOnce(path: string): Promise<boolean> {
  if (path === "-") return true;
  return (await stat(path).catch(() => undefined))?.isFIFO() === true;
}
