import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "@tunewright/jsonl";
import { renderReport } from "@tunewright/reports";
import type { ReportData } from "@tunewright/schema";

/** Paths of a written report. */
export interface ReportFiles {
  readonly markdown: string;
  readonly html: string;
  readonly csv: string;
  readonly json: string;
}

/** Writes the evaluation summary in its four forms into a folder. */
export async function writeReportFiles(data: ReportData, folder: string): Promise<ReportFiles> {
  const { markdown, html, csv, json } = await renderReport(data);
  await mkdir(folder, { recursive: true });
  const write = async (extension: string, text: string): Promise<string> => {
    const path = join(folder, `evaluation-summary.${extension}`);
    await writeFileAtomic(path, text);
    return path;
  };
  return {
    markdown: await write("md", markdown),
    html: await write("html", html),
    csv: await write("csv", csv),
    json: await write("json", json),
  };
}
