import type { JobCreateParams } from "openai/resources/fine-tuning/jobs/jobs";
import * as z from "zod";
import { fingerprintKey, versionKey } from "../../fingerprint.ts";
import type { CreateJobRequest } from "../../training-provider.ts";

const optionsSchema = z.looseObject({
  /** Settings of the method that have no name of their own in the config. */
  hyperparameters: z.record(z.string(), z.unknown()).default({}),
  /** Reinforcement only: what judges an answer. */
  grader: z.unknown().optional(),
});

/** The body of a create, in the shape that is not deprecated (`method`, not the `hyperparameters` at the top). */
export function createBody(request: CreateJobRequest, metadata: boolean): JobCreateParams {
  const { hyperparameters: extra, grader, ...rest } = optionsSchema.parse(request.options);
  const { epochs, batchSize, learningRateMultiplier, beta } = request.hyperparameters;
  const hyperparameters = {
    n_epochs: epochs,
    ...(batchSize === undefined ? {} : { batch_size: batchSize }),
    ...(learningRateMultiplier === undefined ? {} : { learning_rate_multiplier: learningRateMultiplier }),
    ...(request.method !== "dpo" || beta === undefined ? {} : { beta }),
    ...extra,
  };
  const settings = {
    hyperparameters,
    ...(request.method === "reinforcement" && grader !== undefined ? { grader } : {}),
  };
  const body = {
    ...rest,
    model: request.model,
    training_file: request.trainingFile,
    ...(request.validationFile === undefined ? {} : { validation_file: request.validationFile }),
    ...(request.suffix === undefined ? {} : { suffix: request.suffix }),
    seed: request.seed,
    method: { type: request.method, [request.method]: settings },
    ...(metadata ? { metadata: { [fingerprintKey]: request.fingerprint, [versionKey]: request.version } } : {}),
  };
  // The types know fewer settings than the service takes; the service has the last word.
  return body as JobCreateParams;
}
