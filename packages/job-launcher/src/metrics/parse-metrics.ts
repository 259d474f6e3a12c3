import { type MetricPoint, metricPointSchema } from "@tunewright/schema";

/** Options for {@link parseMetrics}. */
export interface ParseMetricsOptions {
  /** Epochs of the whole training; with them each step gets its epoch. */
  readonly epochs?: number | null;
  /** @default the largest step of the file */
  readonly totalSteps?: number | undefined;
}

const renamed: Readonly<Record<string, string>> = {
  train_mean_token_accuracy: "train_accuracy",
  valid_accuracy: "valid_mean_token_accuracy",
  validation_loss: "valid_loss",
  eval_loss: "valid_loss",
  loss: "train_loss",
};

/**
 * Reads a metrics file: CSV by its header, raw or base64, with cells that may be blank.
 *
 * @returns Points in the order of their steps; rows without a step are left out.
 */
export function parseMetrics(content: string, options: ParseMetricsOptions = {}): MetricPoint[] {
  const lines = decode(content)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  const header = (lines[0] ?? "").split(",").map((name) => name.trim());
  if (!header.includes("step")) return [];
  const points: MetricPoint[] = [];
  for (const line of lines.slice(1)) {
    const cells = line.split(",");
    const point: Record<string, number | null> = {};
    for (const [index, name] of header.entries()) {
      const cell = (cells[index] ?? "").trim();
      const value = cell === "" ? Number.NaN : Number(cell);
      const key = renamed[name] ?? name;
      // Minus one and less is how some services write "not measured".
      point[key] = Number.isFinite(value) && !(value < 0 && key !== "step") ? value : null;
    }
    const step = point["step"];
    if (typeof step !== "number") continue;
    const parsed = metricPointSchema.safeParse({ ...point, step: Math.round(step) });
    if (parsed.success) points.push(parsed.data);
  }
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

function decode(content: string): string {
  const text = content.replace(/^\uFEFF/, "");
  if (/^\s*(?:[A-Za-z_]+\s*,)*\s*step\s*,/.test(text)) return text;
  if (!/^[A-Za-z0-9+/\s]+=*\s*$/.test(text)) return text;
  return Buffer.from(text, "base64")
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}
