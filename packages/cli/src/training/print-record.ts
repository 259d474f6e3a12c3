import type { JobRecord } from "@tunewright/schema";
import { type CliContext } from "../context.ts";
import { write } from "../output/write-output.ts";
import { describeRecord } from "./describe-record.ts";

/** Prints a job for a person, with what its curve says about the next training. */
export async function printRecord(context: CliContext, record: JobRecord): Promise<void> {
  await write(context.stdout, describeRecord(record));
  if (record.result_metrics.length === 0) return;
  const { adviseOnMetrics } = await import("@tunewright/job-launcher");
  await write(context.stdout, `${"curve".padEnd(16)}${adviseOnMetrics(record.result_metrics).message}\n`);
}
