import * as z from "zod";
import { providerNameSchema } from "./config.ts";
import { severitySchema } from "../issue.ts";
import { versionNameSchema } from "./job-record.ts";
import { trainingMethodSchema } from "./training-method.ts";

/** One thing that a launch would stumble over, or that somebody should know before paying. */
export const preflightFindingSchema = z.strictObject({
  /** Stable name, in kebab case. */
  code: z.string(),
  severity: severitySchema,
  /** File that it is about, as it was named; `null` when it is about the request. */
  file: z.string().nullable(),
  /** 1-based line; 0 when it is about the file as a whole or about the request. */
  line: z.int().nonnegative(),
  /** Path inside the record, as `messages[1].content`. */
  path: z.string(),
  /** One sentence: what is wrong and what to do, without the record's own text. */
  message: z.string(),
});
/** One thing that a launch would stumble over, or that somebody should know before paying. */
export type PreflightFinding = z.infer<typeof preflightFindingSchema>;

const fileSchema = z.strictObject({
  path: z.string(),
  sha256: z.string(),
  bytes: z.int().nonnegative(),
  examples: z.int().nonnegative(),
  /** `null` where nobody counted. */
  tokens: z.int().nonnegative().nullable(),
});

/** What is known of a launch before anything is paid: `launch --dry-run --json`. */
export const preflightReportSchema = z.strictObject({
  version: z.literal(1),
  model_version: versionNameSchema,
  provider: providerNameSchema,
  model: z.string(),
  method: trainingMethodSchema,
  train: fileSchema,
  validation: fileSchema.nullable(),
  /** Epochs that the estimate counts with. */
  epochs: z.number().positive(),
  /** Whether the epochs are a guess, because the provider chooses them. */
  epochs_assumed: z.boolean(),
  /** Tokens of the training file times epochs; `null` where nobody counted. */
  trained_tokens: z.int().nonnegative().nullable(),
  cost: z.strictObject({
    currency: z.literal("USD"),
    /** `null` where no price is known. */
    estimated: z.number().nonnegative().nullable(),
    price_per_million_tokens: z.number().nonnegative().nullable(),
    source: z.string().nullable(),
    date: z.iso.date().nullable(),
  }),
  /** The day on which the model stops; `null` where nobody names one. */
  shutdown_date: z.iso.date().nullable(),
  findings: z.array(preflightFindingSchema),
});
/** What is known of a launch before anything is paid. */
export type PreflightReport = z.infer<typeof preflightReportSchema>;
