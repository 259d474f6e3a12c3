import { join, resolve } from "node:path";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { loadConfig } from "../input/load-config.ts";
import { relativePath } from "../relative-path.ts";

interface ReportOptions {
  readonly out?: string;
  readonly config?: string;
  readonly title?: string;
  readonly stdout?: true;
  readonly json?: true;
}

/** `tunewright report`: the evaluation summary. */
export function registerReport(program: Command, context: CliContext): void {
  program
    .command("report")
    .summary("write the evaluation summary")
    .description(
      "Writes the evaluation summary of all versions as Markdown, JSON, CSV and one HTML page that needs nothing else, and its charts as SVG.",
    )
    .option("--out <folder>", "folder to write (default: reports in the data folder)")
    .option("--title <text>", "title of the report")
    .option("--config <file>", "config file")
    .option("--stdout", "print the Markdown and write nothing")
    .option("--json", "print the report's data as one JSON object and write nothing")
    .addHelpText(
      "after",
      "\nExamples:\n  tunewright report\n  tunewright report --stdout | less\n  tunewright report --out docs",
    )
    .action(async (options: ReportOptions) => run(context, options));
}

async function run(context: CliContext, options: ReportOptions): Promise<void> {
  const config = await loadConfig(context, options.config);
  const { collectReportData } = await import("../evaluation/collect-report-data.ts");
  const collected = await collectReportData(context, config);
  const data = options.title === undefined ? collected : { ...collected, title: options.title };
  if (options.json === true) return await writeJson(context, data);
  if (options.stdout === true) {
    const { renderMarkdown } = await import("@tunewright/reports");
    return await write(context.stdout, renderMarkdown(data));
  }
  const { writeReportFiles } = await import("../evaluation/write-report-files.ts");
  const folder = options.out === undefined ? join(config.data, "reports") : resolve(context.cwd, options.out);
  for (const path of await writeReportFiles(data, folder)) {
    await write(context.stdout, `${relativePath(context.cwd, path)}\n`);
  }
  await note(context, "Open the HTML file in a browser; it needs no server and no network.");
}
