import { callWithRetry } from "../call-with-retry.ts";
import type { CreateJobRequest, RemoteJob } from "../training-provider.ts";
import { type LaunchContext, retryOptions } from "./launch-context.ts";

/**
 * Looks among the provider's jobs for the one that carries this request's fingerprint.
 *
 * While the answer to a create is unknown it looks again after each settling delay: a list may lag behind
 * what was created.
 */
export async function findJob(context: LaunchContext, request: CreateJobRequest): Promise<RemoteJob | undefined> {
  const { provider, journal, clock, signal } = context;
  const look = (): Promise<RemoteJob | undefined> => {
    const { current, earlierJobs } = journal.state;
    const search = { request, askedAt: current?.askedAt, exclude: new Set(earlierJobs) };
    return callWithRetry(
      async () => {
        await context.hook("look for the job: before the request");
        const found = await provider.findJob(search, { signal });
        await context.hook("look for the job: after the answer");
        return found;
      },
      retryOptions(context, "look for the job"),
    );
  };
  const { unresolved = false, attempts = 0 } = journal.state.current ?? {};
  // Whoever has waited for the list once need not wait for the same answer again.
  const delays = unresolved && context.settled.attempts !== attempts ? context.settleDelaysMs : [];
  let found = await look();
  for (const delay of delays) {
    if (found !== undefined) break;
    await clock.sleep(delay, signal);
    found = await look();
  }
  if (unresolved && found === undefined) context.settled.attempts = attempts;
  return found;
}
