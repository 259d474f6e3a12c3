import { digestOf, seedOf } from "../fingerprint.ts";
import type { CreateJobRequest, TrainingProvider } from "../training-provider.ts";
import type { DatasetFile } from "./describe-dataset.ts";
import type { LaunchPlan } from "./launch-plan.ts";

/** What identifies a launch. */
export interface LaunchSubject {
  readonly provider: TrainingProvider;
  readonly plan: LaunchPlan;
}

/** The request of a launch, with the provider's ids of its files. */
export function requestOf(
  options: LaunchSubject,
  ids: { fingerprint: string; trainingFile: string; validationFile: string | undefined },
): CreateJobRequest {
  const { plan } = options;
  return {
    version: plan.version,
    fingerprint: ids.fingerprint,
    model: plan.model,
    method: plan.method,
    trainingFile: ids.trainingFile,
    validationFile: ids.validationFile,
    suffix: plan.suffix,
    seed: plan.seed ?? seedOf(ids.fingerprint),
    hyperparameters: plan.hyperparameters,
    options: plan.options ?? {},
  };
}

/** Hash of everything that makes a job, apart from the run. */
export function contentOf(options: LaunchSubject, train: DatasetFile, validation: DatasetFile | undefined): string {
  const { plan, provider } = options;
  return digestOf({
    version: plan.version,
    provider: provider.name,
    model: plan.model,
    method: plan.method,
    suffix: plan.suffix,
    seed: plan.seed,
    hyperparameters: plan.hyperparameters,
    options: plan.options ?? {},
    train: train.sha256,
    validation: validation?.sha256,
    rules: plan.rules?.sha256,
  });
}

/** The fingerprint of the n-th job with this content. */
export function fingerprintOf(content: string, run: number): string {
  return digestOf({ content, run });
}
