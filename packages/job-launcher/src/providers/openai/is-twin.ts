import { fingerprintKey, versionKey } from "../../fingerprint.ts";
import type { JobSearch } from "../../training-provider.ts";
import type { WireJob } from "./wire.ts";

/** How far the clocks of this machine and the service may lie apart. */
export const clockSkewMs = 5 * 60_000;

/** Whether a job that carries no fingerprint is the one that was asked for, told by everything else. */
export function isTwin(job: WireJob, search: JobSearch): boolean {
  const { request, askedAt } = search;
  if (askedAt === undefined || job.metadata?.[fingerprintKey] !== undefined) return false;
  if (job.metadata?.[versionKey] !== undefined) return false;
  const suffix = job.user_provided_suffix ?? job.suffix;
  return (
    job.training_file === request.trainingFile &&
    (job.validation_file ?? undefined) === request.validationFile &&
    (job.model === null ||
      job.model === undefined ||
      job.model === request.model ||
      job.model.startsWith(`${request.model}-`)) &&
    (job.seed === null || job.seed === undefined || job.seed === request.seed) &&
    (suffix === null || suffix === undefined || suffix === (request.suffix ?? null)) &&
    (job.created_at ?? 0) * 1000 >= askedAt - clockSkewMs
  );
}
