import type { PreflightFinding, PreflightReport } from "@tunewright/schema";
import { formatCount, formatNumber } from "@tunewright/schema/format-count";
import { formatUsd } from "../output/format-usd.ts";
import { shortenPaths } from "../shorten-paths.ts";
import { relativePath } from "../relative-path.ts";

/** The preflight for a person: what will be trained, what was found, and what it will cost. */
export function printPreflight(report: PreflightReport, cwd: string): string {
  const { train, validation, cost } = report;
  const lines = findingLines(report.findings, cwd);
  const tokens = train.tokens === null ? "" : `, ${formatNumber(train.tokens)} tokens`;
  lines.push(
    `${report.model_version}: ${report.method} training of ${report.model} at ${report.provider}, ` +
      `${formatCount(train.examples, "example")}${tokens}${validation === null ? "" : `, ${validation.examples} for validation`}, ` +
      `${formatCount(report.epochs, "epoch")}${report.epochs_assumed ? " (assumed; the provider chooses)" : ""}`,
  );
  lines.push(describePrice(cost, report.trained_tokens));
  return `${lines.join("\n")}\n`;
}

/** The preflight for a program, with its files named as they look from the current folder. */
export function preflightFromHere(report: PreflightReport, cwd: string): PreflightReport {
  const { train, validation } = report;
  return {
    ...report,
    train: { ...train, path: shortenPaths(train.path, cwd) },
    validation: validation === null ? null : { ...validation, path: shortenPaths(validation.path, cwd) },
    findings: report.findings.map((finding) => ({
      ...finding,
      file: finding.file === null ? null : shortenPaths(finding.file, cwd),
      message: shortenPaths(finding.message, cwd),
    })),
  };
}

/** One line for each finding, with its place. */
export function findingLines(findings: readonly PreflightFinding[], cwd: string): string[] {
  return findings.map(({ file, line, path, severity, code, message }) => {
    const place = file === null ? "" : `${relativePath(cwd, file)}${line > 0 ? `:${line}` : ""}: `;
    return `${place}${severity} ${code}${path === "" ? "" : ` ${path}`}: ${message}`;
  });
}

function describePrice(cost: PreflightReport["cost"], tokens: number | null): string {
  if (cost.price_per_million_tokens === 0) return "Price: nothing";
  if (cost.estimated === null) return "Price: not known";
  const rate = `$${cost.price_per_million_tokens ?? 0} per million tokens, ${cost.source ?? "source unknown"}, ${cost.date ?? "date unknown"}`;
  return `Price: about ${formatUsd(cost.estimated)} for ${formatNumber(tokens ?? 0)} trained tokens (${rate})`;
}
