import type { JobRecord, MetricPoint } from "@tunewright/schema";
import { callWithRetry } from "../call-with-retry.ts";
import { type Clock, systemClock } from "../clock.ts";
import { metricOfEvent } from "../metrics/metric-of-event.ts";
import { parseMetrics, withEpochs } from "../metrics/parse-metrics.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { costOf, updateRecord } from "../record/build-record.ts";
import { readJobRecord, writeJobRecord } from "../record/job-record-file.ts";
import type { RemoteEvent, RemoteJob } from "../training-provider.ts";
import { type PollEvent, pollJob, type PollJobOptions } from "./poll-job.ts";

/** How far a training is. */
export interface TrainingProgress {
  readonly type: "progress";
  /** Steps so far. */
  readonly step: number;
  /** Steps in all; `undefined` until the provider tells. */
  readonly totalSteps: number | undefined;
  readonly point: MetricPoint;
  /** Milliseconds that are left, at the pace so far. */
  readonly etaMs: number | undefined;
  /** USD, at the pace so far; `null` where no price is known. */
  readonly costSoFar: number | null;
}

/** What happens while the job of a version is watched. */
export type WatchEvent =
  | PollEvent
  | TrainingProgress
  /** The job has ended and its record is whole. */
  | { readonly type: "record-written"; readonly record: JobRecord; readonly path: string };

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
  const pace = new Pace(clock, record);
  const seen: RemoteEvent[] = [];
  let runningSince: number | undefined;
  for await (const event of pollJob({ ...options, jobId: record.job_id })) {
    if (event.type !== "job-finished") yield event;
    if (event.type === "job-event") {
      seen.push(event.event);
      const progress = pace.progressOf(event.event);
      if (progress !== undefined) yield progress;
    } else if (event.type === "job-status") {
      if (event.job.phase === "running") runningSince ??= clock.now();
      record = updateRecord(record, { job: event.job, events: seen, runningSince, now: clock.now() });
      await writeJobRecord(data, record);
    } else if (event.type === "job-finished") {
      const whole = await gatherResults(options, event.job, seen);
      record = updateRecord(record, { job: event.job, ...whole, runningSince, now: clock.now() });
      const path = await writeJobRecord(data, record);
      yield event;
      yield { type: "record-written", record, path };
    }
  }
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
}> {
  const { provider, signal } = options;
  const call = async <Result>(what: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await callWithRetry(what, { ...options.retry, clock: options.clock, signal, retries: 4 });
    } catch (error) {
      if (error instanceof ProviderFailure) return undefined;
      throw error;
    }
  };
  const checkpoints = await call(() => provider.checkpoints(job.id, { signal }));
  const content = await call(() => provider.metrics(job, { signal }));
  let metrics = content === undefined ? [] : parseMetrics(content, { epochs: job.epochs });
  if (metrics.length === 0) metrics = metricsOfEvents(seen, job.epochs);
  return { events: seen, checkpoints, metrics };
}

/** The curve as events told it, for providers that keep no metrics file. */
export function metricsOfEvents(events: readonly RemoteEvent[], epochs: number | null): MetricPoint[] {
  const found = events.map(metricOfEvent).filter((metric) => metric !== undefined);
  const byStep = new Map(found.map(({ point }) => [point.step, point]));
  const points = [...byStep.values()].sort((left, right) => left.step - right.step);
  return withEpochs(points, { epochs, totalSteps: found.at(-1)?.totalSteps });
}

/** Tells from the steps so far how long the rest will take. */
class Pace {
  readonly #clock: Clock;
  readonly #record: JobRecord;
  #first: { readonly step: number; readonly at: number } | undefined;

  constructor(clock: Clock, record: JobRecord) {
    this.#clock = clock;
    this.#record = record;
  }

  progressOf(event: RemoteEvent): TrainingProgress | undefined {
    const metric = metricOfEvent(event);
    if (metric === undefined) return undefined;
    const { point, totalSteps } = metric;
    const at = event.createdAt ?? this.#clock.now();
    this.#first ??= { step: point.step, at };
    const { cost } = this.#record;
    const done = point.step - this.#first.step;
    const left = totalSteps === undefined ? undefined : Math.max(0, totalSteps - point.step);
    const etaMs = left === undefined || done <= 0 ? undefined : ((at - this.#first.at) / done) * left;
    const share = totalSteps === undefined || totalSteps === 0 ? undefined : point.step / totalSteps;
    const estimated = cost.estimated ?? (cost.price_per_million_tokens === 0 ? costOf(0, 0) : null);
    const costSoFar = share === undefined || estimated === null ? null : estimated * Math.min(1, share);
    return { type: "progress", step: point.step, totalSteps, point, etaMs, costSoFar };
  }
}
