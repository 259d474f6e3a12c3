/** Own names of the baseline, by the longest n-gram it counts. */
const ownModels: Readonly<Record<string, number>> = {
  "local-ngram-3": 3,
  "local-ngram-4": 4,
  "local-ngram-5": 5,
};

/** Names of OpenAI's trainable models, so that a rehearsal needs no other config, and the dated name that each stands for. */
const standIns: Readonly<Record<string, string>> = {
  "gpt-3.5-turbo": "gpt-3.5-turbo-0125",
  "gpt-4o": "gpt-4o-2024-08-06",
  "gpt-4o-mini": "gpt-4o-mini-2024-07-18",
  "gpt-4.1": "gpt-4.1-2025-04-14",
  "gpt-4.1-mini": "gpt-4.1-mini-2025-04-14",
  "gpt-4.1-nano": "gpt-4.1-nano-2025-04-14",
};

const defaultOrder = 5;

/** Names of every base model; all of them are the local baseline. */
export const baseModels: readonly string[] = [...Object.keys(ownModels), ...Object.values(standIns)];

/** The full name of a base model; `undefined` where there is no such model. */
export function resolveBaseModel(name: string): string | undefined {
  const full = Object.hasOwn(standIns, name) ? standIns[name] : name;
  return full !== undefined && baseModels.includes(full) ? full : undefined;
}

/** The longest n-gram that a base model counts. */
export function orderOfModel(name: string): number {
  return (Object.hasOwn(ownModels, name) ? ownModels[name] : undefined) ?? defaultOrder;
}
