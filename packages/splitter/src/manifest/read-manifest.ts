import type { SplitManifest, SplitRecord } from "@tunewright/schema";
import { walkManifest } from "./walk-manifest.ts";

/**
 * Reads a manifest with all its records and checks it against its contract. `walkManifest` holds one record at a time.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no manifest.
 */
export async function readManifest(path: string): Promise<SplitManifest> {
  const records: SplitRecord[] = [];
  const summary = await walkManifest(path, (record) => records.push(record));
  return { ...summary, records };
}
