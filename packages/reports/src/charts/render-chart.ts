import type { LoggerInterface } from "vega";
import type { Config, TopLevelSpec } from "vega-lite";
import type { ChartOptions } from "./chart-options.ts";
import { visible } from "../format.ts";
import { chartStyle, chartVariables } from "./chart-theme.ts";

const config: Config = {
  background: "transparent",
  font: "system-ui, sans-serif",
  aria: false,
  view: { stroke: null },
  axis: {
    domainColor: chartVariables.grid,
    tickColor: chartVariables.grid,
    gridColor: chartVariables.grid,
    labelColor: chartVariables.muted,
    titleColor: chartVariables.muted,
    titleFontWeight: "normal",
    labelFontSize: 11,
    titleFontSize: 11,
    labelLimit: 220,
  },
  legend: {
    labelColor: chartVariables.muted,
    titleColor: chartVariables.muted,
    labelFontSize: 11,
    title: null,
    orient: "top",
    symbolStrokeWidth: 2.5,
    symbolOpacity: 1,
  },
  text: { color: chartVariables.ink, font: "system-ui, sans-serif", fontSize: 11 },
  rule: { color: chartVariables.muted },
};

let engine: ReturnType<typeof loadEngine> | undefined;

/** Loaded with the first chart: it waits at its top level, so that a program that uses `require` could not import it. */
async function loadEngine() {
  const vega = await import("vega");
  const { compile } = await import("vega-lite");
  return { vega, compile };
}

/**
 * Draws a chart to SVG, without a browser: the same data give the same bytes.
 *
 * Colours are CSS variables, so one drawing serves dark and light pages.
 *
 * @param spec Vega-Lite specification; colours are those of `chartVariables`.
 * @param options Id, texts for screen readers, placement.
 * @returns An `<svg>` element.
 */
export async function renderChart(spec: TopLevelSpec, options: ChartOptions): Promise<string> {
  const { vega, compile } = await (engine ??= loadEngine());
  const { spec: compiled } = compile({ ...spec, config } as TopLevelSpec, { logger: silent });
  const view = new vega.View(vega.parse(compiled), { renderer: "none", logger: silent });
  const svg = await view.toSVG();
  view.finalize();
  return dress(svg, options);
}

function dress(svg: string, { id, title, description, embedded = false }: ChartOptions): string {
  const [, width = "0", height = "0"] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const body = svg.replace(/^<svg[^>]*>/, "").replace(/<\/svg>$/, "");
  const style = embedded ? "" : `<style>${chartStyle}</style>`;
  const open =
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc">`;
  const texts = `<title id="${id}-title">${escapeXml(title)}</title><desc id="${id}-desc">${escapeXml(description)}</desc>`;
  return `${open}${texts}${style}${withVariables(body)}</svg>`;
}

/** Vega parses colours, so it is given stand-ins; here they become variables. */
function withVariables(body: string): string {
  let result = body;
  for (const [name, standIn] of Object.entries(chartVariables))
    result = result.replaceAll(standIn, `var(--chart-${name})`);
  return result;
}

/** Escapes text for XML and HTML; what neither may hold, or would hide, is written out. */
export function escapeXml(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Warnings of the library say nothing to the reader of a report. */
const silent: LoggerInterface = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
} as unknown as LoggerInterface;
