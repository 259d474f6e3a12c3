import type { Rule, SanitizeChange, SanitizeFinding, SanitizeReport } from "@tunewright/schema";
import { inPieces } from "./in-pieces.ts";
import { changesOf, findingsOf } from "./report-entries.ts";

/**
 * A report as SARIF 2.1.0, the format of code scanning services, piece by piece. Each result is a line.
 *
 * @param rules Every rule of the run, in order.
 * @param toolVersion Version of the tool that made the report.
 */
export function formatSarif(report: SanitizeReport, rules: readonly Rule[], toolVersion: string): Generator<string> {
  return inPieces(textsOf(report, rules, toolVersion));
}

function* textsOf(report: SanitizeReport, rules: readonly Rule[], toolVersion: string): Generator<string> {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "tunewright", version: toolVersion, rules: rules.map(describeRule) } },
        columnKind: "utf16CodeUnits",
        results: [],
      },
    ],
  };
  const text = JSON.stringify(log, undefined, 2);
  const place = text.lastIndexOf("[]");
  yield `${text.slice(0, place)}[`;
  let isEmpty = true;
  for (const result of results(report, rules)) {
    yield `${isEmpty ? "" : ","}\n        ${JSON.stringify(result)}`;
    isEmpty = false;
  }
  yield `${isEmpty ? "" : "\n      "}]${text.slice(place + 2)}\n`;
}

function* results(report: SanitizeReport, rules: readonly Rule[]): Generator<object> {
  const known = new Map(rules.map(({ id, message }, index) => [id, { index, message }]));
  const result = (entry: SanitizeChange | SanitizeFinding, level: string, what: string, separator: string): object => {
    const { index = -1, message = "" } = known.get(entry.rule) ?? {};
    return {
      ruleId: entry.rule,
      ruleIndex: index,
      level,
      message: { text: `${what}${separator} ${message}`.trim() },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: uri(entry.file) }, region: { startLine: entry.line } },
          logicalLocations: [{ fullyQualifiedName: entry.path }],
        },
      ],
      // Offsets in the decoded text of the message, which SARIF's own region cannot name.
      properties: { path: entry.path, start: entry.start, end: entry.end },
    };
  };
  for (const change of changesOf(report)) yield result(change, "error", `${change.before} → ${change.after}`, ".");
  for (const finding of findingsOf(report)) yield result(finding, levelOf(finding.severity), finding.code, ":");
}

function describeRule({ id, message, severity, category, note, url }: Rule): object {
  return {
    id,
    shortDescription: { text: message },
    ...(note === undefined ? {} : { help: { text: note } }),
    ...(url === undefined ? {} : { helpUri: url }),
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: [category] },
  };
}

function levelOf(severity: Rule["severity"]): "error" | "warning" | "note" {
  if (severity === "critical" || severity === "error") return "error";
  return severity === "warning" ? "warning" : "note";
}

function uri(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
