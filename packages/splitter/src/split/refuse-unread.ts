import { PipelineError } from "@tunewright/schema/errors";
import type { TableFile } from "../records/record-table.ts";

/**
 * Refuses files to be kept apart that say nothing: a split that was compared with nothing looks like one without a leak.
 *
 * @throws {PipelineError} `DATASET_INVALID`, with the path and the issues of its first lines.
 */
export function refuseUnread(files: readonly TableFile[]): void {
  const unread = files.find(({ records }) => records === 0);
  if (unread === undefined) return;
  const { path, rejected, issues } = unread;
  const why = rejected === 0 ? "it is empty" : `none of its ${rejected} lines is a record or a prompt`;
  throw new PipelineError("DATASET_INVALID", `Cannot keep the split apart from ${path}: ${why}.`, {
    details: { path, rejected, issues: issues.slice(0, 10) },
    hint: 'Name JSONL with "messages", "prompt", "question" or "input" on each line, or a suite in YAML.',
  });
}
