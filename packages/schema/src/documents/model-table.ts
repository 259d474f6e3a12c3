import * as z from "zod";
import { trainingMethodSchema } from "./training-method.ts";

/** What is known of a model that can be tuned. */
export const trainableModelSchema = z.strictObject({
  model: z.string().min(1),
  /** Other names that mean it. */
  aliases: z.array(z.string().min(1)).default([]),
  provider: z.string().min(1),
  /** Tokenizer; `null` where none is public, so counts are estimates with the default. */
  encoding: z.enum(["o200k_base", "cl100k_base"]).nullable(),
  /** Tokens of one training example; the provider cuts the rest off the end. */
  trainingContext: z.int().positive(),
  /** Tokens of a prompt with its answer. */
  context: z.int().positive().optional(),
  methods: z.array(trainingMethodSchema).min(1),
  retirement: z
    .strictObject({
      /** The day from which no new training job is taken, `YYYY-MM-DD`. */
      training: z.iso.date().optional(),
      /** The day the model stops, and every model tuned from it. */
      shutdown: z.iso.date().optional(),
      /** Whether the provider promises only that nothing ends before these days. */
      earliest: z.boolean().optional(),
      replacement: z.string().optional(),
    })
    .default({}),
  /** The day it was read, `YYYY-MM-DD`. */
  date: z.iso.date(),
  source: z.string().min(1),
  note: z.string().optional(),
});
/** What is known of a model that can be tuned. */
export type TrainableModel = z.infer<typeof trainableModelSchema>;

/** `models.yaml`. */
export const modelTableSchema = z.strictObject({
  version: z.literal(1),
  models: z.array(trainableModelSchema).min(1),
});
/** `models.yaml`. */
export type ModelTable = z.infer<typeof modelTableSchema>;
