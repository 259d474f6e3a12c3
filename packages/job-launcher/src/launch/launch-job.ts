import { join } from "node:path";
import type { JobRecord, PreflightReport } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import type { CallWithRetryOptions } from "../call-with-retry.ts";
import { type Clock, systemClock } from "../clock.ts";
import { seedOf } from "../fingerprint.ts";
import { journalPath, LaunchJournal, type StepHook } from "../journal/launch-journal.ts";
import { acquireLaunchLock } from "../journal/launch-lock.ts";
import type { LaunchTools } from "../preflight/launch-tools.ts";
import { runPreflight } from "../preflight/run-preflight.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { buildRecord, updateRecord } from "../record/build-record.ts";
import { findJobRecord, jobRecordPath, writeJobRecord } from "../record/job-record-file.ts";
import type { RemoteJob, TrainingProvider } from "../training-provider.ts";
import { listEvents } from "../watch/refresh-job.ts";
import { gatherResults } from "../watch/watch-job.ts";
import { agreeToLaunch } from "./agree-to-launch.ts";
import { describeDataset } from "./describe-dataset.ts";
import { ensureFile } from "./ensure-file.ts";
import type { LaunchContext, LaunchNotice } from "./launch-context.ts";
import { contentOf, fingerprintOf, requestOf } from "./launch-identity.ts";
import type { LaunchPlan } from "./launch-plan.ts";
import { submitJob } from "./submit-job.ts";
import { hasEnded, type LaunchWork, takeUp } from "./take-up.ts";

/** Options for {@link launchJob}. */
export interface LaunchJobOptions {
  readonly provider: TrainingProvider;
  /** Folder of the records; journals lie in `.tunewright` inside it. */
  readonly data: string;
  readonly plan: LaunchPlan;
  readonly toolVersion: string;
  /** Counts, prices and model facts for the preflight, which says what is missing. */
  readonly tools?: LaunchTools | undefined;
  /** Asked before anything is paid, with the price in the report. Without it a launch that costs money is refused. */
  readonly confirm?: ((report: PreflightReport) => Promise<boolean>) | undefined;
  /** Told what the preflight found, before anybody is asked or anything is refused. */
  readonly onPreflight?: ((report: PreflightReport) => void | Promise<void>) | undefined;
  /** USD; a launch whose estimate is higher, or unknown, is refused. */
  readonly maxCost?: number | undefined;
  /** Launch although nothing has changed since a job that succeeded. */
  readonly again?: boolean | undefined;
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told of what the caller may want to print while it goes. */
  readonly onNotice?: ((notice: LaunchNotice) => void) | undefined;
  /** Time, for tests. @default the system's clock */
  readonly clock?: Clock | undefined;
  /** Waits between looks for a job whose create was not answered. @default [2000, 5000, 15000] */
  readonly settleDelaysMs?: readonly number[] | undefined;
  /** How calls that may be repeated are repeated. */
  readonly retry?: Pick<CallWithRetryOptions, "retries" | "minDelayMs" | "maxDelayMs" | "random"> | undefined;
  /** Called at every point where the process might die; for tests. */
  readonly hook?: StepHook | undefined;
}

/** How a launch went. */
export interface LaunchResult {
  /**
   * - `created`: a job was made.
   * - `found`: the job of an earlier, interrupted launch was taken up.
   * - `up-to-date`: nothing has changed since the job that succeeded; nothing was done.
   */
  readonly outcome: "created" | "found" | "up-to-date";
  readonly record: JobRecord;
  readonly recordPath: string;
  /** What was checked before paying; absent where nothing was to be paid. */
  readonly preflight?: PreflightReport;
}

/**
 * Gets a version its job, exactly once, however often it is called and wherever it was interrupted.
 *
 * Every step is in the journal before it is taken. A second call takes up the job of the first: it looks for the fingerprint
 * among the provider's jobs before it creates one.
 *
 * @throws {PipelineError} `JOB_LOCKED`, `PREFLIGHT_FAILED`, `COST_LIMIT`, `CONFIRMATION_NEEDED`, `JOB_SUBMIT_FAILED`,
 *   `PROVIDER_UNAVAILABLE`, `PROVIDER_REFUSED`, `PROVIDER_UNSUPPORTED`, `NO_SPACE`, `OUTPUT_UNWRITABLE`.
 */
export async function launchJob(options: LaunchJobOptions): Promise<LaunchResult> {
  const { data, plan, clock = systemClock } = options;
  jobRecordPath(data, plan.version);
  await using lock = await acquireLaunchLock(join(data, ".tunewright", `launch-${plan.version}`), plan.version);
  await using journal = await LaunchJournal.open(journalPath(data, plan.version), { clock, hook: options.hook });
  const signal = options.signal === undefined ? lock.lost : AbortSignal.any([options.signal, lock.lost]);
  const context: LaunchContext = {
    provider: options.provider,
    journal,
    clock,
    signal,
    hook: options.hook ?? (() => {}),
    notify: options.onNotice ?? (() => {}),
    settleDelaysMs: options.settleDelaysMs ?? [2000, 5000, 15_000],
    settled: {},
    retry: options.retry ?? {},
  };
  try {
    return await launch(context, options);
  } catch (error) {
    throw error instanceof ProviderFailure ? error.toPipelineError("launch the job") : error;
  }
}

async function launch(context: LaunchContext, options: LaunchJobOptions): Promise<LaunchResult> {
  const { plan, provider, data } = options;
  const train = await describeDataset(plan.trainFile, context.signal);
  const validation =
    plan.validationFile === undefined ? undefined : await describeDataset(plan.validationFile, context.signal);
  const before = await findJobRecord(data, plan.version);
  const content = contentOf(options, train, validation);
  const work: LaunchWork = { context, data, plan, again: options.again === true, train, validation, before, content };

  const left = await takeUp(work);
  if (left.kind === "up-to-date") {
    return { outcome: "up-to-date", record: left.record, recordPath: jobRecordPath(data, plan.version) };
  }
  if (left.kind === "job") return finish(work, options, { outcome: "found", job: left.job });

  const preflight = await runPreflight({
    provider,
    plan,
    train,
    validation,
    tools: options.tools,
    clock: context.clock,
    maxCost: options.maxCost,
    signal: context.signal,
  });
  await options.onPreflight?.(preflight);
  await agreeToLaunch(options, preflight);

  const fingerprint = await startLaunch(work);
  const trainingFile = await ensureFile(context, "train", train);
  const validationFile =
    validation === undefined || validation.examples === 0
      ? undefined
      : await ensureFile(context, "validation", validation);
  const job = await submitJob(context, requestOf(options, { fingerprint, trainingFile, validationFile }));
  return finish(work, options, { outcome: "created", job, preflight });
}

/** Begins a launch, or goes on with the one that was interrupted before its job was made. */
async function startLaunch(work: LaunchWork): Promise<string> {
  const { context, before, content, plan } = work;
  const { current } = context.journal.state;
  if (current !== undefined && current.content === content && !hasEnded(current, before)) return current.fingerprint;
  const run = Math.max(current?.run ?? 0, before !== undefined && before.fingerprint !== null ? before.run : 0) + 1;
  const fingerprint = fingerprintOf(content, run);
  await context.journal.append({
    step: "launch-started",
    model_version: plan.version,
    run,
    provider: context.provider.name,
    fingerprint,
    content,
  });
  return fingerprint;
}

async function finish(
  work: LaunchWork,
  options: LaunchJobOptions,
  result: { outcome: "created" | "found"; job: RemoteJob; preflight?: PreflightReport },
): Promise<LaunchResult> {
  const { context, train, validation, before } = work;
  const { outcome, job, preflight } = result;
  const { current } = context.journal.state;
  if (current === undefined) throw new Error("A job without a launch in the journal.");
  const price = options.tools?.trainingPrice?.({
    provider: options.provider.name,
    model: options.plan.model,
    method: options.plan.method,
  });
  const made = buildRecord({
    plan: options.plan,
    provider: options.provider.name,
    job,
    train,
    validation,
    fingerprint: current.fingerprint,
    run: current.run,
    seed: options.plan.seed ?? seedOf(current.fingerprint),
    folder: options.data,
    toolVersion: options.toolVersion,
    estimatedCost: preflight?.cost.estimated ?? (before?.job_id === job.id ? before.cost.estimated : null),
    price: options.provider.capabilities.paid
      ? price
      : { usdPerMillionTokens: 0, source: "no charge", date: dayOf(context) },
    before,
    now: context.clock.now(),
  });
  const record = job.phase === "succeeded" ? await completeRecord(context, made, job) : made;
  await context.hook("record: before it is written");
  const recordPath = await writeJobRecord(options.data, record);
  await context.hook("record: written");
  return { outcome, record, recordPath, ...(preflight === undefined ? {} : { preflight }) };
}

/** A job that has ended while nobody watched: a record that tells of a success is whole. */
async function completeRecord(context: LaunchContext, record: JobRecord, job: RemoteJob): Promise<JobRecord> {
  const { provider, clock, signal, retry } = context;
  const options = { provider, clock, signal, retry };
  const told = await listEvents(provider, job.id, options).catch((error: unknown) => {
    if (error instanceof PipelineError && signal?.aborted !== true) return [];
    throw error;
  });
  const { events, checkpoints, metrics } = await gatherResults(options, job, told);
  return updateRecord(record, { job, events, checkpoints, metrics, now: clock.now() });
}

function dayOf(context: LaunchContext): string {
  return new Date(context.clock.now()).toISOString().slice(0, 10);
}
