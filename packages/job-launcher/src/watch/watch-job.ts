import type { JobRecord, MetricPoint } from "@tunewright/schema";
import { callWithRetry } from "../call-with-retry.ts";
import { systemClock } from "../clock.ts";
import { metricOfEvent } from "../metrics/metric-of-event.ts";
import { parseMetrics, withEpochs } from "../metrics/parse-metrics.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { updateRecord } from "../record/build-record.ts";
import { readJobRecord, writeJobRecord } from "../record/job-record-file.ts";
import { type RemoteEvent, type RemoteJob, terminalPhases } from "../training-provider.ts";
import { type PollEvent, pollJob, type PollJobOptions } from "./poll-job.ts";
import { TrainingPace, type TrainingProgress } from "./training-pace.ts";

/** What happens while the job of a version is watched. */
export type WatchEvent =
  | PollEvent
  | TrainingProgress
  /** What the job left behind and cannot be had now; watching again gets it. */
  | { readonly type: "results-missing"; readonly results: readonly MissingResult[] }
  /** The job has ended and its record is whole. */
  | { readonly type: "record-written"; readonly record: JobRecord; readonly path: string };

/** A part of what a job leaves behind. */
export type MissingResult = "checkpoints" | "metrics";

/** Options for {@link watchJob}. */
export interface WatchJobOptions extends Omit<PollJobOptions, "jobId" | "knownEvents"> {
  /** Folder of the records. */
  readonly data: string;
  /** As `v8`. */
  readonly version: string;
}

/**
 * Follows the job of a version to its end and keeps its record true on the way.
 *
 * @throws {PipelineError} `JOB_NOT_FOUND`, `JOB_RECORD_INVALID`, `JOB_TIMEOUT`, `PROVIDER_REFUSED`, `NO_SPACE`.
 *
 * @example Wait for a version
 * ```ts
 * for await (const event of watchJob({ provider, data: "data", version: "v8" })) {
 *   if (event.type === "record-written") console.log(event.record.status);
 * }
 * ```
 */
export async function* watchJob(options: WatchJobOptions): AsyncGenerator<WatchEvent> {
  const { clock = systemClock, data, version } = options;
  let record = await readJobRecord(data, version);
  const pace = new TrainingPace(clock, record);
  let newest: MetricPoint | null = null;
  const seen: RemoteEvent[] = [];
  let runningSince: number | undefined;
  for await (const event of pollJob({ ...options, jobId: record.job_id })) {
    if (event.type !== "job-finished") yield event;
    if (event.type === "job-event") {
      seen.push(event.event);
      const progress = pace.ofEvent(event.event);
      if (progress !== undefined) yield progress;
    } else if (event.type === "job-progress") {
      newest = await newestPoint(options, event.job, newest);
      const progress = pace.ofJob(event.job, newest);
      if (progress !== undefined) yield progress;
    } else if (event.type === "job-status") {
      if (event.job.phase === "running") runningSince ??= clock.now();
      record = updateRecord(record, { job: event.job, events: seen, runningSince, now: clock.now() });
      // A record that tells of the end is whole: who finds one on the disk asks the provider no more.
      if (!terminalPhases.has(event.job.phase)) await writeJobRecord(data, record);
    } else if (event.type === "job-finished") {
      const { missing, ...whole } = await gatherResults(options, event.job, seen);
      if (missing.length > 0) yield { type: "results-missing", results: missing };
      record = updateRecord(record, { job: event.job, ...whole, runningSince, now: clock.now() });
      const path = await writeJobRecord(data, record);
      yield event;
      yield { type: "record-written", record, path };
    }
  }
}

/** The end of the curve so far. It is worth little beside the job: what cannot be had now is asked for with the next look. */
async function newestPoint(
  { provider, signal }: Pick<WatchJobOptions, "provider" | "signal">,
  job: RemoteJob,
  known: MetricPoint | null,
): Promise<MetricPoint | null> {
  if (!provider.capabilities.liveMetrics || job.phase !== "running") return known;
  try {
    const content = await provider.metrics(job, { signal, fromStep: known?.step });
    const points = content === undefined ? [] : parseMetrics(content);
    return latestOf(known === null ? points : [known, ...points]) ?? known;
  } catch (error) {
    if (error instanceof ProviderFailure) return known;
    throw error;
  }
}

/** The last step, with the last losses that were measured. */
function latestOf(points: readonly MetricPoint[]): MetricPoint | undefined {
  const last = points.at(-1);
  if (last === undefined) return undefined;
  const lastOf = (name: "train_loss" | "valid_loss"): number | null =>
    points.findLast((point) => point[name] !== null)?.[name] ?? null;
  return { ...last, train_loss: lastOf("train_loss"), valid_loss: lastOf("valid_loss") };
}

/** Everything that a job leaves behind: events, checkpoints and metrics. What cannot be had now is left out. */
export async function gatherResults(
  options: Pick<WatchJobOptions, "provider" | "clock" | "signal" | "retry">,
  job: RemoteJob,
  seen: readonly RemoteEvent[],
): Promise<{
  events: readonly RemoteEvent[];
  checkpoints: Awaited<ReturnType<typeof options.provider.checkpoints>> | undefined;
  metrics: readonly MetricPoint[];
  missing: readonly MissingResult[];
}> {
  const { provider, signal } = options;
  const missing: MissingResult[] = [];
  const call = async <Result>(name: MissingResult, get: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await callWithRetry(get, { ...options.retry, clock: options.clock, signal, retries: 4 });
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      missing.push(name);
      return undefined;
    }
  };
  const checkpoints = await call("checkpoints", () => provider.checkpoints(job.id, { signal }));
  const content = await call("metrics", () => provider.metrics(job, { signal }));
  let metrics = content === undefined ? [] : parseMetrics(content, { epochs: job.epochs });
  if (metrics.length === 0) metrics = metricsOfEvents(seen, job.epochs);
  return { events: seen, checkpoints, metrics, missing };
}

/** The curve as events told it, for providers that keep no metrics file. */
export function metricsOfEvents(events: readonly RemoteEvent[], epochs: number | null): MetricPoint[] {
  const found = events.map(metricOfEvent).filter((metric) => metric !== undefined);
  const byStep = new Map(found.map(({ point }) => [point.step, point]));
  const points = [...byStep.values()].sort((left, right) => left.step - right.step);
  return withEpochs(points, { epochs, totalSteps: found.at(-1)?.totalSteps });
}
