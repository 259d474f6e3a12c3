import { createHash } from "node:crypto";
import * as z from "zod";
import type { JobPhase, RemoteCheckpoint, RemoteEvent, RemoteJob, RemoteProgress } from "../../training-provider.ts";
import { figure, parseTime, phaseIn, text, told } from "../loose-wire.ts";

// Shapes of Together's fine-tuning API (docs.together.ai/reference, read 2026-11), read loosely.

const eventSchema = z.looseObject({
  created_at: text,
  message: z.string().catch(""),
  type: z.string().catch("message"),
  level: text,
  step: figure,
  total_steps: figure,
});
type TogetherEvent = z.infer<typeof eventSchema>;

/** A job as Together tells of it, read loosely. */
export const togetherJobSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string().catch("unknown"),
  model: text,
  model_output_name: text,
  output_name: text,
  suffix: text,
  training_file: text,
  validation_file: text,
  token_count: figure,
  n_epochs: figure,
  epochs_completed: figure,
  batch_size: z.union([z.number(), z.string()]).nullish().catch(null),
  learning_rate: figure,
  random_seed: figure,
  created_at: text,
  updated_at: text,
  events: z.array(eventSchema).nullish().catch(null),
  progress: z
    .looseObject({ estimate_available: z.boolean().catch(false), seconds_remaining: figure })
    .nullish()
    .catch(null),
});
/** A job as Together tells of it. */
export type TogetherJob = z.infer<typeof togetherJobSchema>;

const phases: Readonly<Record<string, JobPhase>> = {
  pending: "waiting",
  queued: "waiting",
  running: "running",
  compressing: "running",
  uploading: "running",
  cancel_requested: "running",
  cancelled: "cancelled",
  error: "failed",
  user_error: "failed",
  completed: "succeeded",
};

/** Levels and types of events are written `Info` and `JOB_ERROR` by one version of the service, `info` and `job_error` by another. */
function isError({ level, type }: TogetherEvent): boolean {
  return level?.toLowerCase() === "error" || /^job_(?:user_)?error$/i.test(type);
}

/** Reads a job loosely. */
export function readTogetherJob(value: unknown): TogetherJob {
  return togetherJobSchema.parse(value);
}

/** A job in the words that every provider shares. */
export function toRemoteJob(job: TogetherJob, requestId: string | null): RemoteJob {
  const phase = phaseIn(phases, job.status);
  const ended = phase === "succeeded" || phase === "failed" || phase === "cancelled";
  const epochs = job.n_epochs ?? null;
  const failure = phase === "failed" ? job.events?.findLast((event) => isError(event)) : undefined;
  return {
    id: job.id,
    status: job.status,
    phase,
    model: job.model ?? null,
    fineTunedModel: phase === "succeeded" ? (job.model_output_name ?? job.output_name ?? null) : null,
    trainingFile: job.training_file || null,
    validationFile: job.validation_file || null,
    trainedTokens: job.token_count ?? null,
    epochs,
    hyperparameters: told<number | string>({
      n_epochs: epochs,
      batch_size: job.batch_size,
      learning_rate: job.learning_rate,
    }),
    seed: job.random_seed ?? null,
    createdAt: parseTime(job.created_at),
    finishedAt: ended ? parseTime(job.updated_at) : null,
    estimatedFinish: null,
    resultFiles: [],
    error: phase === "failed" ? { code: null, message: failure?.message ?? "The job failed.", param: null } : null,
    // The unit of total_price is documented nowhere; a wrong bill is worse than none.
    cost: null,
    requestId,
    ...(phase === "running" ? { progress: progressOf(job) } : {}),
  };
}

/** Steps are told by events only, and the time left by the job itself. */
function progressOf(job: TogetherJob): RemoteProgress {
  const largest = (name: "step" | "total_steps"): number | null =>
    Math.max(0, ...(job.events ?? []).map((event) => event[name] ?? 0)) || null;
  const remaining = job.progress?.estimate_available === true ? (job.progress.seconds_remaining ?? null) : null;
  return {
    step: largest("step"),
    totalSteps: largest("total_steps"),
    epoch: job.epochs_completed ?? null,
    share: null,
    secondsLeft: remaining,
  };
}

/**
 * Reads the events of a job, in the order in which they were told.
 *
 * Together gives them no id and promises no order, so what an event says is its id; the same said twice is told apart by its count.
 */
export function toRemoteEvents(values: readonly unknown[]): RemoteEvent[] {
  const seen = new Map<string, number>();
  return values.map((value) => {
    const event = eventSchema.parse(value);
    const said = createHash("sha256").update(JSON.stringify([event.type, event.step ?? null, event.message]));
    const id = `${event.created_at ?? ""}#${said.digest("hex").slice(0, 16)}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return {
      id: count === 1 ? id : `${id}-${count}`,
      createdAt: parseTime(event.created_at),
      level: event.level?.toLowerCase().replace(/^legacy_i?/, "") || "info",
      type: event.type,
      message: event.message,
      data: told({ step: event.step, total_steps: event.total_steps }),
    };
  });
}

const checkpointSchema = z.looseObject({
  step: figure,
  created_at: text,
  path: z.string().min(1),
  object_name: text,
});

/** Reads a checkpoint: its name in the model registry where it has one, else the place of its files. */
export function toRemoteCheckpoint(value: unknown): RemoteCheckpoint {
  const { step, created_at, path, object_name } = checkpointSchema.parse(value);
  return {
    id: path,
    step: step ?? null,
    model: object_name || path,
    createdAt: parseTime(created_at),
    metrics: {},
  };
}
