import type { JobRecordInput } from "@tunewright/schema";
import { z } from "zod";

const version = z
  .union([z.string(), z.int().nonnegative()])
  .transform((value) => `v${String(value).trim().replace(/^v/i, "")}`);
/** Dates as older tools wrote them: ISO 8601 with or without a zone, or seconds since 1970. */
const moment = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value, context) => {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
    // Python's isoformat() names no zone; UTC is what makes the record the same on every machine.
    const zoned = typeof value === "string" && /T/.test(value) && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
    const date = new Date(typeof value === "number" ? value * 1000 : zoned ? `${value}Z` : value.replace(" ", "T"));
    if (!Number.isNaN(date.getTime())) return date.toISOString();
    context.addIssue({ code: "custom", message: "is not a date" });
    return z.NEVER;
  });
const text = z.string().nullish().default(null);
const count = z.int().nonnegative().nullish().default(null);

/** What the first tool wrote before and after a job; anything else it held is kept as it is. */
const firstToolSchema = z.looseObject({
  job_id: z.string().min(1),
  version,
  base_model: text,
  training_file_id: text,
  validation_file_id: text,
  train_examples: count,
  eval_examples: count,
  validation_examples: count,
  epochs: z.number().positive().nullish().default(null),
  trained_tokens: count,
  started_at: moment,
  fine_tuned_model: text,
  status: text,
  completed_at: moment,
  suffix: text,
  seed: z.int().nullish().default(null),
});

/**
 * Turns a record of an older shape into the present one; leaves anything else as it is.
 *
 * The record as it was stands whole in `migrated_from`, so nothing is lost.
 */
export function migrateJobRecord(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || "record_version" in value) return value;
  const parsed = firstToolSchema.safeParse(value);
  if (!parsed.success) return value;
  const old = parsed.data;
  const hyperparameters = z.record(z.string(), z.unknown()).safeParse(old["hyperparameters"]);
  const migrated: JobRecordInput = {
    record_version: 1,
    version: old.version,
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
    epochs: old.epochs,
    trained_tokens: old.trained_tokens,
    hyperparameters: hyperparameters.success
      ? hyperparameters.data
      : old.epochs === null
        ? {}
        : { n_epochs: old.epochs },
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
  return migrated;
}
