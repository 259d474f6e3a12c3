import type { EvalResults } from "@tunewright/schema";
import type { GateReport } from "../compare/check-gate.ts";

/** Options for {@link stepSummary}. */
export interface StepSummaryOptions {
  /** What the gate said, where there was one. */
  readonly gate?: GateReport | undefined;
}

/**
 * Writes an evaluation as Markdown for the summary of a GitHub Actions step (`$GITHUB_STEP_SUMMARY`).
 *
 * @param results The evaluation.
 */
export function stepSummary(results: EvalResults, options: StepSummaryOptions = {}): string {
  const { summary, label, cases } = results;
  const { low, high } = summary.statistics.passRateInterval;
  const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;
  const lines = [
    `## Evaluation of ${cell(label)}`,
    "",
    "| Metric | Value |",
    "| --- | ---: |",
    `| Pass rate | ${percent(summary.passRate)} (${summary.passed} of ${summary.total}; 95 % interval ${percent(low)} to ${percent(high)}) |`,
    `| Average score | ${summary.averageScore.toFixed(1)} |`,
    `| Security score | ${summary.securityScore.toFixed(1)} |`,
    `| Wrong-API avoidance | ${percent(summary.wrongApiAvoidance)} |`,
    `| Forbidden-pattern avoidance | ${percent(summary.forbiddenPatternAvoidance)} |`,
    `| Critical issues | ${summary.criticalIssues} |`,
    "",
    "| Case | Passed | Score | Notes |",
    "| --- | --- | ---: | --- |",
    ...cases.map(
      (item) =>
        `| ${cell(item.id)} | ${item.passed ? "✅ yes" : "❌ no"} | ${item.score.toFixed(1)} | ${cell(item.notes)} |`,
    ),
    "",
  ];
  const { gate } = options;
  if (gate === undefined) return lines.join("\n");
  const broken = gate.checks.filter(({ ok }) => !ok);
  const says = gate.ok
    ? `✅ The gate is open: ${gate.checks.length} limits are kept.`
    : `❌ The gate is shut: ${broken.map(({ name, actual, limit }) => `${cell(name)} is ${Number(actual.toFixed(4))}, limit ${limit}`).join("; ")}.`;
  return [...lines, says, "", ...(gate.comparison ? [cell(gate.comparison.verdict), ""] : [])].join("\n");
}

function cell(text: string): string {
  // A backslash before a pipe would take away the one that escapes it.
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/(\\*)\|/g, "$1$1\\|")
    .replaceAll("<", "&lt;");
}
