import * as z from "zod";
import { trainingMethodSchema } from "./training-method.ts";

/** Names of the providers that can train. */
export const providerNameSchema = z.enum(["openai", "azure", "together", "fireworks", "local", "export"]);
/** Name of a provider that can train. */
export type ProviderName = z.infer<typeof providerNameSchema>;

const hyperparameter = z.union([z.literal("auto"), z.number().positive()]);

/**
 * `tunewright.yaml`. Paths are relative to the file; unknown keys are refused, so a typing error is found.
 */
export const configSchema = z.strictObject({
  version: z.literal(1),
  /** Folder of records, versions and reports. */
  data: z.string().default("."),
  /** Globs of the raw dataset. */
  raw: z.array(z.string().min(1)).min(1),
  format: z.enum(["auto", "chat", "preference", "reinforcement"]).default("auto"),
  /** Files or folders of rule packs. */
  rules: z.array(z.string().min(1)).default([]),
  /** API index that proves the rules and knows real names. */
  api: z.string().optional(),
  pricing: z.string().default("pricing.yaml"),
  models: z.string().default("models.yaml"),
  sanitize: z
    .strictObject({ threads: z.int().positive().optional(), fixDeprecated: z.boolean().default(false) })
    .prefault({}),
  dedupe: z
    .strictObject({
      threshold: z.number().gt(0).max(1).default(0.8),
      /** Whether near-duplicates are dropped, or only kept on one side. Exact duplicates are always dropped. */
      near: z.enum(["group", "drop"]).default("group"),
    })
    .prefault({}),
  split: z
    .strictObject({
      validationRatio: z.number().gt(0).lt(1).optional(),
      validationCount: z.int().positive().optional(),
      testRatio: z.number().gt(0).lt(1).optional(),
      seed: z.int().nonnegative().default(42),
      keepFrom: z.string().optional(),
      against: z.array(z.string()).default([]),
    })
    .prefault({}),
  train: z.strictObject({
    /** Base model, by the provider's own name. */
    model: z.string().min(1),
    provider: providerNameSchema.optional(),
    baseUrl: z.url().optional(),
    method: trainingMethodSchema.default("supervised"),
    suffix: z.string().min(1).max(64).optional(),
    seed: z.int().min(0).max(2147483647).optional(),
    epochs: z.union([z.literal("auto"), z.int().min(1).max(50)]).default("auto"),
    batchSize: hyperparameter.optional(),
    learningRateMultiplier: hyperparameter.optional(),
    beta: hyperparameter.optional(),
    maxCost: z.number().nonnegative().optional(),
    pollIntervalSeconds: z.number().positive().default(10),
    /** Options that only one provider knows, passed on as they are. */
    options: z.record(z.string(), z.unknown()).default({}),
  }),
  eval: z
    .strictObject({
      suites: z.string().default("suites"),
      suite: z.string().default("l4d2-table"),
      runs: z.int().positive().default(1),
      temperature: z.number().min(0).max(2).default(0),
      maxTokens: z.int().positive().default(2048),
      systemPrompt: z.string().optional(),
      maxCost: z.number().nonnegative().optional(),
    })
    .prefault({}),
  serve: z
    .strictObject({
      port: z.int().min(0).max(65535).default(8000),
      host: z.string().default("127.0.0.1"),
      guard: z.enum(["repair", "mark", "off"]).default("repair"),
      systemPrompt: z.enum(["auto", "always", "off"]).default("auto"),
      dailyCostLimit: z.number().nonnegative().optional(),
    })
    .prefault({}),
  report: z.strictObject({ title: z.string().optional() }).prefault({}),
  /** Path of SourcePawn's compiler, where code should be checked with it. */
  spcomp: z.string().optional(),
});
/** `tunewright.yaml` as written. */
export type ConfigInput = z.input<typeof configSchema>;
/** `tunewright.yaml` with its defaults filled in. */
export type Config = z.infer<typeof configSchema>;
