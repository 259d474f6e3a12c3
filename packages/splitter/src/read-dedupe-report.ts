import { readFile } from "node:fs/promises";
import { toInputError } from "@tunewright/jsonl";
import { type DedupeReport, dedupeReportSchema, PipelineError } from "@tunewright/schema";

/**
 * Reads a report of `dedupe` and checks it against its contract.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `DATASET_INVALID` when it is no such report.
 */
export async function readDedupeReport(path: string): Promise<DedupeReport> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw toInputError(error, path);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notAReport(path, "it is not JSON", error);
  }
  const parsed = dedupeReportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notAReport(path, `${issue?.path.join(".") ?? "the file"}: ${issue?.message ?? "wrong shape"}`, parsed.error);
}

function notAReport(path: string, reason: string, cause: unknown): PipelineError {
  return new PipelineError("DATASET_INVALID", `Cannot use ${path} as a report of dedupe: ${reason}.`, {
    cause,
    details: { path },
  });
}
