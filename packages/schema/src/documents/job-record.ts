import * as z from "zod";
import { versionNamePattern } from "../version-name.ts";
import { providerNameSchema } from "./config.ts";
import { trainingMethodSchema } from "./training-method.ts";

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in hex");
/** A day alone stands where a history gives no time. */
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
const usd = z.number().nonnegative();

/** Name of a dataset and model version, as `v8`. */
export const versionNameSchema = z.string().regex(versionNamePattern, 'is not a version; write it as "v8"');

/** One point of the training curve. A value that the provider left out is `null`. */
export const metricPointSchema = z.looseObject({
  step: count,
  /** Epochs done at this step, as a fraction. */
  epoch: z.number().nonnegative().nullable().default(null),
  train_loss: z.number().nullable().default(null),
  train_accuracy: z.number().nullable().default(null),
  valid_loss: z.number().nullable().default(null),
  valid_mean_token_accuracy: z.number().nullable().default(null),
  /** Loss over the whole validation file, measured now and then. */
  full_valid_loss: z.number().nullable().default(null),
  full_valid_mean_token_accuracy: z.number().nullable().default(null),
});
/** One point of the training curve. */
export type MetricPoint = z.infer<typeof metricPointSchema>;

/** Something that the provider said about the job. */
export const jobEventSchema = z.strictObject({
  id: z.string(),
  created_at: moment.nullable(),
  level: z.string(),
  type: z.string(),
  message: z.string(),
});
/** Something that the provider said about the job. */
export type JobEvent = z.infer<typeof jobEventSchema>;

/** A model that was kept on the way. */
export const jobCheckpointSchema = z.strictObject({
  id: z.string(),
  step: count.nullable(),
  model: z.string(),
  created_at: moment.nullable(),
  metrics: z.record(z.string(), z.number().nullable()).default({}),
});
/** A model that was kept on the way. */
export type JobCheckpoint = z.infer<typeof jobCheckpointSchema>;

/** What the training cost, and where the figure comes from. */
export const jobCostSchema = z.strictObject({
  currency: z.literal("USD").default("USD"),
  /** Before the launch, from the token count of the dataset. */
  estimated: usd.nullable().default(null),
  /** After the job, from the tokens that the provider says it trained on, or its own bill. */
  final: usd.nullable().default(null),
  /** USD per million trained tokens. */
  price_per_million_tokens: usd.nullable().default(null),
  price_source: z.string().nullable().default(null),
  price_date: z.iso.date().nullable().default(null),
  /** The figure as an older document states it, where it cannot be derived. */
  stated: z.string().nullable().default(null),
  /** The price of a request as an older document states it. */
  stated_inference: z.string().nullable().default(null),
});
/** What the training cost, and where the figure comes from. */
export type JobCost = z.infer<typeof jobCostSchema>;

const rate = z.number().min(0).max(1).nullable().default(null);
const points = z.number().min(0).max(10).nullable().default(null);

/** The few figures of an evaluation that a list of versions shows. */
export const recordedEvaluationSchema = z.strictObject({
  passed: count.nullable().default(null),
  total: count.nullable().default(null),
  pass_rate: rate,
  average_score: points,
  security_score: points,
  wrong_api_avoidance: rate,
  forbidden_pattern_avoidance: rate,
  critical_issues: count.nullable().default(null),
  /** File with the whole evaluation, relative to the record. */
  results: z.string().nullable().default(null),
});
/** The few figures of an evaluation that a list of versions shows. */
export type RecordedEvaluation = z.infer<typeof recordedEvaluationSchema>;

/** A job that this version had before the present one. */
export const previousJobSchema = z.strictObject({
  job_id: z.string(),
  status: z.string().nullable(),
  fine_tuned_model: z.string().nullable(),
  created_at: moment.nullable(),
  finished_at: moment.nullable(),
  trained_tokens: count.nullable(),
  cost: usd.nullable(),
});
/** A job that this version had before the present one. */
export type PreviousJob = z.infer<typeof previousJobSchema>;

/**
 * `finetune_job_vN.json`: everything known of the job that made version N.
 *
 * Unlike other files, `version` is the version of the model; the version of the shape is `record_version`.
 * Paths are relative to the record; no key and no host is in it.
 */
export const jobRecordSchema = z.strictObject({
  record_version: z.literal(1),
  version: versionNameSchema,
  job_id: z.string().min(1),
  provider: providerNameSchema,
  base_model: z.string().nullable(),
  method: trainingMethodSchema.nullable().default(null),
  suffix: z.string().nullable(),
  /** The provider's own word; `null` where a history does not say. */
  status: z.string().nullable(),
  fine_tuned_model: z.string().nullable(),
  training_file_id: z.string().nullable(),
  validation_file_id: z.string().nullable(),
  train_examples: count.nullable(),
  validation_examples: count.nullable(),
  epochs: z.number().positive().nullable(),
  trained_tokens: count.nullable(),
  /** As the provider resolved them; before that as they were asked for. */
  hyperparameters: z.record(z.string(), z.unknown()),
  seed: z.int().nullable(),
  created_at: moment.nullable(),
  finished_at: moment.nullable(),
  cost: jobCostSchema,
  dataset: z.strictObject({
    train: z.string().nullable().default(null),
    validation: z.string().nullable().default(null),
    train_sha256: sha256.nullable(),
    validation_sha256: sha256.nullable(),
    manifest_sha256: sha256.nullable(),
  }),
  rules: z.strictObject({ sha256: sha256.nullable(), replacements: count.nullable() }),
  tool: z.strictObject({ name: z.string().default("tunewright"), version: z.string().nullable() }),
  result_metrics: z.array(metricPointSchema),
  events: z.array(jobEventSchema).default([]),
  checkpoints: z.array(jobCheckpointSchema).default([]),
  error: z
    .strictObject({ code: z.string().nullable(), message: z.string(), param: z.string().nullable() })
    .nullable()
    .default(null),
  /** What `metadata` at the provider carries: a hash of data, rules, config, version and run. */
  fingerprint: sha256.nullable().default(null),
  /** 1 for the first job of the version, one more for each job after it. */
  run: z.int().positive().default(1),
  timings: z
    .strictObject({
      /** Seconds from the job's creation to its end. */
      total_seconds: z.number().nonnegative().nullable().default(null),
      /** Seconds from the first time it was seen running to its end. */
      running_seconds: z.number().nonnegative().nullable().default(null),
      updated_at: moment.nullable().default(null),
    })
    .prefault({}),
  request_ids: z.array(z.string()).default([]),
  previous_jobs: z.array(previousJobSchema).default([]),
  /** What is new in this version, in a sentence. */
  changes: z.string().nullable().default(null),
  evaluation: recordedEvaluationSchema.nullable().default(null),
  /** Files that an export wrote, relative to the record. */
  export_folder: z.string().nullable().default(null),
  notes: z.array(z.string()).default([]),
  /** The record as an older tool wrote it, whole. */
  migrated_from: z.record(z.string(), z.unknown()).nullable().default(null),
});
/** `finetune_job_vN.json`, read. */
export type JobRecord = z.infer<typeof jobRecordSchema>;
/** `finetune_job_vN.json`, as it may be written: fields with a default may be left out. */
export type JobRecordInput = z.input<typeof jobRecordSchema>;

const promotionSchema = z.strictObject({
  version: versionNameSchema,
  model: z.string().min(1),
  promoted_at: moment.nullable(),
  /** Whether it was moved although the gate said no, or without a gate. */
  forced: z.boolean(),
});

/** `production.json`: which version serves, and which did before. */
export const productionSchema = z.strictObject({
  version: z.literal(1),
  current: promotionSchema,
  /** Earlier ones, newest first. */
  history: z.array(promotionSchema).default([]),
});
/** `production.json`: which version serves, and which did before. */
export type Production = z.infer<typeof productionSchema>;
