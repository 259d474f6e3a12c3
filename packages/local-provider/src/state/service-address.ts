import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { writeFileAtomic } from "@tunewright/jsonl";
import * as z from "zod";
import { findHolder } from "./state-lock.ts";

const addressSchema = z.strictObject({
  version: z.literal(1),
  process_id: z.int().positive(),
  url: z.url({ protocol: /^http$/ }),
});

/** A service that runs on a state folder. */
export interface RunningProvider {
  /** Process that serves it. */
  readonly processId: number;
  /** As `http://127.0.0.1:4310/v1`. */
  readonly baseUrl: string;
}

/** Writes down where the service of a state folder listens, so that other processes find it. */
export async function announceAddress(folder: string, url: string): Promise<void> {
  const address: z.infer<typeof addressSchema> = { version: 1, process_id: process.pid, url };
  await writeFileAtomic(addressPath(folder), `${JSON.stringify(address)}\n`);
}

/** Takes back what {@link announceAddress} wrote. */
export async function withdrawAddress(folder: string): Promise<void> {
  await rm(addressPath(folder), { force: true });
}

/**
 * Finds the service that runs on a state folder in another process.
 *
 * @returns `undefined` where none runs, or none that listens yet.
 */
export async function findRunningProvider(stateDirectory: string): Promise<RunningProvider | undefined> {
  const folder = resolve(stateDirectory);
  const holder = await findHolder(folder);
  if (holder === undefined) return undefined;
  try {
    const { process_id, url } = addressSchema.parse(JSON.parse(await readFile(addressPath(folder), "utf8")));
    // What a killed process left behind is no address of the one that came after it.
    return process_id === holder ? { processId: holder, baseUrl: `${url}/v1` } : undefined;
  } catch {
    return undefined;
  }
}

function addressPath(folder: string): string {
  return join(folder, "address.json");
}
