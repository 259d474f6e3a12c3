import type { Rule, SanitizeReport } from "@tunewright/schema";

/**
 * Prints a report as SARIF 2.1.0, the format of code scanning services.
 *
 * @param rules Every rule of the run, in order.
 * @param toolVersion Version of the tool that made the report.
 */
export function formatSarif(report: SanitizeReport, rules: readonly Rule[], toolVersion: string): string {
  const result = (
    entry: { file: string; line: number; path: string; rule: string; start: number; end: number },
    level: string,
    text: string,
  ): object => ({
    ruleId: entry.rule,
    ruleIndex: rules.findIndex(({ id }) => id === entry.rule),
    level,
    message: { text },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uri(entry.file) }, region: { startLine: entry.line } },
        logicalLocations: [{ fullyQualifiedName: entry.path }],
      },
    ],
    // Offsets in the decoded text of the message, which SARIF's own region cannot name.
    properties: { path: entry.path, start: entry.start, end: entry.end },
  });
  const message = new Map(rules.map((rule) => [rule.id, rule.message]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "tunewright",
            version: toolVersion,
            rules: rules.map(({ id, message: text, severity, category, note, url }) => ({
              id,
              shortDescription: { text },
              ...(note === undefined ? {} : { help: { text: note } }),
              ...(url === undefined ? {} : { helpUri: url }),
              defaultConfiguration: { level: levelOf(severity) },
              properties: { tags: [category] },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: [
          ...report.changes.map((change) =>
            result(change, "error", `${change.before} → ${change.after}. ${message.get(change.rule) ?? ""}`.trim()),
          ),
          ...report.findings.map((finding) =>
            result(finding, levelOf(finding.severity), `${finding.code}: ${message.get(finding.rule) ?? ""}`),
          ),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function levelOf(severity: Rule["severity"]): "error" | "warning" | "note" {
  if (severity === "critical" || severity === "error") return "error";
  return severity === "warning" ? "warning" : "note";
}

function uri(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
