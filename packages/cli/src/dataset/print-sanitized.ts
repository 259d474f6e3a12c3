import { changesOf, countFindings, findingsOf, formatGitHub, formatReport, formatSarif } from "@tunewright/sanitizer";
import type { Rule, SanitizeReport } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import { type CliContext, note, writeLines } from "../context.ts";
import { write } from "../output/write-output.ts";
import { toolVersion } from "../tool-version.ts";

/** How the report is printed. */
interface PrintOptions {
  readonly json?: true;
  readonly format: "text" | "github" | "sarif";
  /** Whether the changes were printed already, as a diff. */
  readonly diff?: true;
  /** `-` where the records are printed. */
  readonly out?: string;
  /** Rules that ran, whose words the formats of other programs repeat. */
  readonly rules: readonly Rule[];
}

/** Prints what a run of `sanitize` changed and found, and the counts. */
export async function printSanitized(
  context: CliContext,
  report: SanitizeReport,
  options: PrintOptions,
): Promise<void> {
  const { rules } = options;
  if (options.json === true) for (const piece of formatReport(report)) await write(context.stdout, piece);
  else if (options.format !== "text") {
    const messages = new Map(rules.map((rule) => [rule.id, rule.message]));
    const pieces =
      options.format === "github" ? formatGitHub(report, messages) : formatSarif(report, rules, toolVersion);
    for (const piece of pieces) await write(context.stdout, piece);
  } else if (options.diff !== true && options.out !== "-") {
    await writeLines(context.stdout, reportLines(changesOf(report), findingsOf(report)));
  }
  const counts = [
    formatCount(report.records, "record"),
    `${formatCount(report.replacements, "replacement")} in ${formatCount(report.changedRecords, "record")}`,
    formatCount(countFindings(report), "finding"),
    ...(report.rejected === 0 ? [] : [`${report.rejected} rejected`]),
  ];
  const why = report.rejected === 0 ? "" : ' Run "tunewright validate" on the files to see why.';
  await note(context, `${counts.join(", ")}.${why}`);
}

function* reportLines(
  changes: Iterable<SanitizeReport["changes"][number]>,
  findings: Iterable<SanitizeReport["findings"][number]>,
): Generator<string> {
  for (const { file, line, path, rule, before, after } of changes) {
    yield `${file}:${line}: ${path}: ${before} → ${after} (${rule})`;
  }
  for (const { file, line, path, rule, severity, code } of findings) {
    yield `${file}:${line}: ${path}: ${severity} ${code} (${rule})`;
  }
}
