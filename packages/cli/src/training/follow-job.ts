import { type Clock, type TrainingProvider, type WaitForChange, watchJob } from "@tunewright/job-launcher";
import type { JobRecord } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext, note } from "../context.ts";
import { printable } from "../output/printable.ts";
import { WatchDrawing } from "./draw-watch.ts";

/** Options for {@link followJob}. */
export interface FollowJobOptions {
  readonly provider: TrainingProvider;
  readonly data: string;
  readonly version: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds?: number | undefined;
  readonly waitForChange?: WaitForChange | undefined;
  /** Whether the job goes on when this process ends. */
  readonly outlives: boolean;
  /** Tells only of outages and of statuses that nobody knows. */
  readonly quiet?: boolean | undefined;
  readonly clock?: Clock | undefined;
  /** Is handed the record of a job that did not succeed, before the error says so: a program wants to read why. */
  readonly onFailure?: ((record: JobRecord) => Promise<void>) | undefined;
}

/**
 * Watches a job to its end, drawing on stderr.
 *
 * @returns The whole record of a job that succeeded.
 * @throws {PipelineError} `JOB_FAILED` when it did not; `INTERRUPTED` on Ctrl-C, which leaves it running.
 */
export async function followJob(context: CliContext, options: FollowJobOptions): Promise<JobRecord> {
  const { version } = options;
  const drawing = new WatchDrawing(context);
  let record: JobRecord | undefined;
  let phase = "";
  try {
    const events = watchJob({
      provider: options.provider,
      data: options.data,
      version,
      intervalMs: options.intervalSeconds * 1000,
      deadlineMs: options.timeoutSeconds === undefined ? undefined : options.timeoutSeconds * 1000,
      waitForChange: options.waitForChange,
      signal: context.signal,
      clock: options.clock,
    });
    for await (const event of events) {
      // What keeps the job from being seen is worth a line on stderr also where stdout is for a program.
      const isTrouble = ["status-unknown", "outage", "results-missing"].includes(event.type);
      if (options.quiet !== true || isTrouble) await drawing.draw(event);
      if (event.type === "job-finished") phase = event.job.phase;
      if (event.type === "record-written") record = event.record;
    }
  } catch (error) {
    if (!context.signal.aborted || error instanceof PipelineError) throw error;
    throw new PipelineError(
      "INTERRUPTED",
      options.outlives ? `Stopped watching; the job of ${version} runs on.` : `Stopped; the job of ${version} waits.`,
      { cause: error, hint: `Come back with "tunewright watch --version ${version}".` },
    );
  } finally {
    drawing.finish();
  }
  if (record !== undefined && (phase === "succeeded" || phase === "exported")) {
    if (record.fine_tuned_model === null && record.export_folder === null) {
      await note(
        context,
        `The job succeeded, and the provider has not named its model yet; ask again with "tunewright status --version ${version}".`,
      );
    }
    return record;
  }
  if (record !== undefined) await options.onFailure?.(record);
  const why = record?.error === null || record?.error === undefined ? "" : `: ${printable(record.error.message)}`;
  throw new PipelineError(
    "JOB_FAILED",
    `The job of ${version} ended as ${record?.status ?? "unknown"}${why}.`.replace(/\.\.$/, "."),
    {
      details: { version, jobId: record?.job_id, status: record?.status },
      hint: `Read its events with "tunewright events --version ${version}".`,
    },
  );
}
