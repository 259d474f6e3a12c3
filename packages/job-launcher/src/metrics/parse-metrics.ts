import { type MetricPoint, metricPointSchema } from "@tunewright/schema";
import { type MetricRow, metricRows } from "./metric-rows.ts";

/** Options for {@link parseMetrics}. */
export interface ParseMetricsOptions {
  /** Epochs of the whole training; with them each step gets its epoch. */
  readonly epochs?: number | null;
  /** @default the largest step of the file */
  readonly totalSteps?: number | undefined;
}

/** Names of other services for the columns of OpenAI's file. */
const renamed: Readonly<Record<string, string>> = {
  train_mean_token_accuracy: "train_accuracy",
  valid_accuracy: "valid_mean_token_accuracy",
  validation_loss: "valid_loss",
  eval_loss: "valid_loss",
  loss: "train_loss",
  global_step: "step",
  "train/loss": "train_loss",
  "eval/loss": "valid_loss",
  "train/step": "step",
  "eval/step": "step",
  "train/global_step": "step",
  "eval/global_step": "step",
  "train/mean_token_accuracy": "train_accuracy",
  "eval/mean_token_accuracy": "valid_mean_token_accuracy",
};

/**
 * Reads a metrics file: CSV by its header, or JSON objects as Together and Fireworks give them; raw or base64, with cells that may be
 * blank. Rows of one step are one point.
 *
 * @returns Points in the order of their steps; rows without a step are left out.
 */
export function parseMetrics(content: string, options: ParseMetricsOptions = {}): MetricPoint[] {
  const byStep = new Map<number, Record<string, number | null>>();
  for (const row of metricRows(content)) {
    const values = valuesOf(row);
    const step = values["step"];
    if (typeof step !== "number") continue;
    const point = byStep.get(Math.round(step)) ?? {};
    for (const [name, value] of Object.entries(values)) point[name] = value ?? point[name] ?? null;
    byStep.set(Math.round(step), { ...point, step: Math.round(step) });
  }
  const points = [...byStep.values()].flatMap((point) => {
    const parsed = metricPointSchema.safeParse(point);
    return parsed.success ? [parsed.data] : [];
  });
  points.sort((left, right) => left.step - right.step);
  return withEpochs(points, options);
}

/** Gives each point its epoch, from the share of all steps that were done. */
export function withEpochs(points: readonly MetricPoint[], options: ParseMetricsOptions): MetricPoint[] {
  const { epochs } = options;
  const total = options.totalSteps ?? points.at(-1)?.step ?? 0;
  if (epochs === null || epochs === undefined || total <= 0) return [...points];
  return points.map((point) => ({
    ...point,
    epoch: point.epoch ?? Math.round(((point.step * epochs) / total) * 1e4) / 1e4,
  }));
}

function valuesOf(row: MetricRow): Record<string, number | null> {
  const values: Record<string, number | null> = {};
  for (const [name, cell] of Object.entries(row)) {
    const key = renamed[name] ?? name;
    const value = figureOf(cell);
    // `train/epoch` counts whole epochs from 0, which the share of steps tells better; what else has a slash belongs to one service only.
    if (key.includes("/") || (value === null && typeof cell !== "string" && cell !== null)) continue;
    // Minus one and less is how some services write "not measured".
    values[key] = value === null || (value < 0 && key !== "step") ? (values[key] ?? null) : value;
  }
  return values;
}

function figureOf(cell: unknown): number | null {
  const value = typeof cell === "string" && cell.trim() !== "" ? Number(cell) : cell;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
