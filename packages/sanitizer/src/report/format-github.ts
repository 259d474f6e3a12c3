import type { SanitizeReport } from "@tunewright/schema";

/**
 * Prints a report as workflow commands, which GitHub shows as annotations at the lines of the files.
 *
 * @param messages What each rule says, by id.
 */
export function formatGitHub(report: SanitizeReport, messages: ReadonlyMap<string, string>): string {
  const lines: string[] = [];
  const add = (level: string, place: { file: string; line: number; rule: string }, text: string): void => {
    lines.push(
      `::${level} file=${property(place.file)},line=${place.line},title=${property(place.rule)}::${data(text)}`,
    );
  };
  for (const change of report.changes) {
    add("error", change, `${change.path}: ${change.before} → ${change.after}. ${messages.get(change.rule) ?? ""}`);
  }
  for (const finding of report.findings) {
    const level =
      finding.severity === "critical" || finding.severity === "error"
        ? "error"
        : finding.severity === "warning"
          ? "warning"
          : "notice";
    add(level, finding, `${finding.path}: ${finding.code}. ${messages.get(finding.rule) ?? ""}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

function data(text: string): string {
  return text.trim().replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
