import type { SanitizeChange, SanitizeFinding, SanitizeReport } from "@tunewright/schema";
import { type PackedHits, packHits, unpackHits } from "./pack-hits.ts";
import type { RuleTable } from "./rule-table.ts";
import type { BatchReject, SanitizedBatch } from "./sanitize-batch.ts";

/** A file and the SHA-256 of its bytes. */
export interface FileDigest {
  readonly path: string;
  readonly sha256: string;
}

/** Gathers what the batches of a run did into its report. */
export class ReportBuilder {
  readonly #table: RuleTable;
  /** Packed until the end: objects that live long make the collector take far more memory than they need. */
  readonly #hits: { readonly file: string; readonly packed: PackedHits }[] = [];
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
  add(file: string, batch: SanitizedBatch): void {
    this.#records += batch.records;
    this.#changedRecords += batch.changedRecords;
    this.#rejected += batch.rejects.length;
    for (const { issues } of batch.rejects) this.#rejects.push({ file, issues: [...issues] });
    if (batch.hits.length > 0) this.#hits.push({ file, packed: packHits(batch.hits) });
    for (const { rule, line, after } of batch.hits) {
      const count = this.#counts[rule];
      if (count === undefined) continue;
      if (after === undefined) {
        count.findings += 1;
        continue;
      }
      count.replacements += 1;
      if (count.lastLine !== line || count.lastFile !== file) count.records += 1;
      count.lastFile = file;
      count.lastLine = line;
    }
  }

  /** The report; the builder can go on. */
  build(files: {
    readonly packs: readonly FileDigest[];
    readonly inputs: readonly FileDigest[];
    readonly output: FileDigest | null;
  }): SanitizeReport {
    const ids = this.#table.rules.map(({ rule }) => rule.id);
    const { changes, findings } = this.#unpack();
    return {
      version: 1,
      records: this.#records,
      changedRecords: this.#changedRecords,
      replacements: changes.length,
      rejected: this.#rejected,
      rules: this.#counts.map(({ replacements, records }, index) => ({ id: ids[index] ?? "", replacements, records })),
      unused: ids.filter((_id, index) => {
        const count = this.#counts[index];
        return count !== undefined && count.replacements + count.findings === 0;
      }),
      changes,
      findings,
      rejects: this.#rejects,
      packs: [...files.packs],
      inputs: [...files.inputs],
      output: files.output,
    };
  }

  #unpack(): { changes: SanitizeChange[]; findings: SanitizeFinding[] } {
    const changes: SanitizeChange[] = [];
    const findings: SanitizeFinding[] = [];
    for (const { file, packed } of this.#hits) {
      for (const hit of unpackHits(packed)) {
        const rule = this.#table.rules[hit.rule]?.rule;
        if (rule === undefined) continue;
        const { line, message, path, start, end } = hit;
        const place = { file, line, message, path, start, end, rule: rule.id };
        if (hit.after !== undefined) {
          changes.push({ ...place, before: hit.name, after: hit.after });
          continue;
        }
        const code = hit.code ?? "reported";
        const severity = code === "doubtful" ? "info" : rule.severity;
        findings.push({ ...place, severity, code, ...(hit.reason === undefined ? {} : { reason: hit.reason }) });
      }
    }
    return { changes, findings };
  }
}
