import * as z from "zod";
import {
  type JobPhase,
  type RemoteEvent,
  type RemoteJob,
  type RemoteProgress,
  terminalPhases,
} from "../../training-provider.ts";
import { figure, parseTime, phaseIn, text, told } from "../loose-wire.ts";

// Shapes of Fireworks' gateway API (docs.fireworks.ai/api-reference, read 2026-11), read loosely.

const trainingSchema = z.looseObject({
  baseModel: text,
  outputModel: text,
  epochs: figure,
  learningRate: figure,
  loraRank: figure,
  batchSize: figure,
  batchSizeSamples: figure,
});
const jobSchema = trainingSchema.extend({
  name: z.string().min(1),
  displayName: text,
  dataset: text,
  evaluationDataset: text,
  state: z.string().catch("JOB_STATE_UNSPECIFIED"),
  status: z.looseObject({ code: text, message: text }).nullish().catch(null),
  createTime: text,
  updateTime: text,
  completedTime: text,
  trainingConfig: trainingSchema.nullish().catch(null),
  jobProgress: z.looseObject({ percent: figure, epoch: figure, inputTokens: figure }).nullish().catch(null),
  // Google's money: whole units as text, and billionths.
  estimatedCost: z.looseObject({ currencyCode: text, units: text, nanos: figure }).nullish().catch(null),
  metricsFileSignedUrl: text,
});
/** A job as Fireworks tells of it. */
export type FireworksJob = z.infer<typeof jobSchema>;

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

/** Reads a job loosely. */
export function readFireworksJob(value: unknown): FireworksJob {
  return jobSchema.parse(value);
}

/** A job in the words that every provider shares. */
export function toRemoteJob(job: FireworksJob, requestId: string | null): RemoteJob {
  const training = job.trainingConfig ?? job;
  const phase = phaseOf(job);
  const failed = phase === "failed";
  const settings = {
    n_epochs: training.epochs,
    learning_rate: training.learningRate,
    lora_rank: training.loraRank,
    batch_size: training.batchSizeSamples ?? training.batchSize,
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
    hyperparameters: told(settings),
    seed: null,
    createdAt: parseTime(job.createTime),
    finishedAt: parseTime(job.completedTime),
    estimatedFinish: null,
    resultFiles: [],
    error: failed
      ? { code: job.status?.code ?? null, message: job.status?.message || "The job failed.", param: null }
      : null,
    cost: null,
    estimatedCost: dollarsOf(job),
    requestId,
    ...(job.jobProgress && !terminalPhases.has(phase)
      ? { progress: progressOf(job.jobProgress, training.epochs) }
      : {}),
  };
}

/** The percentage is that of the epoch which is named beside it, counted from 0; without one, of the whole job. */
function progressOf(
  { percent, epoch }: NonNullable<FireworksJob["jobProgress"]>,
  epochs: number | null | undefined,
): RemoteProgress {
  const part = Math.min(1, Math.max(0, (percent ?? 0) / 100));
  const inEpochs = epoch !== null && epoch !== undefined;
  const done = inEpochs ? epoch + part : null;
  return {
    step: null,
    totalSteps: null,
    epoch: done === null || !epochs ? done : Math.min(epochs, done),
    share: inEpochs ? null : percent === null || percent === undefined ? null : part,
    secondsLeft: null,
  };
}

function dollarsOf({ estimatedCost }: FireworksJob): number | undefined {
  if (!estimatedCost || estimatedCost.currencyCode !== "USD") return undefined;
  const dollars = Number(estimatedCost.units ?? 0) + (estimatedCost.nanos ?? 0) / 1e9;
  return Number.isFinite(dollars) && dollars >= 0 ? Math.round(dollars * 1e4) / 1e4 : undefined;
}

/** Where a job stands; a word that is not known stays so. */
function phaseOf({ state }: FireworksJob): JobPhase {
  return phaseIn(phases, state);
}

/**
 * What a job says about itself, as events, newest first: that it was made, how it stands, and that it has ended.
 *
 * The service keeps no list of events. Each state has an id of its own, so that a watch records every state that it sees.
 */
export function eventsOfJob(job: FireworksJob): RemoteEvent[] {
  const event = (id: string, time: string | null | undefined, message: string, level = "info"): RemoteEvent => ({
    id: `${job.name}#${id}`,
    createdAt: parseTime(time),
    level,
    type: "message",
    message,
    data: {},
  });
  const phase = phaseOf(job);
  const said = job.status?.message ? `${job.state}: ${job.status.message}` : job.state;
  const level = phase === "failed" ? "error" : "info";
  return [
    event(job.state, job.completedTime || job.updateTime, said, level),
    ...(job.createTime ? [event("created", job.createTime, "The job was created.")] : []),
  ];
}
