import type { JobRecordInput } from "@tunewright/schema";
import * as z from "zod";

const version = z
  .union([z.string(), z.int().nonnegative()])
  .transform((value) => `v${String(value).trim().replace(/^v/i, "")}`);
/** Dates as older tools wrote them: ISO 8601 with or without a zone, or seconds since 1970. What is no date is not guessed at. */
const moment = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
    // Python's isoformat() names no zone, nor does str(); UTC is what makes the record the same on every machine.
    const zoned = typeof value === "string" && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
    const date = new Date(typeof value === "number" ? value * 1000 : zoned ? `${value.replace(" ", "T")}Z` : value);
    return Number.isNaN(date.getTime()) ? null : date.toISOString();
  });
/** A field that holds something else than it should counts as unknown: the record as it was is kept beside it. */
const text = z.string().nullish().catch(null).default(null);
const figure = z
  .union([z.number(), z.string().regex(/^\s*\d+(?:\.\d+)?\s*$/)])
  .transform(Number)
  .nullish()
  .catch(null)
  .default(null);
const count = figure.transform((value) => (Number.isSafeInteger(value) ? (value ?? null) : null));

/** What the first tool wrote before and after a job; anything else it held is kept as it is. */
const firstToolSchema = z.looseObject({
  job_id: z.string().min(1),
  version: version.optional(),
  base_model: text,
  training_file_id: text,
  validation_file_id: text,
  train_examples: count,
  eval_examples: count,
  validation_examples: count,
  epochs: z.union([z.literal("auto"), figure]),
  trained_tokens: count,
  started_at: moment,
  fine_tuned_model: text,
  status: text,
  completed_at: moment,
  suffix: text,
  seed: count,
});

/** Whether a value is a record of the time before records carried `record_version`. */
export function isOldRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("record_version" in value);
}

/**
 * Turns a record of an older shape into the present one.
 *
 * The record as it was stands whole in `migrated_from`, so nothing is lost, also what a field held that could not be understood.
 *
 * @param fileVersion Version that the name of the file tells, for a record that does not say.
 * @throws {z.ZodError} When it is not a record of any job.
 */
export function migrateJobRecord(value: Record<string, unknown>, fileVersion: string | undefined): JobRecordInput {
  const old = firstToolSchema.parse(value);
  const epochs = typeof old.epochs === "number" && old.epochs > 0 ? old.epochs : null;
  const hyperparameters = z.record(z.string(), z.unknown()).safeParse(old["hyperparameters"]);
  return {
    record_version: 1,
    version: old.version ?? fileVersion ?? "",
    job_id: old.job_id,
    provider: "openai",
    base_model: old.base_model,
    suffix: old.suffix,
    status: old.status,
    fine_tuned_model: old.fine_tuned_model,
    training_file_id: old.training_file_id,
    validation_file_id: old.validation_file_id,
    train_examples: old.train_examples,
    validation_examples: old.eval_examples ?? old.validation_examples,
    epochs,
    trained_tokens: old.trained_tokens,
    hyperparameters: hyperparameters.success
      ? hyperparameters.data
      : old.epochs === null
        ? {}
        : { n_epochs: epochs ?? "auto" },
    seed: old.seed,
    created_at: old.started_at,
    finished_at: old.completed_at,
    cost: {},
    dataset: { train_sha256: null, validation_sha256: null, manifest_sha256: null },
    rules: { sha256: null, replacements: null },
    tool: { name: "unknown", version: null },
    result_metrics: [],
    migrated_from: { ...value },
  };
}
