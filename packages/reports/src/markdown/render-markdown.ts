import type { ReportData } from "@tunewright/schema";
import {
  code,
  figureText,
  longDate,
  percent,
  table,
  versionName,
  versionNumber,
  visible,
  withoutHtml,
} from "../format.ts";
import { type VersionFigures, versionFigures } from "../version-figures.ts";
import { costAnalysis } from "./cost-analysis.ts";
import { productionSection } from "./production-model.ts";
import { usageSection } from "./usage.ts";
import { versionHistory } from "./version-history.ts";

/**
 * Writes the evaluation summary as Markdown.
 *
 * @param data The report's data.
 * @returns Text that ends in a line feed.
 */
export function renderMarkdown(data: ReportData): string {
  const parts = [
    [`# ${data.title}`, `> Last Updated: ${longDate(data.updatedOn)}`],
    productionSection(data),
    versionHistory(data),
    repairsSection(data),
    usageSection(data),
    curveSection(data),
    testCategories(data),
    costAnalysis(data),
    filesLocation(data),
    improvements(data),
  ];
  const sections = parts.filter((part) => part.length > 0).map((part) => part.join("\n\n"));
  return withoutHtml(visible(`${sections.join("\n\n---\n\n")}\n`));
}

function repairsSection({ repairs }: ReportData): string[] {
  if (repairs === null) return [];
  return [
    "## What the Repairs Did",
    `${versionName(repairs.version)} against the same training on the same split without the sanitizer's repairs:`,
    table(
      ["Metric", "Without Repairs", "With Repairs"],
      repairs.figures.map((figure) => [
        figure.name,
        figureText(figure.without, figure.unit),
        figureText(figure.with, figure.unit),
      ]),
    ),
    repairs.verdict,
  ];
}

function curveSection({ curve }: ReportData): string[] {
  return curve === null ? [] : ["## What the Curve Says", `${versionName(curve.version)}: ${curve.message}`];
}

function testCategories({ suite }: ReportData): string[] {
  if (suite === null) return [];
  const groups = Object.entries(suite.categories)
    .map(([id, title]) => ({ title, cases: suite.cases.filter(({ category }) => category === id) }))
    .filter(({ cases }) => cases.length > 0);
  return [
    "## Evaluation Test Categories",
    `The evaluation suite tests ${suite.cases.length} different scenarios:`,
    ...groups.flatMap(({ title, cases }) => [
      `### ${title} (${cases.length} ${cases.length === 1 ? "test" : "tests"})`,
      `- ${cases.map(({ id }) => id).join(", ")}`,
    ]),
  ];
}

function filesLocation({ files }: ReportData): string[] {
  if (files.length === 0) return [];
  return [
    "## Files Location",
    table(
      ["File", "Purpose"],
      files.map(({ path, purpose }) => [code(path), purpose]),
    ),
  ];
}

/** What the production version does better than the newest older one that was evaluated. */
function improvements(data: ReportData): string[] {
  const figures = versionFigures(data);
  const own = figures.find(({ version }) => version === data.production);
  const older = figures.findLast(({ version }) => versionNumber(version) < versionNumber(own?.version ?? ""));
  if (own === undefined || older === undefined) return [];
  const changes = data.jobs.find(({ version }) => version === own.version)?.changes;
  const results = data.evaluations.find(({ label }) => label === own.version);
  const lines = [
    ...(changes ? [`**${changes}**`] : []),
    ...compare(own, older, ["wrongApiAvoidance", "wrong API avoidance"]),
    ...compare(own, older, ["passRate", "pass rate"]),
    ...compare(own, older, ["forbiddenPatternAvoidance", "forbidden pattern avoidance"]),
    ...(results?.summary.criticalIssues === 0 ? ["**Security hardened** - no critical vulnerabilities"] : []),
    ...(results && results.summary.corrections.length > 0 && results.summary.corrections.every(({ avoided }) => avoided)
      ? ["**L4D2-specific APIs** correctly identified"]
      : []),
  ];
  if (lines.length === 0) return [];
  const numbered = lines.map((line, index) => `${index + 1}. ${line}`).join("\n");
  return [`## Key Improvements in ${versionName(own.version)}`, numbered];
}

type Rate = "passRate" | "wrongApiAvoidance" | "forbiddenPatternAvoidance";

function compare(own: VersionFigures, older: VersionFigures, [key, name]: readonly [Rate, string]): string[] {
  const now = own[key];
  const before = older[key];
  if (now === null || before === null || now <= before) return [];
  return [`**${percent(now)} ${name}** (vs ${percent(before)} in ${versionName(older.version)})`];
}
