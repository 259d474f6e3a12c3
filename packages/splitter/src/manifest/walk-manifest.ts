import type { SplitManifest, SplitRecord } from "@tunewright/schema";
import { walkDocument } from "./walk-document.ts";

/**
 * Reads a manifest of any length and checks it against its contract; one record at a time is held.
 *
 * @param take Is handed each record in its turn.
 * @returns The manifest without its records.
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no manifest.
 */
export async function walkManifest(
  path: string,
  take?: (record: SplitRecord) => void,
): Promise<Omit<SplitManifest, "records">> {
  // Loaded when a manifest is read: to write one, none of the schemas is needed.
  const { splitManifestSchema, splitRecordSchema } = await import("@tunewright/schema");
  const { records: _, ...summary } = await walkDocument(path, {
    schema: splitManifestSchema,
    lists: { records: { schema: splitRecordSchema, ...(take === undefined ? {} : { take }) } },
    what: "a split manifest",
  });
  return summary;
}
