import { isAbsolute, relative, sep } from "node:path";
import {
  type JobEvent,
  type JobRecord,
  jobRecordSchema,
  type MetricPoint,
  type PreviousJob,
  type ProviderName,
} from "@tunewright/schema";
import type { LaunchPlan } from "../launch/launch-plan.ts";
import type { DatasetFile } from "../launch/describe-dataset.ts";
import { redact } from "../redact.ts";
import type { RemoteCheckpoint, RemoteEvent, RemoteJob } from "../training-provider.ts";
import { isoOf, tidyJob, toJobCheckpoint, toJobEvent } from "./tidy-remote.ts";

/** What a price table says of a training. */
export interface TrainingPrice {
  /** USD for a million tokens, each counted once an epoch. */
  readonly usdPerMillionTokens: number;
  readonly source: string;
  /** `YYYY-MM-DD`, the day it was read. */
  readonly date: string;
  /** Whether tokens of the validation file are charged too, once an epoch. @default false */
  readonly validationCharged?: boolean | undefined;
}

/** What a record is made of. */
export interface BuildRecordInput {
  readonly plan: LaunchPlan;
  readonly provider: ProviderName;
  readonly job: RemoteJob;
  readonly train: DatasetFile;
  readonly validation: DatasetFile | undefined;
  readonly fingerprint: string;
  readonly run: number;
  readonly seed: number;
  /** Folder that the record lies in. */
  readonly folder: string;
  readonly toolVersion: string;
  readonly estimatedCost: number | null;
  readonly price: TrainingPrice | undefined;
  /** The record that this one replaces. */
  readonly before: JobRecord | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The record of a job that was just made or found. */
export function buildRecord(input: BuildRecordInput): JobRecord {
  const { plan, train, validation, price, before } = input;
  const job = tidyJob(input.job);
  const asked = plan.hyperparameters;
  const hyperparameters = {
    n_epochs: asked.epochs,
    ...(asked.batchSize === undefined ? {} : { batch_size: asked.batchSize }),
    ...(asked.learningRateMultiplier === undefined ? {} : { learning_rate_multiplier: asked.learningRateMultiplier }),
    ...(asked.beta === undefined ? {} : { beta: asked.beta }),
  };
  const sameJob = before?.job_id === job.id ? before : undefined;
  const record = jobRecordSchema.parse({
    record_version: 1,
    version: plan.version,
    job_id: job.id,
    provider: input.provider,
    base_model: job.model ?? plan.model,
    method: plan.method,
    suffix: plan.suffix ?? null,
    status: job.status,
    fine_tuned_model: job.fineTunedModel,
    training_file_id: job.trainingFile,
    validation_file_id: job.validationFile,
    train_examples: train.examples,
    validation_examples: validation?.examples ?? 0,
    epochs: job.epochs ?? (typeof asked.epochs === "number" ? asked.epochs : null),
    trained_tokens: job.trainedTokens,
    hyperparameters,
    seed: job.seed ?? input.seed,
    created_at: isoOf(job.createdAt ?? input.now),
    finished_at: isoOf(job.finishedAt),
    cost: {
      estimated: input.estimatedCost,
      price_per_million_tokens: price?.usdPerMillionTokens ?? null,
      price_source: price?.source ?? null,
      price_date: price?.date ?? null,
    },
    dataset: {
      train: portable(train.path, input.folder),
      validation: validation === undefined ? null : portable(validation.path, input.folder),
      train_sha256: train.sha256,
      validation_sha256: validation?.sha256 ?? null,
      manifest_sha256: plan.manifestSha256 ?? null,
    },
    rules: plan.rules ?? { sha256: null, replacements: null },
    tool: { version: input.toolVersion },
    result_metrics: sameJob?.result_metrics ?? [],
    events: sameJob?.events ?? [],
    fingerprint: input.fingerprint,
    run: input.run,
    previous_jobs: previousJobs(before, job.id),
    changes: plan.changes ?? before?.changes ?? null,
    export_folder: job.folder === undefined ? null : portable(job.folder, input.folder),
    timings: { updated_at: isoOf(input.now) },
  } satisfies Record<string, unknown>);
  return updateRecord(record, { job, now: input.now });
}

/** What has become known of a job since its record was written. */
export interface RecordUpdate {
  readonly job: RemoteJob;
  readonly events?: readonly RemoteEvent[] | undefined;
  readonly checkpoints?: readonly RemoteCheckpoint[] | undefined;
  readonly metrics?: readonly MetricPoint[] | undefined;
  /** When the job was first seen running. Milliseconds since 1970. */
  readonly runningSince?: number | undefined;
  readonly now: number;
}

/** The record with what is known now. Nothing that was known before is lost. */
export function updateRecord(record: JobRecord, update: RecordUpdate): JobRecord {
  const job = tidyJob(update.job);
  const trainedTokens = job.trainedTokens ?? record.trained_tokens;
  const price = record.cost.price_per_million_tokens;
  const created = job.createdAt;
  const finished = job.finishedAt;
  const requestIds = job.requestId === null ? record.request_ids : [...record.request_ids, job.requestId];
  const seconds = (from: number | null | undefined): number | null =>
    from === null || from === undefined || finished === null ? null : Math.max(0, (finished - from) / 1000);
  return jobRecordSchema.parse({
    ...record,
    base_model: job.model ?? record.base_model,
    status: job.status,
    fine_tuned_model: job.fineTunedModel ?? record.fine_tuned_model,
    training_file_id: job.trainingFile ?? record.training_file_id,
    validation_file_id: job.validationFile ?? record.validation_file_id,
    epochs: job.epochs ?? record.epochs,
    trained_tokens: trainedTokens,
    hyperparameters: { ...record.hyperparameters, ...job.hyperparameters },
    seed: job.seed ?? record.seed,
    created_at: isoOf(created) ?? record.created_at,
    finished_at: isoOf(finished) ?? record.finished_at,
    cost: {
      ...record.cost,
      estimated: record.cost.estimated ?? job.estimatedCost ?? null,
      final: job.cost ?? (trainedTokens === null || price === null ? record.cost.final : costOf(trainedTokens, price)),
    },
    events: mergeEvents(record.events, update.events ?? []),
    checkpoints: update.checkpoints?.map(toJobCheckpoint) ?? record.checkpoints,
    result_metrics:
      update.metrics !== undefined && update.metrics.length > 0 ? [...update.metrics] : record.result_metrics,
    error:
      job.error === null
        ? record.error
        : { code: job.error.code, message: redact(job.error.message), param: job.error.param },
    timings: {
      total_seconds: seconds(created) ?? record.timings.total_seconds,
      running_seconds: seconds(update.runningSince) ?? record.timings.running_seconds,
      updated_at: isoOf(update.now),
    },
    // The newest are the useful ones; a long watch must not grow the file without end.
    request_ids: [...new Set(requestIds)].slice(-20),
  });
}

/** USD for this many trained tokens, to a hundredth of a cent. */
export function costOf(trainedTokens: number, usdPerMillionTokens: number): number {
  return Math.round((trainedTokens * usdPerMillionTokens) / 100) / 1e4;
}

function previousJobs(before: JobRecord | undefined, jobId: string): PreviousJob[] {
  if (before === undefined) return [];
  if (before.job_id === jobId) return before.previous_jobs;
  const { job_id, status, fine_tuned_model, created_at, finished_at, trained_tokens, cost } = before;
  const last: PreviousJob = {
    job_id,
    status,
    fine_tuned_model,
    created_at,
    finished_at,
    trained_tokens,
    cost: cost.final,
  };
  return [last, ...before.previous_jobs];
}

function mergeEvents(known: readonly JobEvent[], fresh: readonly RemoteEvent[]): JobEvent[] {
  const byId = new Map(known.map((event) => [event.id, event]));
  for (const event of fresh) {
    byId.set(event.id, toJobEvent(event));
  }
  const events = [...byId.values()];
  const timeOf = ({ created_at }: JobEvent): number => Date.parse(created_at ?? "");
  // Without all times, and within one moment, they stay as they were told.
  if (events.some((event) => Number.isNaN(timeOf(event)))) return events;
  return events.toSorted((left, right) => timeOf(left) - timeOf(right));
}

/** A path relative to the record's folder, with `/`; only the name of a file that lies nowhere near it. */
function portable(path: string, folder: string): string {
  const short = relative(folder, path);
  if (isAbsolute(short) || short.startsWith(`..${sep}..${sep}..`)) return path.split(/[\\/]/).at(-1) ?? "";
  return short.split(sep).join("/");
}
