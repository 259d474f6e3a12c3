import type { ProviderName, TrainingMethod } from "@tunewright/schema";
import type { TrainingPrice } from "../record/build-record.ts";

/** Tokens of a dataset file. */
export interface TokenCount {
  /** Tokens of the whole file, read once. */
  readonly total: number;
  /** Longest example that the model trains on whole; `null` where it is not known. */
  readonly limit: number | null;
  /** Records above the limit. */
  readonly overLong: readonly { readonly line: number; readonly tokens: number }[];
}

/** What a model table says of a model. */
export interface ModelFacts {
  readonly trainable: boolean;
  /** Methods that it can be trained with; absent where the table does not say. */
  readonly methods?: readonly TrainingMethod[] | undefined;
  /** `YYYY-MM-DD`, the day on which it stops; `null` where none is named. */
  readonly shutdownDate: string | null;
  /** `YYYY-MM-DD`, the day from which no job is taken; `null` where none is named. */
  readonly trainableUntil?: string | null | undefined;
  /** Whether the days are only the earliest that the provider promises, so that being past them proves nothing. */
  readonly earliest?: boolean | undefined;
  readonly source: string;
}

/**
 * What the launcher needs of other packages, handed in by whoever wires them. What is missing is left out of the preflight, which
 * says so.
 */
export interface LaunchTools {
  /** Counts the tokens of a file as the model would. */
  readonly countTokens?:
    | ((path: string, options: { model: string; signal?: AbortSignal | undefined }) => Promise<TokenCount>)
    | undefined;
  /** The price of training; `undefined` for a model that the table does not know. */
  readonly trainingPrice?:
    | ((query: { provider: ProviderName; model: string; method: TrainingMethod }) => TrainingPrice | undefined)
    | undefined;
  /** What is known of a model; `undefined` for one that the table does not know. */
  readonly modelFacts?: ((query: { provider: ProviderName; model: string }) => ModelFacts | undefined) | undefined;
}
