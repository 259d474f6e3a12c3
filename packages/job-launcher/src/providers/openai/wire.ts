import * as z from "zod";
import type {
  JobPhase,
  RemoteCheckpoint,
  RemoteEvent,
  RemoteFile,
  RemoteJob,
  RemoteModel,
} from "../../training-provider.ts";

import { figure, phaseIn, text } from "../loose-wire.ts";
import { readRetirement } from "./read-retirement.ts";

const object = z.record(z.string(), z.unknown()).nullish().catch(null);

const jobSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string().catch("unknown"),
  model: text,
  created_at: figure,
  finished_at: figure,
  estimated_finish: figure,
  fine_tuned_model: text,
  training_file: text,
  validation_file: text,
  trained_tokens: figure,
  result_files: z.array(z.string()).nullish().catch(null),
  seed: figure,
  hyperparameters: object,
  method: object,
  metadata: z.record(z.string(), z.string()).nullish().catch(null),
  suffix: text,
  user_provided_suffix: text,
  error: z.looseObject({ code: text, message: text, param: text }).nullish().catch(null),
});
/** A job as the wire carries it. */
export type WireJob = z.infer<typeof jobSchema>;

const phases: Readonly<Record<string, JobPhase>> = {
  validating_files: "waiting",
  queued: "waiting",
  pending: "waiting",
  created: "waiting",
  resuming: "waiting",
  running: "running",
  pausing: "running",
  cancelling: "running",
  paused: "paused",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
};

/** The phase that a status means; `unknown` for a word that nobody has told us of. */
export function phaseOf(status: string): JobPhase {
  return phaseIn(phases, status);
}

/** Reads a job loosely. */
export function readWireJob(value: unknown): WireJob {
  return jobSchema.parse(value);
}

/** A job in the words that every provider shares. */
export function toRemoteJob(job: WireJob, requestId: string | null): RemoteJob {
  const hyperparameters = resolvedHyperparameters(job);
  const epochs = hyperparameters["n_epochs"];
  const error = job.error?.message ? job.error : undefined;
  return {
    id: job.id,
    status: job.status,
    phase: phaseOf(job.status),
    model: job.model ?? null,
    fineTunedModel: job.fine_tuned_model ?? null,
    trainingFile: job.training_file ?? null,
    validationFile: job.validation_file ?? null,
    trainedTokens: job.trained_tokens ?? null,
    epochs: typeof epochs === "number" ? epochs : null,
    hyperparameters,
    seed: job.seed ?? null,
    createdAt: seconds(job.created_at),
    finishedAt: seconds(job.finished_at),
    estimatedFinish: seconds(job.estimated_finish),
    resultFiles: job.result_files ?? [],
    error:
      error === undefined
        ? null
        : { code: error.code ?? null, message: error.message ?? "", param: error.param ?? null },
    cost: null,
    requestId,
  };
}

/** The settings that the training uses, as far as the job tells. */
export function resolvedHyperparameters(job: WireJob): Readonly<Record<string, unknown>> {
  const type = job.method?.["type"];
  const settings = typeof type === "string" ? job.method?.[type] : undefined;
  const nested =
    typeof settings === "object" && settings !== null && "hyperparameters" in settings
      ? settings.hyperparameters
      : undefined;
  const inner = z.record(z.string(), z.unknown()).safeParse(nested);
  // The old place holds the resolved values of supervised jobs, the new one those of all methods.
  return { ...(inner.success ? inner.data : {}), ...withoutNulls(job.hyperparameters ?? {}) };
}

function withoutNulls(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

const eventSchema = z.looseObject({
  id: z.string(),
  created_at: figure,
  level: z.string().catch("info"),
  type: z.string().nullish().catch(null),
  message: z.string().catch(""),
  data: object,
});

/** Reads an event loosely. */
export function toRemoteEvent(value: unknown): RemoteEvent {
  const event = eventSchema.parse(value);
  return {
    id: event.id,
    createdAt: seconds(event.created_at),
    level: event.level,
    type: event.type ?? "message",
    message: event.message,
    data: event.data ?? {},
  };
}

const checkpointSchema = z.looseObject({
  id: z.string(),
  created_at: figure,
  step_number: figure,
  fine_tuned_model_checkpoint: z.string().catch(""),
  metrics: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** Reads a checkpoint loosely. */
export function toRemoteCheckpoint(value: unknown): RemoteCheckpoint {
  const checkpoint = checkpointSchema.parse(value);
  const metrics = Object.entries(checkpoint.metrics ?? {}).filter(([, metric]) => typeof metric === "number");
  return {
    id: checkpoint.id,
    step: checkpoint.step_number ?? null,
    model: checkpoint.fine_tuned_model_checkpoint,
    createdAt: seconds(checkpoint.created_at),
    metrics: Object.fromEntries(metrics.map(([name, metric]) => [name, Number(metric)])),
  };
}

const fileSchema = z.looseObject({
  id: z.string().min(1),
  bytes: z.number().nullish().catch(null),
  filename: text,
  status: text,
  status_details: text,
});

/** Words for a file that is being read; OpenAI's own `uploaded` is not among them, since a job may be made of such a file at once. */
const readingStatuses: ReadonlySet<string> = new Set([
  "pending",
  "processing",
  "in_progress",
  "validating",
  "running",
  "notRunning",
]);

/** Reads a file loosely. */
export function toRemoteFile(value: unknown): RemoteFile & { readonly filename: string | null } {
  const file = fileSchema.parse(value);
  const bad = file.status === "error" || file.status === "deleted" || file.status === "failed";
  return {
    id: file.id,
    bytes: file.bytes ?? 0,
    filename: file.filename ?? null,
    ...(bad ? { fault: file.status_details || `its status is ${file.status ?? "unknown"}` } : {}),
    ...(readingStatuses.has(file.status ?? "") ? { pending: true } : {}),
  };
}

const modelSchema = z.looseObject({ id: text });

/** Reads a model loosely. A server that finds it need not repeat its id; `null` or an empty body is no answer. */
export function toRemoteModel(value: unknown, asked: string): RemoteModel {
  const model = modelSchema.parse(value);
  return { id: model.id ?? asked, ...readRetirement(model) };
}

function seconds(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : value * 1000;
}
