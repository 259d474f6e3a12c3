import { fingerprintKey, versionKey } from "../../fingerprint.ts";
import { terminalPhases, type JobSearch } from "../../training-provider.ts";
import { phaseOf, resolvedHyperparameters, type WireJob } from "./wire.ts";

/** How far the clocks of this machine and the service may lie apart. */
const clockSkewMs = 5 * 60_000;

/**
 * Whether a job that carries no fingerprint is the one that was asked for, told by everything else.
 *
 * - `timely`: like the request, and made since it was about to leave.
 * - `same`: made before by its time, but clocks lie, and it tells the request's own seed and epochs. Taken for ours where no timely
 *   one is there: the same training a second time is worth nothing.
 */
export function twinKind(job: WireJob, search: JobSearch): "timely" | "same" | undefined {
  const { request, askedAt } = search;
  if (askedAt === undefined || job.metadata?.[fingerprintKey] !== undefined) return undefined;
  if (job.metadata?.[versionKey] !== undefined) return undefined;
  const suffix = job.user_provided_suffix ?? job.suffix;
  const isLike =
    job.training_file === request.trainingFile &&
    (job.validation_file ?? undefined) === request.validationFile &&
    (!isTold(job.model) || job.model === request.model || job.model.startsWith(`${request.model}-`)) &&
    (!isTold(job.seed) || job.seed === request.seed) &&
    (!isTold(suffix) || suffix === (request.suffix ?? null));
  if (!isLike) return undefined;
  if ((job.created_at ?? 0) * 1000 >= askedAt - clockSkewMs) return "timely";
  const epochs = resolvedHyperparameters(job)["n_epochs"];
  const wanted = request.hyperparameters.epochs;
  const phase = phaseOf(job.status);
  const isOfUse = !terminalPhases.has(phase) || phase === "succeeded";
  const isSame = isTold(job.seed) && (wanted === "auto" || typeof epochs !== "number" || epochs === wanted);
  return isSame && isOfUse ? "same" : undefined;
}

function isTold<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
