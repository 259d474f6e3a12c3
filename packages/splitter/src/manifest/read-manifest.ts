import { type SplitManifest, splitManifestSchema } from "@tunewright/schema";
import { readDocument } from "./read-document.ts";

/**
 * Reads a manifest and checks it against its contract.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no manifest.
 */
export async function readManifest(path: string): Promise<SplitManifest> {
  return readDocument(path, splitManifestSchema, "a split manifest");
}
