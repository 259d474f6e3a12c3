import type { SanitizeReport } from "@tunewright/schema";

/**
 * Writes the report of a sanitize run, piece by piece.
 *
 * @throws {PipelineError} `OUTPUT_UNWRITABLE` or `NO_SPACE`, with the path.
 */
export async function writeSanitizeReport(path: string, report: SanitizeReport): Promise<void> {
  const { AtomicWriter } = await import("@tunewright/jsonl");
  const { formatReport } = await import("@tunewright/sanitizer");
  await using writer = await AtomicWriter.open(path);
  for (const piece of formatReport(report)) await writer.write(piece);
  await writer.commit();
}
