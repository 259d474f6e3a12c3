import { type DedupeReport, dedupeReportSchema } from "@tunewright/schema";
import { readDocument } from "../manifest/read-document.ts";

/**
 * Reads a report of `dedupe` and checks it against its contract.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no such report.
 */
export async function readDedupeReport(path: string): Promise<DedupeReport> {
  return readDocument(path, dedupeReportSchema, "a report of dedupe");
}
