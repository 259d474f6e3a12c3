import type { SanitizeChange, SanitizeFinding, SanitizeReport } from "@tunewright/schema";
import { inPieces } from "./in-pieces.ts";

/** Where the entries of a report come from as long as nobody asked for them as arrays. */
export interface ReportEntries {
  changes(): Iterable<SanitizeChange>;
  findings(): Iterable<SanitizeFinding>;
  readonly findingCount: number;
}

const sources = new WeakMap<SanitizeReport, ReportEntries>();

/** Notes where the entries of a report come from. */
export function keepEntries(report: SanitizeReport, entries: ReportEntries): void {
  sources.set(report, entries);
}

/**
 * The changes of a report, one after the other. Its array does as well; of a run with a million changes it takes more memory
 * than the run itself.
 */
export function changesOf(report: SanitizeReport): Iterable<SanitizeChange> {
  return sources.get(report)?.changes() ?? report.changes;
}

/** The findings of a report, one after the other; see {@link changesOf}. */
export function findingsOf(report: SanitizeReport): Iterable<SanitizeFinding> {
  return sources.get(report)?.findings() ?? report.findings;
}

/** How many findings a report has. */
export function countFindings(report: SanitizeReport): number {
  return sources.get(report)?.findingCount ?? report.findings.length;
}

/** A report as JSON, piece by piece. Each change and each finding is a line. */
export function formatReport(report: SanitizeReport): Generator<string> {
  return inPieces(textsOf(report));
}

function* textsOf(report: SanitizeReport): Generator<string> {
  yield "{\n";
  let isFirst = true;
  for (const key of Object.keys(report) as (keyof SanitizeReport)[]) {
    yield `${isFirst ? "" : ",\n"}  ${JSON.stringify(key)}: `;
    isFirst = false;
    const entries = key === "changes" ? changesOf(report) : key === "findings" ? findingsOf(report) : undefined;
    if (entries === undefined) {
      yield JSON.stringify(report[key], undefined, 2).replaceAll("\n", "\n  ");
      continue;
    }
    let isEmpty = true;
    yield "[";
    for (const entry of entries) {
      yield `${isEmpty ? "" : ","}\n    ${JSON.stringify(entry)}`;
      isEmpty = false;
    }
    yield isEmpty ? "]" : "\n  ]";
  }
  yield "\n}\n";
}
