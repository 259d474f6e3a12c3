import type { ReportData } from "@tunewright/schema";
import { apiCoverage, recordsByCategory, similarityHistogram, tokenLengths } from "../charts/dataset-charts.ts";
import { lossCurves } from "../charts/loss-curves.ts";
import { passRates } from "../charts/pass-rates.ts";
import { newestFirst } from "../format.ts";
import { versionFigures } from "../version-figures.ts";

/** All charts of a report; one that there are no data for is missing. */
export interface ReportCharts {
  readonly passRates: string | undefined;
  readonly lossBySteps: string | undefined;
  readonly lossByEpochs: string | undefined;
  readonly categories: string | undefined;
  readonly tokens: string | undefined;
  readonly similarity: string | undefined;
  readonly coverage: string | undefined;
}

/**
 * Draws every chart of a report.
 *
 * @param data The report's data; dataset charts are of the newest dataset.
 * @param options `embedded`: whether the page around them sets the colours.
 */
export async function drawCharts(
  data: ReportData,
  options: { readonly embedded?: boolean } = {},
): Promise<ReportCharts> {
  const [dataset] = newestFirst(data.datasets);
  return {
    passRates: await passRates(versionFigures(data), options),
    lossBySteps: await lossCurves(data.jobs, options),
    lossByEpochs: await lossCurves(data.jobs, { ...options, by: "epoch" }),
    categories: await recordsByCategory(dataset?.categories ?? [], options),
    tokens: await tokenLengths(dataset?.tokenLengths ?? [], options),
    similarity: await similarityHistogram(dataset?.similarity ?? null, options),
    coverage: await apiCoverage(dataset?.apiCoverage ?? [], options),
  };
}
