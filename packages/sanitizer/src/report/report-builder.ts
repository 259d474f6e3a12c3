import type { SanitizeChange, SanitizeFinding, SanitizeReport } from "@tunewright/schema";
import { type PackedHits, unpackHits, visitHits } from "../files/pack-hits.ts";
import { keepEntries } from "./report-entries.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import type { BatchReject, PackedBatch } from "../records/sanitize-batch.ts";

/** A file and the SHA-256 of its bytes. */
export interface FileDigest {
  readonly path: string;
  readonly sha256: string;
}

/** Gathers what the batches of a run did into its report. */
export class ReportBuilder {
  readonly #table: RuleTable;
  /** Packed until they are wanted: objects that live long make the collector take far more memory than they need. */
  readonly #hits: FileHits[] = [];
  readonly #rejects: { file: string; issues: BatchReject["issues"][number][] }[] = [];
  readonly #counts: { replacements: number; findings: number; records: number; lastFile: string; lastLine: number }[];
  #records = 0;
  #changedRecords = 0;
  #rejected = 0;

  constructor(table: RuleTable) {
    this.#table = table;
    this.#counts = table.rules.map(() => ({ replacements: 0, findings: 0, records: 0, lastFile: "", lastLine: 0 }));
  }

  /** @param file Path as the report shows it. */
  add(file: string, batch: PackedBatch): void {
    this.#records += batch.records;
    this.#changedRecords += batch.changedRecords;
    this.#rejected += batch.rejects.length;
    for (const { issues } of batch.rejects) this.#rejects.push({ file, issues: [...issues] });
    if (batch.packed.numbers.length > 0) this.#hits.push({ file, packed: batch.packed });
    visitHits(batch.packed, (rule, line, isReplacement) => {
      const count = this.#counts[rule];
      if (count === undefined) return;
      if (!isReplacement) {
        count.findings += 1;
        return;
      }
      count.replacements += 1;
      if (count.lastLine !== line || count.lastFile !== file) count.records += 1;
      count.lastFile = file;
      count.lastLine = line;
    });
  }

  /** The report, with all that was added so far. Its changes and findings are made when they are asked for. */
  build(files: {
    readonly packs: readonly FileDigest[];
    readonly inputs: readonly FileDigest[];
    readonly output: FileDigest | null;
  }): SanitizeReport {
    const ids = this.#table.rules.map(({ rule }) => rule.id);
    const hits = [...this.#hits];
    const entries = {
      changes: () => this.#changes(hits),
      findings: () => this.#findings(hits),
      findingCount: this.#counts.reduce((sum, { findings }) => sum + findings, 0),
    };
    let changes: SanitizeChange[] | undefined;
    let findings: SanitizeFinding[] | undefined;
    const report: SanitizeReport = {
      version: 1,
      records: this.#records,
      changedRecords: this.#changedRecords,
      replacements: this.#counts.reduce((sum, { replacements }) => sum + replacements, 0),
      rejected: this.#rejected,
      rules: this.#counts.map(({ replacements, records }, index) => ({ id: ids[index] ?? "", replacements, records })),
      unused: ids.filter((_id, index) => {
        const count = this.#counts[index];
        return count !== undefined && count.replacements + count.findings === 0;
      }),
      get changes() {
        return (changes ??= [...entries.changes()]);
      },
      get findings() {
        return (findings ??= [...entries.findings()]);
      },
      rejects: this.#rejects,
      packs: [...files.packs],
      inputs: [...files.inputs],
      output: files.output,
    };
    keepEntries(report, entries);
    return report;
  }

  *#changes(batches: readonly FileHits[]): Generator<SanitizeChange> {
    for (const { file, packed } of batches) {
      for (const { line, message, path, start, end, rule, name, after = "" } of unpackHits(packed, "changes")) {
        yield { file, line, message, path, start, end, rule: this.#idOf(rule), before: name, after };
      }
    }
  }

  *#findings(batches: readonly FileHits[]): Generator<SanitizeFinding> {
    for (const { file, packed } of batches) {
      for (const hit of unpackHits(packed, "findings")) {
        const { line, message, path, start, end, code = "reported", reason } = hit;
        const severity = code === "doubtful" ? "info" : (this.#table.rules[hit.rule]?.rule.severity ?? "error");
        const finding = { file, line, message, path, start, end, rule: this.#idOf(hit.rule), severity, code };
        yield reason === undefined ? finding : { ...finding, reason };
      }
    }
  }

  #idOf(rule: number): string {
    return this.#table.rules[rule]?.rule.id ?? "";
  }
}

interface FileHits {
  readonly file: string;
  readonly packed: PackedHits;
}
