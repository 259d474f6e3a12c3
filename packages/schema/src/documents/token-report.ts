import * as z from "zod";

const count = z.int().nonnegative();

/** A record that is longer than the model's training context. */
export const overLongRecordSchema = z.strictObject({
  file: z.string(),
  line: z.int().positive(),
  tokens: count,
  limit: count,
  /** Tokens that the provider cuts off the end. */
  cut: count,
  /** Messages that are cut into or lost, by their index. */
  messages: z.array(count),
});
/** A record that is longer than the model's training context. */
export type OverLongRecord = z.infer<typeof overLongRecordSchema>;

/** Price of a training run. */
export const trainingPriceSchema = z.strictObject({
  currency: z.literal("USD"),
  /** Tokens that are charged: training tokens times epochs, and validation tokens where they are charged. */
  chargedTokens: count,
  /** USD per million tokens. */
  perMillion: z.number(),
  amount: z.number(),
  /** The day the price was read, and where. */
  date: z.string(),
  source: z.string(),
  /** What the table says about this price. */
  note: z.string().optional(),
});
/** Price of a training run. */
export type TrainingPrice = z.infer<typeof trainingPriceSchema>;

/** What `tokens` counted. */
export const tokenReportSchema = z.strictObject({
  version: z.literal(1),
  /** The model as it was named, and the base model whose encoding was used. */
  model: z.string(),
  baseModel: z.string(),
  encoding: z.string(),
  /** False when the model is not in the table, so the default encoding was used. */
  known: z.boolean(),
  /** Records of the training files. */
  records: count,
  /** Tokens of the training files as they stand. */
  tokens: count,
  /** Tokens of the validation files. */
  validationTokens: count,
  /** As `tokens`, with over-long records cut. */
  trainingTokens: count,
  /** Tokens of the assistant's messages. */
  assistantTokens: count,
  epochs: count,
  /** Whether the epochs are the provider's usual choice for so many examples. */
  epochsChosen: z.enum(["given", "default"]),
  /** `trainingTokens` times `epochs`. */
  trainedTokens: count,
  distribution: z.strictObject({
    min: count,
    p10: count,
    median: count,
    mean: z.number(),
    p90: count,
    p99: count,
    max: count,
    /** Records by tokens; bin `i` holds the lengths from `i * width`. */
    histogram: z.strictObject({ width: z.int().positive(), bins: z.array(count) }),
  }),
  limit: count.nullable(),
  overLong: z.array(overLongRecordSchema),
  /** `null` when the table has no price for the model. */
  price: trainingPriceSchema.nullable(),
  /** Inference prices of the tuned model, and of its base where they are known; USD per million tokens. */
  inference: z
    .strictObject({
      tuned: z.strictObject({ input: z.number(), output: z.number() }),
      base: z.strictObject({ input: z.number(), output: z.number() }).nullable(),
    })
    .nullable(),
  files: z.array(
    z.strictObject({
      path: z.string(),
      side: z.enum(["train", "validation"]),
      records: count,
      tokens: count,
      rejected: count,
      /** Tokens of each record, by line. */
      perRecord: z.array(z.strictObject({ line: z.int().positive(), tokens: count })),
    }),
  ),
});
/** What `tokens` counted. */
export type TokenReport = z.infer<typeof tokenReportSchema>;
