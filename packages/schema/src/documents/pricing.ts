import * as z from "zod";

const usdPerMillion = z.number().nonnegative();

/** Prices of one model, in USD per million tokens. */
export const modelPriceSchema = z.strictObject({
  model: z.string().min(1),
  provider: z.string().min(1),
  /** Per trained token: tokens of the training file times epochs. */
  training: usdPerMillion,
  /** Whether the provider charges for the tokens of the validation file. */
  validationCharged: z.boolean().default(false),
  /** Inference on a model tuned from it. */
  tuned: z.strictObject({ input: usdPerMillion, cachedInput: usdPerMillion.optional(), output: usdPerMillion }),
  /** Inference on the model itself. */
  base: z
    .strictObject({ input: usdPerMillion, cachedInput: usdPerMillion.optional(), output: usdPerMillion })
    .optional(),
  /** The day the prices were read, `YYYY-MM-DD`. */
  date: z.iso.date(),
  /** Where they were read. */
  source: z.string().min(1),
  note: z.string().optional(),
});
/** Prices of one model, in USD per million tokens. */
export type ModelPrice = z.infer<typeof modelPriceSchema>;

/** `pricing.yaml`. */
export const pricingSchema = z.strictObject({
  version: z.literal(1),
  currency: z.literal("USD"),
  prices: z.array(modelPriceSchema).min(1),
});
/** `pricing.yaml`. */
export type Pricing = z.infer<typeof pricingSchema>;
