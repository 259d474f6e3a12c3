import { percent, percentRange, versionName } from "../format.ts";
import type { VersionFigures } from "../version-figures.ts";
import { chartVariables } from "./chart-theme.ts";
import type { ChartPlacement } from "./chart-options.ts";
import { renderChart } from "./render-chart.ts";

/**
 * Pass rate of each version with its 95 % interval; a version without a known count has a point and no interval.
 *
 * @param figures Versions, oldest first.
 * @returns SVG, or nothing where no version has a pass rate.
 */
export async function passRates(
  figures: readonly VersionFigures[],
  placement: ChartPlacement = {},
): Promise<string | undefined> {
  const values = figures.flatMap(({ version, passRate, interval }) =>
    passRate === null
      ? []
      : [{ version: versionName(version), rate: passRate, low: interval?.low ?? null, high: interval?.high ?? null }],
  );
  if (values.length === 0) return undefined;
  const x = {
    field: "version",
    type: "ordinal",
    sort: values.map(({ version }) => version),
    title: null,
    axis: { labelAngle: 0, ticks: false },
  } as const;
  const y = {
    type: "quantitative" as const,
    title: "pass rate",
    scale: { domain: [0, 1] },
    axis: { format: ".0%", tickCount: 5 },
  };
  return renderChart(
    {
      width: Math.max(220, values.length * 64),
      height: 220,
      data: { values },
      layer: [
        {
          transform: [{ filter: "datum.low !== null" }],
          mark: { type: "rule", strokeWidth: 2, color: chartVariables.muted },
          encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
        },
        {
          mark: { type: "point", filled: true, size: 90, opacity: 1, color: chartVariables.train },
          encoding: { x, y: { ...y, field: "rate" } },
        },
        {
          transform: [{ calculate: "format(datum.rate, '.0%')", as: "label" }],
          mark: { type: "text", align: "left", dx: 9 },
          encoding: { x, y: { ...y, field: "rate" }, text: { field: "label" } },
        },
      ],
    },
    {
      id: "pass-rates",
      title: "Pass rate by version",
      description: figures
        .filter(({ passRate }) => passRate !== null)
        .map(({ version, passRate, interval }) => {
          const range = interval === null ? "interval not known" : `95% interval ${percentRange(interval)}`;
          return `${versionName(version)}: ${percent(passRate ?? 0)} (${range}).`;
        })
        .join(" "),
      ...placement,
    },
  );
}
