/**
 * Epochs that OpenAI is likely to choose for `auto`: three, more for very small and fewer for very large datasets, within 1 to 25
 * (the rule of its cookbook, "Data preparation and analysis for chat model fine-tuning").
 */
export function estimateEpochs(examples: number): number {
  const target = 3;
  if (examples <= 0) return target;
  if (examples * target < 100) return Math.min(25, Math.floor(100 / examples));
  if (examples * target > 25_000) return Math.max(1, Math.floor(25_000 / examples));
  return target;
}
