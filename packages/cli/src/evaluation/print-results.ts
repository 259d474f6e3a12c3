import type { GateReport } from "@tunewright/evals";
import type { EvalResults } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import Table from "cli-table3";
import colours from "picocolors";
import { type CliContext, usesColour } from "../context.ts";
import { percent } from "../output/percent.ts";
import { formatUsd } from "../output/format-usd.ts";

/** Options for {@link printResults}. */
export interface PrintOptions {
  readonly colour: boolean;
  /** Columns of the terminal; notes are wrapped to fit. Nothing is wrapped where it is not known. */
  readonly columns?: number | undefined;
}

/** What is known of the terminal behind standard output. */
export function terminal(context: CliContext): PrintOptions {
  return { colour: usesColour(context, context.stdout), columns: context.stdout.columns || undefined };
}

/** An evaluation for a terminal: its cases, its figures, and what they can bear. */
export function printResults(results: EvalResults, { colour, columns }: PrintOptions): string {
  const { summary, runs } = results;
  const { green, red, yellow, bold, dim } = colours.createColors(colour);
  const table = makeTable(["Test case", "Passed", "Score", "Notes"], {
    colour,
    widths: columnWidths(results, columns),
  });
  for (const item of results.cases) {
    const fraction = runs > 1 ? ` ${item.passedTrials}/${item.trials.length}` : "";
    const word = `${item.passed ? "yes" : "no"}${fraction}`;
    const paint = item.flickers ? yellow : item.passed ? green : red;
    table.push([item.id, paint(word), { content: item.score.toFixed(1), hAlign: "right" }, item.notes]);
  }
  const { passRateInterval, flickering, trialPassRate, trialPassRateError } = summary.statistics;
  const figures: [string, string][] = [
    [
      "Pass rate",
      `${percent(summary.passRate)} (${summary.passed} of ${summary.total}; 95 % interval ${percent(passRateInterval.low)} to ${percent(passRateInterval.high)})`,
    ],
    ["Average score", `${summary.averageScore.toFixed(1)} of 10`],
    ["Security score", `${summary.securityScore.toFixed(1)} of 10`],
    ["Wrong-API avoidance", percent(summary.wrongApiAvoidance)],
    ["Forbidden-pattern avoidance", percent(summary.forbiddenPatternAvoidance)],
    ["Critical issues", String(summary.criticalIssues)],
  ];
  if (runs > 1) {
    const error = trialPassRateError === null ? "" : ` ± ${percent(1.96 * trialPassRateError)}`;
    figures.push(["Over all trials", `${percent(trialPassRate)}${error} pass`]);
  }
  if (flickering.length > 0) figures.push(["Flickering", flickering.join(", ")]);
  if (summary.cost !== null) figures.push(["Cost", summary.cost === 0 ? "nothing" : formatUsd(summary.cost)]);
  const width = Math.max(...figures.map(([name]) => name.length));
  const lines = figures.map(([name, value]) => `${dim(name.padEnd(width))}  ${value}`);
  const gaps = summary.gaps.map(({ category, passRate, trainingExamples, advice }) => {
    const examples = trainingExamples === null ? "" : `, ${formatCount(trainingExamples, "training example")}`;
    return `${yellow("gap")} ${category} (${percent(passRate)}${examples}): ${advice}`;
  });
  const title = bold(`${results.label} on ${results.suite.id}`);
  return `${[title, table.toString(), ...lines, ...gaps].join("\n")}\n`;
}

/** What a gate said, for a terminal. */
export function printGate(gate: GateReport, { colour }: PrintOptions): string {
  const { green, red } = colours.createColors(colour);
  const lines = gate.checks.map(
    ({ name, actual, limit, ok }) =>
      `${ok ? green("ok  ") : red("FAIL")} ${name}: ${Number(actual.toFixed(4))} (limit ${Number(limit.toFixed(4))})`,
  );
  const verdict = gate.ok ? green("The gate is open.") : red("The gate is shut.");
  return `${[...lines, ...(gate.comparison ? [gate.comparison.verdict] : []), verdict].join("\n")}\n`;
}

/** The notes take what the other columns and the five borders leave. */
function columnWidths({ cases }: EvalResults, columns: number | undefined): number[] {
  if (columns === undefined) return [];
  const ids = Math.max("Test case".length, ...cases.map(({ id }) => id.length)) + 2;
  return [ids, 10, 7, Math.max(20, columns - ids - 22)];
}

function makeTable(head: string[], { colour, widths }: { colour: boolean; widths: number[] }): Table.Table {
  const style = { head: colour ? ["bold"] : [], border: colour ? ["grey"] : [], compact: true };
  return new Table({ head, style, colWidths: widths, wordWrap: true });
}
