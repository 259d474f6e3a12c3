/** The provider aims at so many epochs, and at a number of trained examples between these two. */
const TARGET = 3;
const LEAST_EXAMPLES = 100;
const MOST_EXAMPLES = 25_000;
const MOST_EPOCHS = 25;

/**
 * The epochs that the provider chooses when none are asked for.
 *
 * Source: OpenAI Cookbook, "Data preparation and analysis for chat model fine-tuning". The service may decide otherwise.
 *
 * @param examples Records of the training file.
 */
export function defaultEpochs(examples: number): number {
  if (examples <= 0) return TARGET;
  if (examples * TARGET < LEAST_EXAMPLES) return Math.min(MOST_EPOCHS, Math.floor(LEAST_EXAMPLES / examples));
  if (examples * TARGET > MOST_EXAMPLES) return Math.max(1, Math.floor(MOST_EXAMPLES / examples));
  return TARGET;
}
