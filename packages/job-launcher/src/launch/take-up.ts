import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { JobRecord } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { callWithRetry } from "../call-with-retry.ts";
import type { LaunchState } from "../journal/journal-state.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { type RemoteJob, terminalPhases } from "../training-provider.ts";
import type { DatasetFile } from "./describe-dataset.ts";
import { findJob } from "./find-job.ts";
import { type LaunchContext, retryOptions } from "./launch-context.ts";
import { fingerprintOf, requestOf } from "./launch-identity.ts";
import type { LaunchPlan } from "./launch-plan.ts";
import { cancelYielded } from "./yield-to-twin.ts";

/** What a launch knows before it asks the provider anything. */
export interface LaunchWork {
  readonly context: LaunchContext;
  /** Folder of the records. */
  readonly data: string;
  readonly plan: LaunchPlan;
  /** Launch although nothing has changed since a job that succeeded. */
  readonly again: boolean;
  readonly train: DatasetFile;
  readonly validation: DatasetFile | undefined;
  /** The record as it stands. */
  readonly before: JobRecord | undefined;
  readonly content: string;
}

/** What an earlier launch left. */
export type TakenUp =
  | { readonly kind: "nothing" }
  /** Its job succeeded, nothing has changed, and the record tells so. */
  | { readonly kind: "up-to-date"; readonly record: JobRecord }
  /** Its job is the one that is wanted. */
  | { readonly kind: "job"; readonly job: RemoteJob };

const nothing: TakenUp = { kind: "nothing" };

/**
 * Finds out what an earlier launch of this version left behind.
 *
 * @throws {PipelineError} `JOB_LOCKED` when a job of this version with other data or settings has not ended; `JOB_NOT_FOUND` when the
 *   provider does not know a job that was paid for.
 */
export async function takeUp(work: LaunchWork): Promise<TakenUp> {
  const { context, before, content, again } = work;
  if (context.journal.state.current === undefined) await adoptRecord(work);
  const { current } = context.journal.state;
  if (current === undefined) return nothing;
  if (current.provider === context.provider.name) await cancelYielded(context);
  const same = current.content === content;
  if (
    same &&
    !again &&
    before?.job_id === current.jobId &&
    before !== undefined &&
    (await showsSuccess(work, before))
  ) {
    return { kind: "up-to-date", record: before };
  }
  if (current.jobId === undefined && !current.unresolved) return nothing;
  if (current.provider !== context.provider.name) {
    if (hasEnded(current, before)) return nothing;
    throw otherJobError(work, current, `is at ${current.provider}`);
  }
  const job = await currentJob(work, current);
  if (job === undefined) return nothing;
  if (!terminalPhases.has(job.phase)) {
    if (!same) throw otherJobError(work, current, "runs on other data or settings");
    return { kind: "job", job };
  }
  if (current.ended === undefined) {
    await context.journal.append({ step: "job-ended", job_id: job.id, phase: job.phase });
  }
  if (!same || again || (job.phase !== "succeeded" && job.phase !== "exported")) return nothing;
  return { kind: "job", job };
}

/** Whether a launch has come to its end, as the journal or the record tells. */
export function hasEnded(launch: LaunchState, before: JobRecord | undefined): boolean {
  if (launch.ended !== undefined) return true;
  return launch.jobId !== undefined && before?.job_id === launch.jobId && before.finished_at !== null;
}

/** A record without a journal comes from another checkout: its job counts all the same. */
async function adoptRecord(work: LaunchWork): Promise<void> {
  const { context, before, content, plan } = work;
  if (before === undefined || before.fingerprint === null) return;
  const same = before.fingerprint === fingerprintOf(content, before.run);
  await context.journal.append({
    step: "launch-started",
    model_version: plan.version,
    run: before.run,
    provider: before.provider,
    fingerprint: before.fingerprint,
    content: same ? content : before.fingerprint,
  });
  await context.journal.append({
    step: "job-created",
    fingerprint: before.fingerprint,
    job_id: before.job_id,
    how: "found",
  });
}

/** Whether a record tells of a job that ended well and of which the fruit is still there. */
async function showsSuccess({ data }: LaunchWork, record: JobRecord): Promise<boolean> {
  if (record.finished_at === null) return false;
  if (record.export_folder === null) return record.fine_tuned_model !== null;
  return stat(join(data, record.export_folder, "job.json")).then(
    () => true,
    () => false,
  );
}

/** The job of the journal's latest launch; `undefined` when it has none, or the provider has forgotten it. */
async function currentJob(work: LaunchWork, current: LaunchState): Promise<RemoteJob | undefined> {
  const { context, plan, train, validation } = work;
  if (current.jobId !== undefined) {
    const { jobId } = current;
    try {
      const retrieve = (): Promise<RemoteJob> => context.provider.retrieveJob(jobId, { signal: context.signal });
      return await callWithRetry(retrieve, retryOptions(context, "look at the job"));
    } catch (error) {
      if (!(error instanceof ProviderFailure) || error.status !== 404) throw error;
      if (work.again || !context.provider.capabilities.paid) return undefined;
      throw lostJobError(work, jobId);
    }
  }
  const request = requestOf(
    { provider: context.provider, plan },
    {
      fingerprint: current.fingerprint,
      trainingFile: current.files.get(train.sha256) ?? "",
      validationFile: validation === undefined ? undefined : current.files.get(validation.sha256),
    },
  );
  const found = await findJob(context, request);
  if (found === undefined) return undefined;
  await context.journal.append({
    step: "job-created",
    fingerprint: current.fingerprint,
    job_id: found.id,
    how: "found",
  });
  context.notify({ type: "job-found", jobId: found.id });
  return found;
}

/** A wrong key or project hides a job as well as a deletion does, so it is not for the program to pay for another. */
function lostJobError({ context, plan }: LaunchWork, jobId: string): PipelineError {
  const { version } = plan;
  return new PipelineError(
    "JOB_NOT_FOUND",
    `Cannot launch ${version}: it has the job ${jobId}, which ${context.provider.name} does not know.`,
    {
      details: { version, jobId },
      hint: "Check the key, the project and the base URL; if the job is really gone, make a new one with --again.",
    },
  );
}

function otherJobError(work: LaunchWork, current: LaunchState, why: string): PipelineError {
  const { version } = work.plan;
  return new PipelineError(
    "JOB_LOCKED",
    `Cannot launch ${version}: its job ${current.jobId ?? "of an interrupted launch"} ${why} and has not ended.`,
    {
      details: { version, jobId: current.jobId ?? null },
      hint: `Cancel it with "tunewright cancel --version ${version}", wait for it, or launch a new version.`,
    },
  );
}
