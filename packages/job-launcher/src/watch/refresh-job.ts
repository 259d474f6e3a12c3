import type { JobEvent, JobRecord } from "@tunewright/schema";
import { callWithRetry, type CallWithRetryOptions } from "../call-with-retry.ts";
import { type Clock, systemClock } from "../clock.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { updateRecord } from "../record/build-record.ts";
import { readJobRecord, writeJobRecord } from "../record/job-record-file.ts";
import { type RemoteEvent, type RemoteJob, terminalPhases, type TrainingProvider } from "../training-provider.ts";
import { byTime, oldestFirst } from "./event-order.ts";
import { gatherResults } from "./watch-job.ts";

/** Options for {@link refreshJob}. */
export interface RefreshJobOptions {
  readonly provider: TrainingProvider;
  readonly data: string;
  /** As `v8`. */
  readonly version: string;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Time, for tests. @default the system's clock */
  readonly clock?: Clock | undefined;
  /** How the calls are repeated. */
  readonly retry?: Pick<CallWithRetryOptions, "retries" | "minDelayMs" | "maxDelayMs" | "random"> | undefined;
}

/** What can be done to a job that runs. */
export type JobChange = "cancel" | "pause" | "resume";

/**
 * Asks once where a job stands and brings its record up to date.
 *
 * @throws {PipelineError} `JOB_NOT_FOUND`, `PROVIDER_UNAVAILABLE`, `PROVIDER_REFUSED`.
 */
export async function refreshJob(options: RefreshJobOptions): Promise<JobRecord> {
  return update(options, "look at the job", (id) => options.provider.retrieveJob(id, { signal: options.signal }));
}

/**
 * Cancels, pauses or resumes the job of a version, and records where it stands then.
 *
 * @throws {PipelineError} `JOB_NOT_FOUND`, `PROVIDER_UNSUPPORTED`, `PROVIDER_UNAVAILABLE`, `PROVIDER_REFUSED`.
 */
export async function changeJob(options: RefreshJobOptions & { readonly change: JobChange }): Promise<JobRecord> {
  const { provider, change, signal } = options;
  return update(options, `${change} the job`, async (id) => {
    try {
      return await provider[change](id, { signal });
    } catch (error) {
      if (!(error instanceof ProviderFailure) || error.kind !== "refused") throw error;
      // An earlier try whose answer was lost, or somebody else, has done it already.
      const job = await provider.retrieveJob(id, { signal });
      if (isDone(change, job)) return job;
      throw error;
    }
  });
}

function isDone(change: JobChange, { phase }: RemoteJob): boolean {
  if (change === "cancel") return phase === "cancelled";
  return change === "pause" ? phase === "paused" : phase === "waiting" || phase === "running";
}

/** Options for {@link listEvents}. */
export interface ListEventsOptions extends Pick<RefreshJobOptions, "signal" | "clock" | "retry"> {
  /** Events that a watch has recorded; some providers forget them, or tell only how the job stands now. */
  readonly recorded?: readonly JobEvent[] | undefined;
}

/** Every event of a job, oldest first, each once. */
export async function listEvents(
  provider: TrainingProvider,
  jobId: string,
  options: ListEventsOptions = {},
): Promise<readonly RemoteEvent[]> {
  const collect = async (): Promise<readonly RemoteEvent[]> => {
    const events: RemoteEvent[] = [];
    for await (const event of provider.events(jobId, { signal: options.signal })) events.push(event);
    return oldestFirst(events);
  };
  const told = await orPipelineError(
    "list the events",
    callWithRetry(collect, { retries: 3, ...options.retry, clock: options.clock, signal: options.signal }),
  );
  const byId = new Map(told.map((event) => [event.id, event]));
  const recorded = (options.recorded ?? []).map((event) => byId.get(event.id) ?? toRemote(event));
  const known = new Set(recorded.map(({ id }) => id));
  return byTime([...recorded, ...told.filter(({ id }) => !known.has(id))]);
}

function toRemote({ id, created_at, level, type, message }: JobEvent): RemoteEvent {
  return { id, createdAt: created_at === null ? null : Date.parse(created_at), level, type, message, data: {} };
}

async function update(
  options: RefreshJobOptions,
  action: string,
  call: (id: string) => Promise<RemoteJob>,
): Promise<JobRecord> {
  const { data, version, clock = systemClock, provider } = options;
  const record = await readJobRecord(data, version);
  const retry = { retries: 3, ...options.retry, clock, signal: options.signal };
  const job = await orPipelineError(
    action,
    callWithRetry(() => call(record.job_id), retry),
  );
  const results = terminalPhases.has(job.phase)
    ? await gatherResults({ ...options, clock }, job, await listEvents(provider, job.id, options).catch(() => []))
    : undefined;
  const { missing = [], ...gathered } = results ?? {};
  const updated = updateRecord(record, { job, ...gathered, now: clock.now() });
  // A record that tells of a success is whole; what is missing now is asked for again the next time.
  if (job.phase !== "succeeded" || missing.length === 0) await writeJobRecord(data, updated);
  return updated;
}

async function orPipelineError<Value>(action: string, promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    throw error instanceof ProviderFailure ? error.toPipelineError(action) : error;
  }
}
