import type { EvalComparison, FigureComparison } from "./compare-results.ts";

/** Options for {@link formatComparison}. */
export interface FormatComparisonOptions {
  /** `text` for a terminal, `markdown` for a summary, `html` for a page. @default "text" */
  readonly format?: "text" | "markdown" | "html";
  /** Headings of the two columns. @default the labels of the evaluations */
  readonly headings?: readonly [string, string];
}

/**
 * Prints a comparison as a small table: the figures side by side, then the verdict.
 *
 * @param comparison What `compareResults` said.
 */
export function formatComparison(comparison: EvalComparison, options: FormatComparisonOptions = {}): string {
  const { format = "text", headings = [comparison.first, comparison.second] } = options;
  const rows = comparison.figures.map((figure) => [
    figure.name,
    show(figure.first, figure.unit),
    show(figure.second, figure.unit),
    change(figure),
  ]);
  const { cases, onlyFirst, onlySecond } = comparison.passes;
  rows.push(["Cases won, of those both have", `${onlyFirst} of ${cases}`, `${onlySecond} of ${cases}`, ""]);
  const head = ["", ...headings, "Change"];
  if (format === "markdown") return `${markdownTable(head, rows)}\n\n${comparison.verdict}\n`;
  if (format === "html") return `${htmlTable(head, rows)}\n<p>${escapeHtml(comparison.verdict)}</p>\n`;
  return `${textTable(head, rows)}\n\n${comparison.verdict}\n`;
}

function show(value: number, unit: FigureComparison["unit"]): string {
  if (unit === "rate") return `${(100 * value).toFixed(1)} %`;
  return unit === "points" ? value.toFixed(1) : String(value);
}

function change({ first, second, unit, higherIsBetter }: FigureComparison): string {
  const difference = second - first;
  const sign = difference > 0 ? "+" : "−";
  const size = unit === "rate" ? `${(100 * Math.abs(difference)).toFixed(1)} pp` : show(Math.abs(difference), unit);
  if (Number.parseFloat(size) === 0) return "=";
  return `${sign}${size} ${difference > 0 === higherIsBetter ? "better" : "worse"}`;
}

function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("──");
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `| --- |${" ---: |".repeat(head.length - 1)}`, ...rows.map(line)].join("\n");
}

function htmlTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string): string =>
    row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("");
  const body = rows.map(
    ([name = "", ...rest]) => `<tr><th scope="row">${escapeHtml(name)}</th>${cells(rest, "td")}</tr>`,
  );
  return `<table><thead><tr>${cells(head, "th")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
