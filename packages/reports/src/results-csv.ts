import type { EvalResults } from "@tunewright/schema";
import { stringify } from "csv-stringify/sync";

/**
 * One row per evaluation, for a spreadsheet: `openai_evaluation_results.csv`.
 *
 * A cell that a spreadsheet would take for a formula is written with an apostrophe before it.
 *
 * @param evaluations Evaluations in the order of the rows.
 * @returns CSV with a header and line feeds.
 */
export function resultsCsv(evaluations: readonly EvalResults[]): string {
  const rows = evaluations.map(({ label, model, suite, runs, finishedAt, summary }) => ({
    version: label,
    model,
    suite: suite.id,
    runs,
    total: summary.total,
    passed: summary.passed,
    pass_rate: rounded(summary.passRate),
    pass_rate_low: rounded(summary.statistics.passRateInterval.low),
    pass_rate_high: rounded(summary.statistics.passRateInterval.high),
    average_score: rounded(summary.averageScore),
    security_score: rounded(summary.securityScore),
    wrong_api_avoidance: rounded(summary.wrongApiAvoidance),
    forbidden_pattern_avoidance: rounded(summary.forbiddenPatternAvoidance),
    critical_issues: summary.criticalIssues,
    flickering: summary.statistics.flickering.join(" "),
    prompt_tokens: summary.tokens?.prompt ?? "",
    completion_tokens: summary.tokens?.completion ?? "",
    cost_usd: summary.cost ?? "",
    finished_at: finishedAt ?? "",
  }));
  return stringify(rows, { header: true, columns: [...columns], escape_formulas: true });
}

const columns = [
  "version",
  "model",
  "suite",
  "runs",
  "total",
  "passed",
  "pass_rate",
  "pass_rate_low",
  "pass_rate_high",
  "average_score",
  "security_score",
  "wrong_api_avoidance",
  "forbidden_pattern_avoidance",
  "critical_issues",
  "flickering",
  "prompt_tokens",
  "completion_tokens",
  "cost_usd",
  "finished_at",
] as const;

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
