import { z } from "zod";
import type { JobPhase, RemoteJob } from "../../training-provider.ts";

/** Shapes of Fireworks' gateway API (docs.fireworks.ai/api-reference, read 2026-11), read loosely. */
const text = z.string().nullish().catch(null);
const figure = z.number().nullish().catch(null);
const trainingSchema = z.looseObject({
  baseModel: text,
  outputModel: text,
  epochs: figure,
  learningRate: figure,
  loraRank: figure,
  batchSize: figure,
});
const jobSchema = trainingSchema.extend({
  name: z.string().min(1),
  displayName: text,
  dataset: text,
  evaluationDataset: text,
  state: z.string().catch("JOB_STATE_UNSPECIFIED"),
  status: z.looseObject({ code: text, message: text }).nullish().catch(null),
  createTime: text,
  completedTime: text,
  trainingConfig: trainingSchema.nullish().catch(null),
  jobProgress: z.looseObject({ percent: figure, epoch: figure, inputTokens: figure }).nullish().catch(null),
});

const phases: Readonly<Record<string, JobPhase>> = {
  JOB_STATE_CREATING: "waiting",
  JOB_STATE_PENDING: "waiting",
  JOB_STATE_VALIDATING: "waiting",
  JOB_STATE_CREATING_INPUT_DATASET: "waiting",
  JOB_STATE_RUNNING: "running",
  JOB_STATE_EVALUATION: "running",
  JOB_STATE_ROLLOUT: "running",
  JOB_STATE_POLICY_UPDATE: "running",
  JOB_STATE_WRITING_RESULTS: "running",
  JOB_STATE_RE_QUEUEING: "waiting",
  JOB_STATE_IDLE: "waiting",
  JOB_STATE_CANCELLING: "running",
  JOB_STATE_PAUSED: "paused",
  JOB_STATE_COMPLETED: "succeeded",
  JOB_STATE_EARLY_STOPPED: "succeeded",
  JOB_STATE_FAILED: "failed",
  JOB_STATE_FAILED_CLEANING_UP: "failed",
  JOB_STATE_EXPIRED: "failed",
  JOB_STATE_CANCELLED: "cancelled",
};

/** Reads a job loosely, into the words that every provider shares. */
export function toRemoteJob(value: unknown, requestId: string | null): RemoteJob {
  const job = jobSchema.parse(value);
  const training = job.trainingConfig ?? job;
  const phase: JobPhase = Object.hasOwn(phases, job.state) ? (phases[job.state] ?? "unknown") : "unknown";
  const failed = phase === "failed";
  const settings = {
    n_epochs: training.epochs ?? null,
    learning_rate: training.learningRate ?? null,
    lora_rank: training.loraRank ?? null,
    batch_size: training.batchSize ?? null,
  };
  return {
    id: job.name,
    status: job.state,
    phase,
    model: training.baseModel ?? null,
    fineTunedModel: phase === "succeeded" ? (training.outputModel ?? null) : null,
    trainingFile: job.dataset ?? null,
    validationFile: job.evaluationDataset || null,
    trainedTokens: job.jobProgress?.inputTokens ?? null,
    epochs: training.epochs ?? null,
    hyperparameters: Object.fromEntries(Object.entries(settings).filter(([, setting]) => setting !== null)),
    seed: null,
    createdAt: parseTime(job.createTime),
    finishedAt: parseTime(job.completedTime),
    estimatedFinish: null,
    resultFiles: [],
    error: failed
      ? { code: job.status?.code ?? null, message: job.status?.message || "The job failed.", param: null }
      : null,
    cost: null,
    requestId,
  };
}

function parseTime(value: string | null | undefined): number | null {
  const time = value ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
