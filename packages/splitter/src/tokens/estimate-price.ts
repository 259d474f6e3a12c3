import type { ModelPrice, Pricing, TrainingPrice } from "@tunewright/schema";
import { baseModelOf } from "./base-model.ts";

/** Options for {@link estimatePrice}. */
export interface EstimatePriceOptions {
  /**
   * Whose price; models of one name can cost differently elsewhere.
   *
   * @default the first in the table
   */
  readonly provider?: string;
  /** Tokens of the validation file, which some providers charge for. */
  readonly validationTokens?: number;
}

/** Finds the price of a base model, or of the model that a name beginning with `ft:` is tuned from. */
export function findPrice(pricing: Pricing, model: string, provider?: string): ModelPrice | undefined {
  const base = baseModelOf(model);
  return pricing.prices.find(
    (price) => price.model === base && (provider === undefined || price.provider === provider),
  );
}

/**
 * Prices a training run.
 *
 * @param trainedTokens Tokens of the training file times epochs.
 * @returns Amount in the table's currency, to the hundredth; nothing when the table has no price for the model.
 *
 * @example The user's own run: 703,947 tokens of gpt-4o-mini at 3.00 cost 2.11
 * ```ts
 * const price = estimatePrice(pricing, "gpt-4o-mini-2024-07-18", 703_947);
 * ```
 */
export function estimatePrice(
  pricing: Pricing,
  model: string,
  trainedTokens: number,
  options: EstimatePriceOptions = {},
): TrainingPrice | undefined {
  const price = findPrice(pricing, model, options.provider);
  if (price === undefined) return undefined;
  const chargedTokens = trainedTokens + (price.validationCharged ? (options.validationTokens ?? 0) : 0);
  return {
    currency: pricing.currency,
    chargedTokens,
    perMillion: price.training,
    amount: Math.round((chargedTokens / 1_000_000) * price.training * 100) / 100,
    date: price.date,
    source: price.source,
    ...(price.note === undefined ? {} : { note: price.note }),
  };
}
