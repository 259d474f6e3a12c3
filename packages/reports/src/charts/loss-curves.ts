import type { JobRecord, MetricPoint } from "@tunewright/schema";
import { versionName, versionNumber } from "../format.ts";
import { chartVariables } from "./chart-theme.ts";
import type { ChartPlacement } from "./chart-options.ts";
import { renderChart } from "./render-chart.ts";

/** Options for {@link lossCurves}. */
export interface LossCurvesOptions extends ChartPlacement {
  /** Whether the x axis counts steps, or epochs with the mean of each. @default "step" */
  readonly by?: "step" | "epoch";
}

interface LossPoint {
  readonly version: string;
  readonly side: "train" | "validation";
  readonly x: number;
  readonly loss: number;
  readonly current: boolean;
}

/** Points of one curve beyond which neighbours are drawn as their mean. */
const mostPoints = 400;

/**
 * Training and validation loss of the newest version, with earlier versions faint behind it.
 *
 * @param jobs Job records; those without metrics are left out.
 * @returns SVG, or nothing where no job has metrics.
 */
export async function lossCurves(
  jobs: readonly Pick<JobRecord, "version" | "result_metrics">[],
  options: LossCurvesOptions = {},
): Promise<string | undefined> {
  const { by = "step", embedded = false } = options;
  const sorted = jobs.toSorted((a, b) => versionNumber(a.version) - versionNumber(b.version));
  const curves = sorted.map((job) => ({ version: job.version, points: pointsOf(job.result_metrics, by) }));
  const drawn = curves.filter(({ points }) => points.length > 0);
  const newest = drawn.at(-1);
  if (newest === undefined) return undefined;
  const values: LossPoint[] = drawn.flatMap(({ version, points }) =>
    points.map((point) => ({ ...point, version: versionName(version), current: version === newest.version })),
  );
  const colour = {
    field: "side",
    type: "nominal",
    scale: { domain: ["train", "validation"], range: [chartVariables.train, chartVariables.validation] },
  } as const;
  const encoding = {
    x: {
      field: "x",
      type: "quantitative",
      title: by,
      axis: by === "epoch" ? { tickMinStep: 1, format: "d", grid: false } : { tickMinStep: 1, grid: false },
    },
    y: { field: "loss", type: "quantitative", title: "loss", ...lossScale(values) },
    color: colour,
    detail: { field: "version" },
  } as const;
  return renderChart(
    {
      width: 480,
      height: 240,
      data: { values },
      layer: [
        {
          transform: [{ filter: "!datum.current" }],
          mark: { type: "line", strokeWidth: 1.25, opacity: 0.3 },
          encoding,
        },
        {
          transform: [{ filter: "datum.current" }],
          mark: { type: "line", strokeWidth: 2, point: values.length <= 40 ? { size: 28, filled: true } : false },
          encoding,
        },
      ],
    },
    {
      id: `loss-by-${by}`,
      title: `Loss by ${by}`,
      description: describeCurves(drawn, by),
      embedded,
    },
  );
}

/** A first step that is many times the last would press the rest into a line; there the scale is logarithmic. */
function lossScale(values: readonly LossPoint[]) {
  const losses = values.map(({ loss }) => loss);
  const least = Math.min(...losses);
  const most = Math.max(...losses);
  if (least <= 0 || most / least <= 5) return { scale: { zero: false, nice: true }, axis: { tickCount: 6 } } as const;
  return { scale: { type: "log", nice: false }, axis: { values: roundValues(least, most), format: "~g" } } as const;
}

/** 1, 2 and 5 times the powers of ten between two values: the few that a logarithmic axis can name without overlap. */
function roundValues(least: number, most: number): number[] {
  const values: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power++) {
    values.push(...[1, 2, 5].map((step) => step * 10 ** power).filter((value) => value >= least && value <= most));
  }
  return values;
}

type Point = Pick<LossPoint, "side" | "x" | "loss">;

function pointsOf(metrics: readonly MetricPoint[], by: "step" | "epoch"): Point[] {
  const sides = {
    train: (p: MetricPoint) => p.train_loss,
    validation: (p: MetricPoint) => p.valid_loss ?? p.full_valid_loss,
  };
  return (["train", "validation"] as const).flatMap((side) => {
    const points = metrics.flatMap((point) => {
      const loss = sides[side](point);
      // The first batch of an epoch stands at its end when the fraction is rounded up.
      const x = by === "step" ? point.step : point.epoch === null ? null : Math.max(1, Math.ceil(point.epoch - 1e-9));
      return loss === null || x === null ? [] : [{ side, x, loss }];
    });
    return by === "epoch" ? meanByX(points) : thin(points);
  });
}

function meanByX(points: readonly Point[]): Point[] {
  return [...Map.groupBy(points, ({ x }) => x)]
    .map(([x, group]) => ({ ...mean(group), x }))
    .toSorted((a, b) => a.x - b.x);
}

function thin(points: readonly Point[]): Point[] {
  const size = Math.ceil(points.length / mostPoints);
  if (size <= 1) return [...points];
  return Array.from({ length: Math.ceil(points.length / size) }, (_, i) =>
    mean(points.slice(i * size, (i + 1) * size)),
  );
}

function mean(points: readonly Point[]): Point {
  const of = (key: "x" | "loss"): number => points.reduce((sum, point) => sum + point[key], 0) / points.length;
  return { side: points[0]?.side ?? "train", x: of("x"), loss: of("loss") };
}

function describeCurves(curves: readonly { version: string; points: readonly Point[] }[], by: string): string {
  const ends = curves.flatMap(({ version, points }) =>
    (["train", "validation"] as const).flatMap((side) => {
      const own = points.filter((point) => point.side === side);
      const [first] = own;
      const last = own.at(-1);
      if (first === undefined || last === undefined) return [];
      return [
        `${versionName(version)} ${side} loss goes from ${first.loss.toFixed(3)} to ${last.loss.toFixed(3)} at ${by} ${Math.round(last.x)}.`,
      ];
    }),
  );
  return ends.toReversed().join(" ");
}
