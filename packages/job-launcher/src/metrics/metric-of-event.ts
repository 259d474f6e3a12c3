import { type MetricPoint, metricPointSchema } from "@tunewright/schema";
import type { RemoteEvent } from "../training-provider.ts";

const columns = [
  "train_loss",
  "train_accuracy",
  "valid_loss",
  "valid_mean_token_accuracy",
  "full_valid_loss",
  "full_valid_mean_token_accuracy",
] as const;

/** The point of the curve that an event tells of, and the steps of the whole training; nothing for other events. */
export function metricOfEvent(event: RemoteEvent): { point: MetricPoint; totalSteps: number | undefined } | undefined {
  const { data } = event;
  const step = figure(data["step"]);
  if (step === null || !columns.some((name) => figure(data[name]) !== null)) return undefined;
  const values: Record<string, number | null> = Object.fromEntries(columns.map((name) => [name, figure(data[name])]));
  values["train_accuracy"] ??= figure(data["train_mean_token_accuracy"]);
  const point = metricPointSchema.safeParse({ ...values, step, epoch: figure(data["epoch"]) });
  return point.success ? { point: point.data, totalSteps: figure(data["total_steps"]) ?? undefined } : undefined;
}

function figure(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
