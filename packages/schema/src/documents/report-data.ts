import * as z from "zod";
import { evalResultsSchema } from "./eval-results.ts";
import { jobRecordSchema, versionNameSchema } from "./job-record.ts";
import { sanitizeReportSchema } from "./sanitize-report.ts";

const count = z.int().nonnegative();
const bounds = { from: z.number(), to: z.number() };

/** Place of a record in the dataset. */
const recordPlaceSchema = z.strictObject({ file: z.string(), line: z.int().positive() });

/** What a report shows of one version's dataset. Parts that were not recorded are `null` or empty. */
export const datasetSummarySchema = z.strictObject({
  version: versionNameSchema,
  /** Records read, before anything was taken out. */
  records: count.nullable(),
  rejected: count.nullable(),
  replacements: count.nullable(),
  duplicates: count.nullable(),
  train: count.nullable(),
  validation: count.nullable(),
  /** Tokens of one pass over the side. */
  tokens: z.strictObject({ train: count, validation: count }).nullable(),
  /** Records by category and side. */
  categories: z.array(z.strictObject({ name: z.string(), train: count, validation: count })),
  /** Histogram of tokens per record; `to` is exclusive. */
  tokenLengths: z.array(z.strictObject({ ...bounds, train: count, validation: count })),
  /** Pairs of records that were compared, by their similarity from 0 to 1. */
  similarity: z
    .strictObject({ threshold: z.number(), bins: z.array(z.strictObject({ ...bounds, pairs: count })) })
    .nullable(),
  /** Records that use an API symbol, by side. */
  apiCoverage: z.array(z.strictObject({ symbol: z.string(), train: count, validation: count })),
  /** Records that tell what another dataset or an evaluation asks. */
  leaks: z.array(
    z.strictObject({
      record: recordPlaceSchema,
      side: z.string(),
      against: recordPlaceSchema,
      kind: z.string(),
      similarity: z.number().min(0).max(1),
      dropped: z.boolean(),
    }),
  ),
});
/** What a report shows of one version's dataset. */
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;

/** Prices of one model, in USD per million tokens. */
export const reportPriceSchema = z.strictObject({
  model: z.string(),
  training: z.number().nonnegative().nullable(),
  input: z.number().nonnegative().nullable(),
  output: z.number().nonnegative().nullable(),
  /** Prices of the tuned model, where they are not those of the base. */
  tunedInput: z.number().nonnegative().nullable().default(null),
  tunedOutput: z.number().nonnegative().nullable().default(null),
  source: z.string().nullable().default(null),
  /** Day on which the prices were read. */
  date: z.iso.date().nullable().default(null),
});
/** Prices of one model. */
export type ReportPrice = z.infer<typeof reportPriceSchema>;

/** Everything that a report is made of; the report's JSON form is this. */
export const reportDataSchema = z.strictObject({
  version: z.literal(1),
  title: z.string().min(1),
  /** Day of the newest thing in the report. */
  updatedOn: z.iso.date(),
  /** Version that serves; `null` where none does. */
  production: versionNameSchema.nullable(),
  /** Jobs of all versions, newest version first. */
  jobs: z.array(jobRecordSchema),
  /** Evaluations, by label; at most one a label. */
  evaluations: z.array(evalResultsSchema),
  /** Paired comparisons of evaluations, each with its verdict in a sentence. */
  comparisons: z.array(
    z.strictObject({ first: z.string(), second: z.string(), p: z.number().min(0).max(1), verdict: z.string() }),
  ),
  /** The newest version against the same training without the sanitizer's repairs; `null` where that was not run. */
  repairs: z
    .strictObject({
      version: versionNameSchema,
      figures: z.array(
        z.strictObject({
          name: z.string(),
          without: z.number(),
          with: z.number(),
          unit: z.enum(["rate", "points", "count"]),
        }),
      ),
      verdict: z.string(),
    })
    .nullable()
    .default(null),
  /** What the newest training curve says about the next training; `null` where there is no curve. */
  curve: z
    .strictObject({
      version: versionNameSchema,
      /** As `overfit`: validation loss rose while training loss fell. */
      code: z.string(),
      /** One or two sentences. */
      message: z.string(),
    })
    .nullable()
    .default(null),
  /** Categories and cases of the full suite. */
  suite: z
    .strictObject({
      id: z.string(),
      categories: z.record(z.string(), z.string()),
      cases: z.array(z.strictObject({ id: z.string(), category: z.string() })),
    })
    .nullable(),
  datasets: z.array(datasetSummarySchema),
  /** Sanitizer's report of the newest dataset. */
  sanitize: sanitizeReportSchema.nullable(),
  prices: z.array(reportPriceSchema),
  files: z.array(z.strictObject({ path: z.string(), purpose: z.string() })),
  systemPrompt: z.string().nullable(),
});
/** Everything that a report is made of. */
export type ReportData = z.infer<typeof reportDataSchema>;
