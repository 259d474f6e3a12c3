import * as z from "zod";
import { wireJobSchema } from "../wire/wire-job.ts";

const epochs = z.union([z.literal("auto"), z.int().min(1).max(50)]);
const batchSize = z.union([z.literal("auto"), z.int().min(1).max(256)]);
const learningRateMultiplier = z.union([z.literal("auto"), z.number().positive()]);
const hyperparametersSchema = z.looseObject({
  n_epochs: epochs.nullish(),
  batch_size: batchSize.nullish(),
  learning_rate_multiplier: learningRateMultiplier.nullish(),
});

/** What creating a job may hold. Limits: OpenAI's specification of `POST /fine_tuning/jobs`, read 2026-11. */
export const jobRequestSchema = z.looseObject({
  model: z.string().min(1),
  training_file: z.string().min(1),
  validation_file: z.string().min(1).nullish(),
  suffix: z.string().min(1).max(64).nullish(),
  seed: z.int().min(0).max(2_147_483_647).nullish(),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, "at most 16 pairs are taken")
    .nullish(),
  integrations: wireJobSchema.shape.integrations.unwrap().nullish(),
  hyperparameters: hyperparametersSchema.nullish(),
  method: z
    .looseObject({
      type: z.enum(["supervised", "dpo", "reinforcement"]),
      supervised: z.looseObject({ hyperparameters: hyperparametersSchema.nullish() }).nullish(),
      dpo: z
        .looseObject({
          hyperparameters: hyperparametersSchema
            .extend({ beta: z.union([z.literal("auto"), z.number().gt(0).max(2)]).nullish() })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
/** What creating a job may hold. */
export type JobRequest = z.infer<typeof jobRequestSchema>;
