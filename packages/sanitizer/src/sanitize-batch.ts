import { isUtf8 } from "node:buffer";
import type { Issue } from "@tunewright/schema";
import { ByteEdits } from "./byte-edits.ts";
import type { DoubtReason, Hit } from "./hit.ts";
import { type LineFault, lineFault, rejectIssues } from "./line-fault.ts";
import { LineScanner, type ScannedText } from "./line-scanner.ts";
import type { RuleTable } from "./rule-table.ts";
import { type RecordHit, sanitizeRecord } from "./sanitize-record.ts";
import { sanitizeScannedTexts } from "./sanitize-scanned.ts";

/** A hit as plain data, fit to cross to another thread. */
export interface BatchHit {
  /** 1-based line in the file. */
  readonly line: number;
  readonly path: string;
  /** Index of the message in the record. */
  readonly message: number;
  /** UTF-16 offsets in the text at `path`. */
  readonly start: number;
  readonly end: number;
  /** Position of the rule in the table. */
  readonly rule: number;
  readonly name: string;
  /** What is written there instead; absent when the text stays. */
  readonly after?: string;
  /** Why the text stays; absent when it changes. */
  readonly code?: "reported" | "doubtful" | "deprecated";
  /** What makes it doubtful, where `code` says that it is. */
  readonly reason?: DoubtReason;
}

/** A line that is no record of chat data. */
export interface BatchReject {
  /** 1-based line in the file. */
  readonly line: number;
  readonly issues: readonly Issue[];
  /** The line as it stood, with its end. */
  readonly bytes: Uint8Array;
}

/** A record before and after, for diffs and preference pairs. */
export interface BatchPair {
  /** 1-based line in the file. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** What became of some whole lines. */
export interface SanitizedBatch {
  /** The lines that go on; the very bytes that came in when nothing changed. */
  readonly bytes: Uint8Array;
  /** Records in the lines, good ones only. */
  readonly records: number;
  /** Records that a rule changed. */
  readonly changedRecords: number;
  readonly hits: readonly BatchHit[];
  readonly rejects: readonly BatchReject[];
  /** Changed records, when they were asked for. */
  readonly pairs: readonly BatchPair[];
}

/** Options for {@link BatchSanitizer}. */
export interface BatchSanitizerOptions {
  readonly fixDeprecated?: boolean;
  /** Whether changed records are handed back whole. */
  readonly keepPairs?: boolean;
}

const byteOrderMark = Buffer.from("\ufeff");
const LF = 10;

/**
 * Applies rules to whole lines of JSONL in their raw bytes.
 *
 * A scanner passes over the bytes first; only lines that hold a name of some rule, or that are not surely records, are
 * looked at closer, and only the texts with a name in them are decoded.
 */
export class BatchSanitizer {
  readonly #table: RuleTable;
  readonly #options: BatchSanitizerOptions;
  /** Absent where some rule has no name to look for, so that every record has to be looked at. */
  readonly #scanner: LineScanner | undefined;

  constructor(table: RuleTable, options: BatchSanitizerOptions = {}) {
    this.#table = table;
    this.#options = options;
    this.#scanner = table.scansAll ? undefined : new LineScanner(table.triggers, table.roles);
  }

  /**
   * @param firstLine 1-based line in the file of the first line in `bytes`.
   * @param spare Memory for the lines that go on, if anything changes; used only where it is large enough.
   */
  run(bytes: Buffer, firstLine: number, spare?: ArrayBufferLike): SanitizedBatch {
    const run = new BatchRun(bytes, this.#table, this.#options);
    const from = firstLine === 1 && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
    const isValid = isUtf8(bytes);
    if (this.#scanner === undefined || !isValid) {
      let line = firstLine;
      for (let start = from; start < bytes.length; line += 1) {
        const feed = bytes.indexOf(LF, start);
        const end = feed === -1 ? bytes.length : feed;
        run.judge(line, start, end, isValid);
        start = end + 1;
      }
    } else {
      const fine = this.#scanner.scan(bytes, from, ({ number, start, end, texts }) => {
        const line = firstLine + number;
        if (texts === undefined) run.judge(line, start, end, true);
        else run.repair(line, start, end, texts);
      });
      // Added only now: the lines that were judged on the way have counted themselves.
      run.records += fine;
    }
    return run.finish(spare);
  }
}

/** One batch on its way. */
class BatchRun {
  records = 0;
  readonly #bytes: Buffer;
  readonly #table: RuleTable;
  readonly #options: BatchSanitizerOptions;
  readonly #edits = new ByteEdits();
  readonly #hits: BatchHit[] = [];
  readonly #rejects: BatchReject[] = [];
  readonly #pairs: BatchPair[] = [];
  #changedRecords = 0;

  constructor(bytes: Buffer, table: RuleTable, options: BatchSanitizerOptions) {
    this.#bytes = bytes;
    this.#table = table;
    this.#options = options;
  }

  /** Repairs a record of which the scanner knows where names stand. */
  repair(line: number, start: number, end: number, texts: readonly ScannedText[]): void {
    const before = this.#edits.length;
    sanitizeScannedTexts(this.#bytes, { start, end, texts }, this.#table, {
      fixDeprecated: this.#options.fixDeprecated ?? false,
      edits: this.#edits,
      onHit: (found) => this.#hits.push(toBatchHit(line, found)),
    });
    this.#count(line, start, end, before);
  }

  /** Looks at a line from scratch: rejects it, or repairs it. Bytes are read as Latin-1, where one unit is one byte. */
  judge(line: number, start: number, end: number, isValid: boolean): void {
    const source = this.#bytes.toString("latin1", start, end);
    const fault = isValid || isUtf8(this.#bytes.subarray(start, end)) ? lineFault(source) : "encoding";
    if (fault === "blank") return;
    if (fault !== undefined) {
      this.#reject(line, start, end, fault);
      return;
    }
    this.records += 1;
    const before = this.#edits.length;
    const result = sanitizeRecord(source, this.#table, {
      bytes: true,
      fixDeprecated: this.#options.fixDeprecated ?? false,
    });
    for (const found of result.hits) this.#hits.push(toBatchHit(line, found));
    if (result.source !== source) this.#edits.add(start, end, result.source);
    this.#count(line, start, end, before);
  }

  finish(spare: ArrayBufferLike | undefined): SanitizedBatch {
    return {
      bytes: this.#edits.length === 0 ? this.#bytes : this.#edits.apply(this.#bytes, spare),
      records: this.records,
      changedRecords: this.#changedRecords,
      hits: this.#hits,
      rejects: this.#rejects,
      pairs: this.#pairs,
    };
  }

  #count(line: number, start: number, end: number, editsBefore: number): void {
    if (this.#edits.length === editsBefore) return;
    this.#changedRecords += 1;
    if (this.#options.keepPairs !== true) return;
    this.#pairs.push({
      line,
      before: this.#bytes.toString("utf8", start, end),
      after: this.#edits.textOf(this.#bytes, editsBefore, start, end),
    });
  }

  #reject(line: number, start: number, end: number, fault: LineFault): void {
    const whole = this.#bytes.subarray(start, end + 1);
    this.#rejects.push({ line, issues: rejectIssues(whole, line, fault), bytes: Uint8Array.from(whole) });
    this.#edits.add(start, Math.min(end + 1, this.#bytes.length), "");
  }
}

/** A name by itself: one that was cut from a text keeps the whole text in memory. */
function ownName({ rule, name }: Hit): string {
  const known = rule.names.find((one) => one === name);
  return known ?? Buffer.from(name).toString();
}

/** Written out because it runs for every hit: spreading optional fields costs more than the rest. */
function toBatchHit(line: number, { path, message, hit }: RecordHit): BatchHit {
  const { rule, start, end, after, code, reason } = hit;
  const place = { line, path, message, start, end, rule: rule.order, name: ownName(hit) };
  if (after !== undefined) return { ...place, after };
  if (code === undefined) return place;
  return reason === undefined ? { ...place, code } : { ...place, code, reason };
}
