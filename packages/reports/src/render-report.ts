import { type ReportData, reportDataSchema } from "@tunewright/schema";
import { renderMarkdown } from "./markdown/render-markdown.ts";
import { renderPage } from "./page/render-page.ts";
import { resultsCsv } from "./results-csv.ts";
import { versionNumber } from "./format.ts";

/** A report in its four forms. */
export interface RenderedReport {
  readonly markdown: string;
  /** One self-contained page. */
  readonly html: string;
  /** One row per evaluation. */
  readonly csv: string;
  /** The data themselves. */
  readonly json: string;
}

/**
 * Renders a report. The same data give the same bytes.
 *
 * @param data Everything that the report is made of.
 *
 * @example
 * ```ts
 * const { markdown, html } = await renderReport(data);
 * await writeFile("report.html", html);
 * ```
 */
export async function renderReport(data: ReportData): Promise<RenderedReport> {
  const sound = reportDataSchema.parse(data);
  const evaluations = sound.evaluations.toSorted((a, b) => versionNumber(a.label) - versionNumber(b.label));
  return {
    markdown: renderMarkdown(sound),
    html: await renderPage(sound),
    csv: resultsCsv(evaluations),
    json: `${JSON.stringify(sound, undefined, 2)}\n`,
  };
}
