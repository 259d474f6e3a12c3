import type { TrainingMethod } from "@tunewright/schema";
import type { CreateJobRequest } from "../../training-provider.ts";

/** Where the jobs of a method live, and the parameter that names a new one. */
const routes: Readonly<Record<TrainingMethod, { readonly route: string; readonly idParameter: string }>> = {
  supervised: { route: "supervisedFineTuningJobs", idParameter: "supervisedFineTuningJobId" },
  dpo: { route: "dpoJobs", idParameter: "dpoJobId" },
  reinforcement: { route: "reinforcementFineTuningJobs", idParameter: "reinforcementFineTuningJobId" },
};

/** The settings of `trainingConfig`; a supervised job has them at its top. */
const trainingSettings: ReadonlySet<string> = new Set([
  "warmStartFrom",
  "jinjaTemplate",
  "learningRate",
  "maxContextLength",
  "loraRank",
  "region",
  "epochs",
  "batchSize",
  "batchSizeSamples",
  "gradientAccumulationSteps",
  "learningRateWarmupSteps",
  "optimizerWeightDecay",
]);

/** Where the job of a request is made, and the parameter that gives it its id. */
export function routeOf(request: CreateJobRequest): { readonly route: string; readonly idParameter: string } {
  return routes[request.method];
}

/** Ids there hold lower-case letters, digits and hyphens, at most 63. */
export function jobId(request: CreateJobRequest): string {
  return `tw-${request.version}-${request.fingerprint.slice(0, 32)}`;
}

/** The whole name of the job of a request. */
export function jobName(account: string, request: CreateJobRequest): string {
  return `${account}/${routeOf(request).route}/${jobId(request)}`;
}

/** A model of the house where its name says no account. */
export function qualifiedModel(model: string): string {
  return model.startsWith("accounts/") ? model : `accounts/fireworks/models/${model}`;
}

/**
 * The body of a create. Options go where the method's own reference has them; what makes the job the one that was asked for, its data,
 * model and id, cannot be changed by an option.
 */
export function createBody(account: string, request: CreateJobRequest): Readonly<Record<string, unknown>> {
  const { epochs, batchSize, beta } = request.hyperparameters;
  const label = (request.suffix ?? request.version).toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  const options = Object.entries(request.options);
  const training = {
    ...Object.fromEntries(options.filter(([name]) => trainingSettings.has(name))),
    baseModel: qualifiedModel(request.model),
    outputModel: `${account}/models/${label}-${request.fingerprint.slice(0, 12)}`,
    ...(epochs === "auto" ? {} : { epochs }),
    ...(typeof batchSize === "number" ? { batchSizeSamples: batchSize } : {}),
  };
  const shared = {
    ...Object.fromEntries(options.filter(([name]) => !trainingSettings.has(name))),
    dataset: request.trainingFile,
    displayName: `tunewright ${request.version} ${request.fingerprint.slice(0, 16)}`,
  };
  const evaluation = request.validationFile === undefined ? {} : { evaluationDataset: request.validationFile };
  switch (request.method) {
    case "supervised":
      return { ...shared, ...training, ...evaluation };
    case "dpo": {
      const lossConfig = { method: "DPO", ...(typeof beta === "number" ? { klBeta: beta } : {}) };
      return { lossConfig, ...shared, trainingConfig: training };
    }
    case "reinforcement":
      return { ...shared, ...evaluation, evaluator: evaluatorOf(account, request), trainingConfig: training };
  }
}

/** The evaluator judges the answers; one without an account is the caller's own. */
function evaluatorOf(account: string, request: CreateJobRequest): string {
  const { evaluator } = request.options;
  const name = typeof evaluator === "string" ? evaluator : "";
  return name.startsWith("accounts/") ? name : `${account}/evaluators/${name}`;
}
