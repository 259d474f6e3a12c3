import { fingerprintKey } from "../../fingerprint.ts";
import type { JobSearch, RemoteJob } from "../../training-provider.ts";
import { unlessMissing } from "./missing-route.ts";
import { twinKind } from "./twin-kind.ts";
import { readWireJob, toRemoteJob, type WireJob } from "./wire.ts";

/** Lists the service's jobs that fit a query, over all pages. */
export type ListJobs = (query: Readonly<Record<string, unknown>>) => AsyncIterable<unknown>;

/**
 * Finds the job that a create of ours made: by its fingerprint, and by everything else at a service that keeps no metadata.
 *
 * Every page is read. Where a service begins its list, and what time its clock shows, is promised nowhere, and a search that ends too
 * early pays for a second job.
 *
 * @throws {ProviderFailure} When the list cannot be had although a create may have left.
 */
export async function findOpenAIJob(listJobs: ListJobs, search: JobSearch): Promise<RemoteJob | undefined> {
  const { request, askedAt } = search;
  const filter = { metadata: { [fingerprintKey]: request.fingerprint } };
  const filtered = await unlessMissing(() => lookThrough(listJobs(filter), search));
  if (filtered?.ours !== undefined) return toRemoteJob(filtered.ours, null);
  if (askedAt === undefined) {
    // Nothing has been asked for yet, so a twin cannot be ours, and a service without lists hides nothing that is.
    if (filtered !== undefined) return undefined;
    const whole = await unlessMissing(() => lookThrough(listJobs({}), search));
    return whole?.ours === undefined ? undefined : toRemoteJob(whole.ours, null);
  }
  // From here on a create may have left: a list that cannot be had is a failure, not an empty one.
  const { ours, twins } = await lookThrough(listJobs({}), search);
  const found = ours ?? twins.timely ?? twins.same;
  return found === undefined ? undefined : toRemoteJob(found, null);
}

interface Seen {
  /** The job that carries the fingerprint. */
  readonly ours: WireJob | undefined;
  /** Jobs without one that are like the one that was asked for, by how sure that is. */
  readonly twins: { timely?: WireJob; same?: WireJob };
}

async function lookThrough(jobs: AsyncIterable<unknown>, search: JobSearch): Promise<Seen> {
  const twins: Seen["twins"] = {};
  for await (const item of jobs) {
    const job = readWireJob(item);
    if (search.exclude.has(job.id)) continue;
    if (job.metadata?.[fingerprintKey] === search.request.fingerprint) return { ours: job, twins };
    const kind = twinKind(job, search);
    if (kind !== undefined) twins[kind] ??= job;
  }
  return { ours: undefined, twins };
}
