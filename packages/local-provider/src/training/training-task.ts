import type { FileFault } from "./read-training-file.ts";
import type { Hyperparameters, RequestedHyperparameters } from "./resolve-hyperparameters.ts";
import type { TrainingPlan, TrainingStep } from "./train-baseline.ts";

/** What the training thread is told when it starts. */
export interface TrainingTask {
  readonly trainingPath: string;
  readonly validationPath: string | null;
  readonly format: "chat" | "preference";
  readonly baseModel: string;
  readonly order: number;
  readonly seed: number;
  readonly requested: RequestedHyperparameters;
  readonly artefactFolder: string;
  /** Steps a second at most; `null` for as fast as it goes. */
  readonly speed: number | null;
  /** Steps that need no waiting, as an earlier run has shown them. */
  readonly stepsDone: number;
}

/** What the training thread tells of a job. */
export type JobNews =
  | { readonly kind: "invalid"; readonly fault: FileFault }
  | {
      readonly kind: "validated";
      readonly plan: TrainingPlan;
      readonly hyperparameters: Hyperparameters;
      readonly trainExamples: number;
      readonly validationExamples: number;
    }
  | { readonly kind: "steps"; readonly steps: readonly TrainingStep[] }
  | { readonly kind: "trained" };

/** What the training thread tells; `broken` is a fault of the service or the machine, not of the job. */
export type TrainingNews = JobNews | { readonly kind: "broken"; readonly error: unknown };
