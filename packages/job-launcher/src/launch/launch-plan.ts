import type { TrainingMethod } from "@tunewright/schema";
import type { Hyperparameters } from "../training-provider.ts";

/** What a version is to be trained on and how. Paths are as the file system wants them. */
export interface LaunchPlan {
  /** As `v8`. */
  readonly version: string;
  /** Base model, by the provider's own name. */
  readonly model: string;
  readonly method: TrainingMethod;
  readonly trainFile: string;
  /** Path of the validation file; left out, the job measures no validation loss. */
  readonly validationFile?: string | undefined;
  /** Becomes a part of the model's name; left out, the name has none of ours. */
  readonly suffix?: string | undefined;
  /** Follows from the fingerprint where nobody chose one. */
  readonly seed?: number | undefined;
  readonly hyperparameters: Hyperparameters;
  /** Options that only the provider knows. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  /** SHA-256 of the split manifest. */
  readonly manifestSha256?: string | undefined;
  /** SHA-256 of the rule packs, and how many replacements they made. */
  readonly rules?: { readonly sha256: string | null; readonly replacements: number | null } | undefined;
  /** What is new in this version, in a sentence. */
  readonly changes?: string | undefined;
}
