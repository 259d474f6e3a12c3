import type { DedupeReport, SavedPair } from "@tunewright/schema";
import { walkDocument } from "../manifest/walk-document.ts";

/**
 * Reads a report of `dedupe` of any length and checks it against its contract; one entry of its lists at a time is held.
 *
 * @param takePair Is handed each saved pair in its turn.
 * @returns The report, its lists of duplicates and pairs empty.
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no such report.
 */
export async function readDedupeReport(path: string, takePair: (pair: SavedPair) => void): Promise<DedupeReport> {
  // Loaded when a report is read: to write one, none of the schemas is needed.
  const { dedupeReportSchema, duplicateSchema, savedPairSchema } = await import("@tunewright/schema");
  return await walkDocument(path, {
    schema: dedupeReportSchema,
    lists: { duplicates: { schema: duplicateSchema }, pairs: { schema: savedPairSchema, take: takePair } },
    what: "a report of dedupe",
  });
}
