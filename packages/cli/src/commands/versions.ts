import { basename } from "node:path";
import type { VersionEntry } from "@tunewright/job-launcher";
import type { RecordedEvaluation } from "@tunewright/schema";
import { formatNumber } from "@tunewright/schema/format-count";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { resultsPath } from "../evaluation/result-files.ts";
import { fitColumns } from "../output/fit-columns.ts";
import { loadConfig } from "../input/load-config.ts";
import { costOf } from "../training/describe-record.ts";

/** `tunewright versions`: the history. */
export function registerVersions(program: Command, context: CliContext): void {
  program
    .command("versions")
    .summary("list every version, and which is in production")
    .option("--config <file>", "config file")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright versions --json")
    .action(async (options: { readonly config?: string; readonly json?: true }) => {
      const { data } = await loadConfig(context, options.config);
      const { listVersions } = await import("@tunewright/job-launcher");
      const { versions: found, production, unreadable } = await listVersions(data);
      const versions = await Promise.all(found.map((entry) => withEvaluation(entry, data)));
      for (const { message } of unreadable) await note(context, `warning: ${message}`);
      if (options.json === true) {
        const records = versions.map((entry) => ({ production: entry.production, ...entry.record }));
        await writeJson(context, { version: 1, production: production?.current ?? null, versions: records });
        return;
      }
      const head = ["version", "date", "status", "examples", "tokens", "cost", "result", "job"];
      const whole = { head, rows: versions.map(rowOf) };
      const width = context.stdout.isTTY === true ? context.stdout.columns || undefined : undefined;
      // --json has what a narrow terminal cannot show.
      const fitted = fitColumns(whole, { width, expendable: ["job", "tokens", "cost", "date", "examples"], gap: 4 });
      const { default: Table } = await import("cli-table3");
      const table = new Table({
        head: [...fitted.head],
        style: { head: [], border: [], compact: true },
        chars: plainLines,
      });
      for (const row of fitted.rows) table.push([...row]);
      await write(context.stdout, `${table.toString().replaceAll(/ +$/gm, "")}\n`);
    });
}

/** A record keeps the figures that its author entered; a version that was evaluated here has a results file. */
async function withEvaluation(entry: VersionEntry, data: string): Promise<VersionEntry> {
  if (entry.record.evaluation !== null) return entry;
  const path = resultsPath(data, entry.record.version);
  const { readResults } = await import("@tunewright/evals");
  const results = await readResults(path).catch(() => undefined);
  // A version that was trained again is another model.
  if (results === undefined || results.model !== entry.record.fine_tuned_model) return entry;
  const { summary } = results;
  const evaluation: RecordedEvaluation = {
    passed: summary.passed,
    total: summary.total,
    pass_rate: summary.passRate,
    average_score: summary.averageScore,
    security_score: summary.securityScore,
    wrong_api_avoidance: summary.wrongApiAvoidance,
    forbidden_pattern_avoidance: summary.forbiddenPatternAvoidance,
    critical_issues: summary.criticalIssues,
    results: basename(path),
  };
  return { ...entry, record: { ...entry.record, evaluation } };
}

function rowOf({ record, production }: VersionEntry): string[] {
  const unknown = "–";
  const result = record.evaluation?.pass_rate;
  const avoidance = record.evaluation?.wrong_api_avoidance;
  const percent = (rate: number): string => `${Math.round(rate * 1000) / 10}%`;
  const results = [
    ...(result === null || result === undefined ? [] : [`${percent(result)} pass`]),
    ...(avoidance === null || avoidance === undefined ? [] : [`${percent(avoidance)} API`]),
  ];
  return [
    `${record.version}${production ? " (production)" : ""}`,
    record.created_at?.slice(0, 10) ?? unknown,
    record.status ?? unknown,
    record.train_examples === null
      ? unknown
      : `${record.train_examples}${record.validation_examples === null ? "" : `+${record.validation_examples}`}`,
    record.trained_tokens === null ? unknown : formatNumber(record.trained_tokens),
    costOf(record) ?? unknown,
    results.length === 0 ? (record.changes ?? unknown) : results.join(", "),
    record.job_id,
  ];
}

const plainLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};
