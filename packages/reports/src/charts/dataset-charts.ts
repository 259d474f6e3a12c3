import type { DatasetSummary } from "@tunewright/schema";
import { count, percent } from "../format.ts";
import { chartVariables } from "./chart-theme.ts";
import type { ChartPlacement } from "./chart-options.ts";
import { renderChart } from "./render-chart.ts";
import { rowName } from "./row-name.ts";

const sideColour = {
  field: "side",
  type: "nominal",
  scale: { domain: ["train", "validation"], range: [chartVariables.train, chartVariables.validation] },
} as const;

/** The legend names only the sides that something was counted on. */
function coloursOf(rows: readonly Sides[]) {
  const domain = (["train", "validation"] as const).filter((side) => rows.some((row) => row[side] > 0));
  return { ...sideColour, scale: { domain, range: domain.map((side) => chartVariables[side]) } } as const;
}

interface Sides {
  readonly train: number;
  readonly validation: number;
}

/** Turns counts by side into one row per side. */
function bySide<T extends Sides>(
  rows: readonly T[],
): (T & { side: "train" | "validation"; n: number; order: number })[] {
  return rows.flatMap((row) => [
    { ...row, side: "train" as const, n: row.train, order: 0 },
    { ...row, side: "validation" as const, n: row.validation, order: 1 },
  ]);
}

/**
 * Histogram of tokens per record, by side.
 *
 * @param bins Bins in ascending order.
 * @returns SVG, or nothing where there are no bins.
 */
export async function tokenLengths(
  bins: DatasetSummary["tokenLengths"],
  placement: ChartPlacement = {},
): Promise<string | undefined> {
  if (bins.length === 0) return undefined;
  const all = bins.map((bin) => bin.train + bin.validation);
  const most = bins[all.indexOf(Math.max(...all))];
  return renderChart(
    {
      width: 480,
      height: 200,
      data: { values: bySide(bins) },
      mark: { type: "bar", binSpacing: 1 },
      encoding: {
        x: {
          field: "from",
          type: "quantitative",
          bin: { binned: true },
          title: "tokens per record",
          axis: { grid: false },
        },
        x2: { field: "to" },
        y: { field: "n", type: "quantitative", title: "records" },
        color: coloursOf(bins),
        order: { field: "order" },
      },
    },
    {
      id: "token-lengths",
      title: "Tokens per record",
      description: `${count(all.reduce((a, b) => a + b, 0))} records of ${count(bins[0]?.from)} to ${count(bins.at(-1)?.to)} tokens; most have ${count(most?.from)} to ${count(most?.to)}.`,
      ...placement,
    },
  );
}

/** Rows of the chart of categories at most: one of hundreds says nothing. */
const MOST_CATEGORIES = 40;

/** The largest categories, and all others as one row where they are many. */
function largest(categories: DatasetSummary["categories"]): DatasetSummary["categories"] {
  const sorted = categories.toSorted((a, b) => b.train + b.validation - a.train - a.validation);
  if (sorted.length <= MOST_CATEGORIES) return sorted;
  const others = sorted.slice(MOST_CATEGORIES - 1);
  const sum = (side: keyof Sides): number => others.reduce((total, row) => total + row[side], 0);
  const rest = { name: `${count(others.length)} others`, train: sum("train"), validation: sum("validation") };
  return [...sorted.slice(0, MOST_CATEGORIES - 1), rest];
}

/**
 * Records by category and side; of very many categories the largest, and the others as one.
 *
 * @param categories Counts by category.
 * @returns SVG, or nothing where there are no categories.
 */
export async function recordsByCategory(
  categories: DatasetSummary["categories"],
  placement: ChartPlacement = {},
): Promise<string | undefined> {
  if (categories.length === 0) return undefined;
  const sorted = largest(categories);
  const rows = sorted.map((row) => ({ ...row, name: rowName(row.name) }));
  const share = ({ train, validation }: Sides): number =>
    train + validation === 0 ? 0 : validation / (train + validation);
  return renderChart(
    {
      width: 380,
      height: { step: 26 },
      data: { values: bySide(rows) },
      mark: { type: "bar", height: { band: 0.66 } },
      encoding: {
        y: {
          field: "name",
          type: "nominal",
          title: null,
          sort: rows.map(({ name }) => name),
          axis: { ticks: false, domain: false },
        },
        x: { field: "n", type: "quantitative", title: "records" },
        color: sideColour,
        order: { field: "order" },
      },
    },
    {
      id: "records-by-category",
      title: "Records by category and side",
      description: sorted
        .map(
          (row) =>
            `${row.name}: ${count(row.train)} train, ${count(row.validation)} validation (${percent(share(row))}).`,
        )
        .join(" "),
      ...placement,
    },
  );
}

/**
 * Histogram of the similarity of compared pairs, with the threshold from which records stay together.
 *
 * @param similarity Bins from 0 to 1, and the threshold.
 * @returns SVG, or nothing where it was not recorded.
 */
export async function similarityHistogram(
  similarity: DatasetSummary["similarity"],
  placement: ChartPlacement = {},
): Promise<string | undefined> {
  if (similarity === null || similarity.bins.length === 0) return undefined;
  const { bins, threshold } = similarity;
  const above = bins.filter(({ from }) => from >= threshold - 1e-9).reduce((sum, { pairs }) => sum + pairs, 0);
  return renderChart(
    {
      width: 480,
      height: 200,
      data: { values: bins },
      layer: [
        {
          mark: { type: "bar", binSpacing: 1, color: chartVariables.train },
          encoding: {
            x: {
              field: "from",
              type: "quantitative",
              bin: { binned: true },
              scale: { domain: [0, 1] },
              title: "similarity of two records",
              axis: { grid: false },
            },
            x2: { field: "to" },
            y: { field: "pairs", type: "quantitative", title: "pairs" },
          },
        },
        {
          data: { values: [{ threshold, label: `threshold ${threshold}` }] },
          layer: [
            {
              mark: { type: "rule", strokeDash: [4, 3], strokeWidth: 1.5, color: chartVariables.validation },
              encoding: { x: { field: "threshold", type: "quantitative" } },
            },
            {
              mark: { type: "text", align: threshold > 0.7 ? "right" : "left", dx: threshold > 0.7 ? -5 : 5, y: 8 },
              encoding: { x: { field: "threshold", type: "quantitative" }, text: { field: "label" } },
            },
          ],
        },
      ],
    },
    {
      id: "similarity",
      title: "Similarity of compared pairs",
      description: `${count(above)} of ${count(bins.reduce((sum, { pairs }) => sum + pairs, 0))} compared pairs are at or above the threshold of ${threshold}, and stay on one side.`,
      ...placement,
    },
  );
}

/**
 * How many records use each API symbol, on both sides: a symbol that only validation has is not learnt, one that only
 * train has is not measured.
 *
 * @param symbols Counts by symbol; the most frequent are drawn.
 * @param placement Placement, and `most` symbols to draw (by default 24).
 * @returns SVG, or nothing where there are no symbols.
 */
export async function apiCoverage(
  symbols: DatasetSummary["apiCoverage"],
  { most = 24, ...placement }: ChartPlacement & { readonly most?: number } = {},
): Promise<string | undefined> {
  if (symbols.length === 0) return undefined;
  const shown = symbols.toSorted((a, b) => b.train + b.validation - a.train - a.validation).slice(0, most);
  const rows = shown.map((row) => ({ ...row, symbol: rowName(row.symbol) }));
  const unseen = symbols.filter(({ train, validation }) => train === 0 && validation > 0).length;
  const unmeasured = symbols.filter(({ train, validation }) => train > 0 && validation === 0).length;
  const y = {
    field: "symbol",
    type: "nominal",
    title: null,
    sort: rows.map(({ symbol }) => symbol),
    axis: { ticks: false, domain: false, labelPadding: 10 },
  } as const;
  const scale = { type: "symlog" } as const;
  return renderChart(
    {
      width: 380,
      height: { step: 18 },
      layer: [
        {
          data: { values: rows },
          mark: { type: "rule", color: chartVariables.grid, strokeWidth: 2 },
          encoding: {
            y,
            x: {
              field: "validation",
              type: "quantitative",
              scale,
              title: "records that use it",
              axis: { tickCount: 5 },
            },
            x2: { field: "train" },
          },
        },
        {
          data: { values: bySide(rows) },
          mark: { type: "point", filled: true, size: 55, opacity: 1 },
          encoding: { y, x: { field: "n", type: "quantitative", scale }, color: sideColour },
        },
      ],
    },
    {
      id: "api-coverage",
      title: "API symbols in train and validation",
      description: `Of ${count(symbols.length)} symbols, ${count(unmeasured)} are in train only and ${count(unseen)} in validation only. Most frequent: ${shown
        .slice(0, 5)
        .map(({ symbol, train, validation }) => `${symbol} ${count(train)} and ${count(validation)}`)
        .join(", ")}.`,
      ...placement,
    },
  );
}
