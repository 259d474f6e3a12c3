import type { TrainingStep } from "./train-baseline.ts";

/** Name of the result file, as the provider gives it. */
export const metricsFileName = "step_metrics.csv";

/** The result file of a job: a line a step, a cell blank where a step did not look at the held-out split. */
export function metricsCsv(steps: readonly TrainingStep[]): string {
  const rows = steps.map(({ step, train, validation }) =>
    [
      step,
      figure(train.loss),
      figure(train.accuracy),
      validation === null ? "" : figure(validation.loss),
      validation === null ? "" : figure(validation.accuracy),
    ].join(","),
  );
  return ["step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy", ...rows, ""].join("\n");
}

/** A figure with five decimals at most. */
export function figure(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
