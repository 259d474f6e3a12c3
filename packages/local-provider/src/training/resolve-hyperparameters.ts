import { usualEpochs } from "@tunewright/schema";

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
 * Epochs are those that OpenAI usually takes; a batch is a 64th of the split, so that a curve has some sixty points an epoch.
 *
 * @param examples Examples of the training split.
 */
export function resolveHyperparameters(requested: RequestedHyperparameters, examples: number): Hyperparameters {
  const { epochs, batchSize, learningRateMultiplier } = requested;
  return {
    epochs: epochs === "auto" ? usualEpochs(examples) : epochs,
    batchSize: batchSize === "auto" ? Math.min(256, Math.max(1, Math.ceil(examples / 64))) : batchSize,
    learningRateMultiplier: learningRateMultiplier === "auto" ? 1 : learningRateMultiplier,
  };
}
