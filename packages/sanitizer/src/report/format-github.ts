import type { SanitizeReport } from "@tunewright/schema";
import { inPieces } from "./in-pieces.ts";
import { changesOf, findingsOf } from "./report-entries.ts";

/**
 * A report as workflow commands, which GitHub shows as annotations at the lines of the files, piece by piece.
 *
 * @param messages What each rule says, by id.
 */
export function formatGitHub(report: SanitizeReport, messages: ReadonlyMap<string, string>): Generator<string> {
  return inPieces(commands(report, messages));
}

function* commands(report: SanitizeReport, messages: ReadonlyMap<string, string>): Generator<string> {
  for (const change of changesOf(report)) {
    const text = `${change.path}: ${change.before} → ${change.after}. ${messages.get(change.rule) ?? ""}`;
    yield command("error", change, text);
  }
  for (const finding of findingsOf(report)) {
    const level =
      finding.severity === "critical" || finding.severity === "error"
        ? "error"
        : finding.severity === "warning"
          ? "warning"
          : "notice";
    yield command(level, finding, `${finding.path}: ${finding.code}. ${messages.get(finding.rule) ?? ""}`);
  }
}

function command(level: string, place: { file: string; line: number; rule: string }, text: string): string {
  return `::${level} file=${property(place.file)},line=${place.line},title=${property(place.rule)}::${data(text)}\n`;
}

function data(text: string): string {
  return text.trim().replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
