import { z } from "zod";
import type { JobPhase, RemoteEvent, RemoteJob } from "../../training-provider.ts";

/** Shapes of Together's fine-tuning API (docs.together.ai/reference, read 2026-11), read loosely. */
const text = z.string().nullish().catch(null);
const figure = z.number().nullish().catch(null);

const eventSchema = z.looseObject({
  created_at: text,
  message: z.string().catch(""),
  type: z.string().catch("message"),
  level: text,
  step: figure,
  hash: text,
});

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
  batch_size: z.union([z.number(), z.string()]).nullish().catch(null),
  learning_rate: figure,
  random_seed: figure,
  created_at: text,
  updated_at: text,
  events: z.array(eventSchema).nullish().catch(null),
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
function isError({ level, type }: z.infer<typeof eventSchema>): boolean {
  return level?.toLowerCase() === "error" || /^job_(?:user_)?error$/i.test(type);
}

/** Reads a job loosely. */
export function readTogetherJob(value: unknown): TogetherJob {
  return togetherJobSchema.parse(value);
}

/** A job in the words that every provider shares. */
export function toRemoteJob(job: TogetherJob, requestId: string | null): RemoteJob {
  const phase: JobPhase = Object.hasOwn(phases, job.status) ? (phases[job.status] ?? "unknown") : "unknown";
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
    hyperparameters: Object.fromEntries(
      Object.entries({
        n_epochs: epochs,
        batch_size: job.batch_size ?? null,
        learning_rate: job.learning_rate ?? null,
      }).filter(([, value]) => value !== null),
    ),
    seed: job.random_seed ?? null,
    createdAt: parseTime(job.created_at),
    finishedAt: ended ? parseTime(job.updated_at) : null,
    estimatedFinish: null,
    resultFiles: [],
    error: phase === "failed" ? { code: null, message: failure?.message ?? "The job failed.", param: null } : null,
    // The unit of total_price is documented nowhere; a wrong bill is worse than none.
    cost: null,
    requestId,
  };
}

/** Reads an event; Together gives it no id, so its place in the list, oldest first, is one. */
export function toRemoteEvent(value: unknown, index: number): RemoteEvent {
  const event = eventSchema.parse(value);
  return {
    id: event.hash || `${event.created_at ?? ""}#${index}`,
    createdAt: parseTime(event.created_at),
    level: event.level?.toLowerCase() || "info",
    type: event.type,
    message: event.message,
    data: event.step === null || event.step === undefined ? {} : { step: event.step },
  };
}

function parseTime(value: string | null | undefined): number | null {
  const time = value ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
