/** Stands in every name of a trained model, so that none is taken for a GPT. */
export const organization = "tunewright-local";

/**
 * The name of a trained model, as `ft:local-ngram-5:tunewright-local:my-suffix:AbCd1234`.
 *
 * @param jobId The job's id, from which the last part follows, so that it is the same after a restart.
 */
export function trainedModelName(baseModel: string, suffix: string | null, jobId: string): string {
  return `ft:${baseModel}:${organization}:${suffix ?? ""}:${jobId.slice(-8)}`;
}

/** The name of a checkpoint of a trained model. */
export function checkpointName(model: string, step: number): string {
  return `${model}:ckpt-step-${step}`;
}
