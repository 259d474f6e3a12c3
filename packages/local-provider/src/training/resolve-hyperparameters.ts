/** Hyperparameters as asked for. */
export interface RequestedHyperparameters {
  readonly epochs: number | "auto";
  readonly batchSize: number | "auto";
  readonly learningRateMultiplier: number | "auto";
}

/** Hyperparameters in numbers. */
export interface Hyperparameters {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRateMultiplier: number;
}

/**
 * Turns `"auto"` into numbers.
 *
 * Epochs aim at 3 and at 100 to 25,000 examples in all, clamped to 1–25 (the default of OpenAI's cookbook, "Data preparation
 * and analysis for chat model fine-tuning"); a batch is a 64th of the split, so that a curve has some sixty points an epoch.
 *
 * @param examples Examples of the training split.
 */
export function resolveHyperparameters(requested: RequestedHyperparameters, examples: number): Hyperparameters {
  const { epochs, batchSize, learningRateMultiplier } = requested;
  return {
    epochs: epochs === "auto" ? automaticEpochs(examples) : epochs,
    batchSize: batchSize === "auto" ? Math.min(256, Math.max(1, Math.ceil(examples / 64))) : batchSize,
    learningRateMultiplier: learningRateMultiplier === "auto" ? 1 : learningRateMultiplier,
  };
}

function automaticEpochs(examples: number): number {
  const target = 3;
  if (examples * target < 100) return Math.min(25, Math.floor(100 / examples));
  if (examples * target > 25_000) return Math.max(1, Math.floor(25_000 / examples));
  return target;
}
