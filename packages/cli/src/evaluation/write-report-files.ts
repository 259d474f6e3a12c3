import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "@tunewright/jsonl";
import { drawCharts, renderReport } from "@tunewright/reports";
import type { ReportData } from "@tunewright/schema";

/**
 * Writes the evaluation summary as Markdown, HTML, CSV and JSON into a folder, and every chart below it as an SVG file.
 *
 * @returns Paths of the four forms, in that order.
 */
export async function writeReportFiles(data: ReportData, folder: string): Promise<[string, string, string, string]> {
  const { markdown, html, csv, json } = await renderReport(data);
  await mkdir(folder, { recursive: true });
  const place = (extension: string): string => join(folder, `evaluation-summary.${extension}`);
  await writeFileAtomic(place("md"), markdown);
  await writeFileAtomic(place("html"), html);
  await writeFileAtomic(place("csv"), csv);
  await writeFileAtomic(place("json"), json);
  for (const [name, svg] of Object.entries(await drawCharts(data))) {
    if (svg !== undefined) await writeFileAtomic(join(folder, "charts", `${fileName(name)}.svg`), svg);
  }
  return [place("md"), place("html"), place("csv"), place("json")];
}

/** `lossBySteps` as `loss-by-steps`. */
function fileName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
