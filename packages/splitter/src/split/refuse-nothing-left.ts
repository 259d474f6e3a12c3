import { PipelineError } from "@tunewright/schema/errors";
import type { RecordTable } from "../records/record-table.ts";
import { DROPPED } from "./split-units.ts";

/** @throws {PipelineError} `SPLIT_IMPOSSIBLE`, with what became of the records, when none is left to be split. */
export function refuseNothingLeft(
  table: RecordTable,
  sides: Uint8Array,
  dropped: { readonly exact: number; readonly near: number; readonly leaks: number },
): void {
  if (sides.some((side) => side !== DROPPED)) return;
  const rejected = table.files.reduce((sum, file) => sum + file.rejected, 0);
  const details = { records: table.length, rejected, ...dropped };
  if (table.length > 0) {
    const message = `Cannot split: all ${table.length} records were left out, ${dropped.leaks} of them since they tell what the files to be kept apart ask.`;
    throw new PipelineError("SPLIT_IMPOSSIBLE", message, {
      details,
      hint: "Look at the pairs with --leaks report.",
    });
  }
  const [message, hint] =
    rejected === 0
      ? ["Cannot split: the files hold no record."]
      : [
          `Cannot split: none of the ${rejected} records can be read.`,
          'Run "tunewright validate" on the files to see why.',
        ];
  throw new PipelineError("SPLIT_IMPOSSIBLE", message ?? "", { details, ...(hint === undefined ? {} : { hint }) });
}
