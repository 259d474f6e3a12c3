import { callWithRetry } from "../call-with-retry.ts";
import { ProviderFailure } from "../provider-failure.ts";
import { type CreateJobRequest, type RemoteJob, terminalPhases } from "../training-provider.ts";
import { type LaunchContext, retryOptions } from "./launch-context.ts";

/** Two creates of one version that lie further apart than this were not made at the same moment: the second launch saw the first one's job. */
const sameMomentMs = 10 * 60_000;

/**
 * Looks whether another machine has made a job of the same fingerprint at the same moment, and gives ours up where its is the earlier one.
 *
 * The lock keeps two launches on one disk apart; two checkouts can both look, both find nothing, and both create. Each then sees the
 * other's job. Both take the one that the service dates first (of one second, the one whose id sorts first), and the other's maker
 * cancels his, which has hardly begun. A service that lists neither to the other is beyond help.
 *
 * @param made The job that was just created, and is in the journal.
 * @returns The job that counts.
 */
export async function yieldToTwin(
  context: LaunchContext,
  request: CreateJobRequest,
  made: RemoteJob,
): Promise<RemoteJob> {
  const { paid, refusesTwins = false } = context.provider.capabilities;
  if (!paid || refusesTwins) return made;
  const twins = await findTwins(context, request, made);
  const first = [made, ...twins].sort(byAge)[0] ?? made;
  if (first.id === made.id) return made;
  const { fingerprint } = request;
  await context.journal.append({ step: "job-yielded", fingerprint, job_id: made.id, twin_id: first.id });
  context.notify({ type: "twin-found", jobId: first.id, yieldedId: made.id });
  await cancelYielded(context);
  return first;
}

/** Cancels the job that this launch has given up, if that is still to be done. */
export async function cancelYielded(context: LaunchContext): Promise<void> {
  const { provider, journal, notify } = context;
  const jobId = journal.state.current?.yielded;
  if (jobId === undefined) return;
  await context.hook("cancel the second job: before the request");
  const cancel = async (): Promise<RemoteJob> => {
    const before = await provider.retrieveJob(jobId, { signal: context.signal });
    return terminalPhases.has(before.phase) ? before : provider.cancel(jobId, { signal: context.signal });
  };
  try {
    const { phase } = await callWithRetry(cancel, retryOptions(context, "cancel the second job"));
    await journal.append({ step: "yielded-ended", job_id: jobId, phase });
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    // The next launch tries again, and whoever reads this can do it at once.
    notify({ type: "twin-not-cancelled", jobId, reason: error.message });
  }
}

/** Jobs of the same fingerprint that were made at the same moment and have not ended. */
async function findTwins(context: LaunchContext, request: CreateJobRequest, made: RemoteJob): Promise<RemoteJob[]> {
  const { provider, journal, signal } = context;
  const exclude = new Set([...journal.state.earlierJobs, made.id]);
  const twins: RemoteJob[] = [];
  try {
    for (;;) {
      // Without the time of the create, only a job that carries the fingerprint is found: what merely looks alike is nobody's twin.
      const search = { request, exclude };
      const look = (): Promise<RemoteJob | undefined> => provider.findJob(search, { signal });
      const twin = await callWithRetry(look, { ...retryOptions(context, "look for a second job"), retries: 1 });
      if (twin === undefined || exclude.has(twin.id)) return twins;
      exclude.add(twin.id);
      if (!terminalPhases.has(twin.phase) && isSameMoment(twin, made)) twins.push(twin);
    }
  } catch (error) {
    // The job is made and recorded; a list that cannot be had now must not make a failure of it.
    if (error instanceof ProviderFailure) return twins;
    throw error;
  }
}

function isSameMoment({ createdAt: left }: RemoteJob, { createdAt: right }: RemoteJob): boolean {
  return left !== null && right !== null && Math.abs(left - right) <= sameMomentMs;
}

function byAge(left: RemoteJob, right: RemoteJob): number {
  return (left.createdAt ?? 0) - (right.createdAt ?? 0) || (left.id < right.id ? -1 : 1);
}
