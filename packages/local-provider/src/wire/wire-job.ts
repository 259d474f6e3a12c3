import * as z from "zod";

const setting = z.union([z.literal("auto"), z.number()]);
const supervisedHyperparameters = z.object({
  batch_size: setting.exactOptional(),
  learning_rate_multiplier: setting.exactOptional(),
  n_epochs: setting.exactOptional(),
});

/** How a job trains. Reinforcement is not here: the baseline has no policy that a grader could reward, and refuses it. */
export const wireMethodSchema = z.object({
  type: z.enum(["supervised", "dpo", "reinforcement"]),
  supervised: z.object({ hyperparameters: supervisedHyperparameters.exactOptional() }).exactOptional(),
  dpo: z
    .object({ hyperparameters: supervisedHyperparameters.extend({ beta: setting.exactOptional() }).exactOptional() })
    .exactOptional(),
});
/** How a job trains. */
export type WireMethod = z.infer<typeof wireMethodSchema>;

/** Statuses of a job that the SDK's types know. */
export const jobStatuses = ["validating_files", "queued", "running", "succeeded", "failed", "cancelled"] as const;

/** A fine-tuning job; times are seconds since 1970. */
export const wireJobSchema = z.object({
  id: z.string(),
  object: z.literal("fine_tuning.job"),
  created_at: z.int(),
  finished_at: z.int().nullable(),
  estimated_finish: z.int().nullable().exactOptional(),
  status: z.enum(jobStatuses),
  model: z.string(),
  fine_tuned_model: z.string().nullable(),
  organization_id: z.string(),
  training_file: z.string(),
  validation_file: z.string().nullable(),
  result_files: z.array(z.string()),
  trained_tokens: z.int().nullable(),
  hyperparameters: z.object({
    batch_size: setting.nullable().exactOptional(),
    learning_rate_multiplier: setting.exactOptional(),
    n_epochs: setting.exactOptional(),
  }),
  seed: z.int(),
  error: z.object({ code: z.string(), message: z.string(), param: z.string().nullable() }).nullable(),
  integrations: z
    .array(
      z.object({
        type: z.literal("wandb"),
        wandb: z.object({
          project: z.string(),
          entity: z.string().nullable().exactOptional(),
          name: z.string().nullable().exactOptional(),
          tags: z.array(z.string()).exactOptional(),
        }),
      }),
    )
    .nullable()
    .exactOptional(),
  metadata: z.record(z.string(), z.string()).nullable().exactOptional(),
  method: wireMethodSchema.exactOptional(),
});

/** A job as this service sends it: one that waits for `resume` is `paused`, which the wire knows and the SDK's types do not. */
export const wireLocalJobSchema = wireJobSchema.extend({
  status: z.enum([...jobStatuses, "paused"]),
  /** The suffix as asked for; the live service sends it too. */
  user_provided_suffix: z.string().nullable(),
});
/** A job as this service sends it. */
export type WireJob = z.infer<typeof wireLocalJobSchema>;

/** Something that happened to a job. */
export const wireJobEventSchema = z.object({
  id: z.string(),
  object: z.literal("fine_tuning.job.event"),
  created_at: z.int(),
  level: z.enum(["info", "warn", "error"]),
  message: z.string(),
  type: z.enum(["message", "metrics"]).exactOptional(),
  data: z.unknown().optional(),
});
/** Something that happened to a job. */
export type WireJobEvent = z.infer<typeof wireJobEventSchema>;

/** The state of a model at the end of an epoch. */
export const wireCheckpointSchema = z.object({
  id: z.string(),
  object: z.literal("fine_tuning.job.checkpoint"),
  created_at: z.int(),
  fine_tuned_model_checkpoint: z.string(),
  fine_tuning_job_id: z.string(),
  step_number: z.int(),
  metrics: z.object({
    step: z.number().exactOptional(),
    train_loss: z.number().exactOptional(),
    train_mean_token_accuracy: z.number().exactOptional(),
    valid_loss: z.number().exactOptional(),
    valid_mean_token_accuracy: z.number().exactOptional(),
    full_valid_loss: z.number().exactOptional(),
    full_valid_mean_token_accuracy: z.number().exactOptional(),
  }),
});
/** The state of a model at the end of an epoch. */
export type WireCheckpoint = z.infer<typeof wireCheckpointSchema>;

/** A project's leave to use a checkpoint. */
export const wirePermissionSchema = z.object({
  id: z.string(),
  object: z.literal("checkpoint.permission"),
  created_at: z.int(),
  project_id: z.string(),
});
/** What deleting a permission answers. */
export const wirePermissionDeletedSchema = z.object({
  id: z.string(),
  object: z.literal("checkpoint.permission"),
  deleted: z.boolean(),
});
