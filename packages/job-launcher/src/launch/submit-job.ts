import { PipelineError } from "@tunewright/schema/errors";
import { isUsedUp, ProviderFailure } from "../provider-failure.ts";
import type { CreateJobRequest, RemoteJob } from "../training-provider.ts";
import { findJob } from "./find-job.ts";
import { type LaunchContext, maxRetryAfterMs } from "./launch-context.ts";
import { yieldToTwin } from "./yield-to-twin.ts";

/** Creates that may leave for one launch before it gives up. */
const maxAttempts = 5;

/**
 * Gets a request its job, and never a second one.
 *
 * Before a create leaves, the intent is on disk and no job carries the fingerprint. When the answer is lost, the job is
 * looked for, not asked for again; only when it stays unfound after the settling delays may another create leave.
 *
 * @throws {PipelineError} `JOB_SUBMIT_FAILED` when the provider refuses, or stays unreachable.
 */
export async function submitJob(context: LaunchContext, request: CreateJobRequest): Promise<RemoteJob> {
  const { journal, provider, clock, signal, notify } = context;
  const { fingerprint } = request;
  let last: ProviderFailure | undefined;
  for (let round = 0; round < maxAttempts; round += 1) {
    const existing = await lookFor(context, request);
    if (existing !== undefined) {
      await journal.append({ step: "job-created", fingerprint, job_id: existing.id, how: "found" });
      notify({ type: "job-found", jobId: existing.id });
      return existing;
    }
    const attempt = (journal.state.current?.attempts ?? 0) + 1;
    signal?.throwIfAborted();
    await journal.append({ step: "create-intent", fingerprint, attempt });
    try {
      await context.hook("create: before the request");
      const job = await seeThrough(context, (patience) => provider.createJob(request, { signal: patience }));
      await context.hook("create: after the answer");
      await journal.append({ step: "job-created", fingerprint, job_id: job.id, how: "created" });
      notify({ type: "job-created", jobId: job.id });
      return await yieldToTwin(context, request, job);
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      last = error;
      if (error.kind === "uncertain") {
        await journal.append({ step: "create-uncertain", fingerprint, reason: error.message });
        notify({ type: "answer-lost", reason: error.message });
        continue;
      }
      await journal.append({ step: "create-refused", fingerprint, reason: error.message });
      const lasting = error.kind === "refused" || isUsedUp(error) || (error.retryAfterMs ?? 0) > maxRetryAfterMs;
      if (lasting) throw submitError(error);
      const delayMs = Math.max(error.retryAfterMs ?? 0, (context.retry.minDelayMs ?? 1000) * 2 ** round);
      notify({ type: "retry", action: "create the job", attempt, delayMs, reason: error.message });
      await clock.sleep(delayMs, signal);
    }
  }
  const found = await lookFor(context, request);
  if (found === undefined) throw submitError(last);
  await journal.append({ step: "job-created", fingerprint, job_id: found.id, how: "found" });
  notify({ type: "job-found", jobId: found.id });
  return found;
}

/** How long the answer to a create is waited for after somebody has pressed Ctrl-C. */
const patienceMs = 10_000;

/**
 * Makes a call that is not thrown away at once when the caller gives up: the answer to a create is worth a few seconds, since without it
 * the job must be looked for.
 */
async function seeThrough<Result>(
  { signal, notify, clock }: LaunchContext,
  call: (patience: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const patience = new AbortController();
  const answered = new AbortController();
  const giveUp = (): void => {
    notify({ type: "answer-awaited", longestMs: patienceMs });
    clock.sleep(patienceMs, answered.signal).then(
      () => patience.abort(signal?.reason),
      () => {},
    );
  };
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    return await call(patience.signal);
  } finally {
    signal?.removeEventListener("abort", giveUp);
    answered.abort();
  }
}

async function lookFor(context: LaunchContext, request: CreateJobRequest): Promise<RemoteJob | undefined> {
  try {
    return await findJob(context, request);
  } catch (error) {
    throw error instanceof ProviderFailure ? error.toPipelineError("look for the job") : error;
  }
}

function submitError(failure: ProviderFailure | undefined): PipelineError {
  const cause = failure?.toPipelineError("create the job");
  return new PipelineError("JOB_SUBMIT_FAILED", cause?.message ?? "Cannot create the job.", {
    cause: failure,
    details: cause?.details ?? {},
    hint: cause?.hint ?? "Launch again; no second job will be made.",
  });
}
