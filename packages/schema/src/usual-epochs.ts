/** Epochs that are aimed at, whatever the size. */
const target = 3;

/**
 * The epochs that OpenAI is likely to choose where none are asked for: three, more for very small and fewer for very large datasets,
 * within 1 to 25.
 *
 * Source: OpenAI Cookbook, "Data preparation and analysis for chat model fine-tuning". The service may decide otherwise.
 *
 * @param examples Examples of the training file.
 */
export function usualEpochs(examples: number): number {
  if (examples <= 0) return target;
  if (examples * target < 100) return Math.min(25, Math.floor(100 / examples));
  if (examples * target > 25_000) return Math.max(1, Math.floor(25_000 / examples));
  return target;
}
