import { isUtf8 } from "node:buffer";
import type { Issue } from "@tunewright/schema";
import { ByteEdits } from "./byte-edits.ts";
import type { DoubtReason } from "../texts/hit.ts";
import { type LineFault, lineFault, rejectIssues } from "./line-fault.ts";
import { LineScanner, type ScannedText } from "../scanner/line-scanner.ts";
import { HitPacker, type PackedHits, unpackHits } from "../files/pack-hits.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { sanitizeRecord } from "./sanitize-record.ts";
import { type SanitizeScannedOptions, sanitizeScannedTexts } from "./sanitize-scanned.ts";

/** A hit as plain data. */
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

/** What became of some lines, with the hits packed until somebody asks for them. */
export class PackedBatch implements SanitizedBatch {
  readonly bytes: Uint8Array;
  readonly records: number;
  readonly changedRecords: number;
  readonly packed: PackedHits;
  readonly rejects: readonly BatchReject[];
  readonly pairs: readonly BatchPair[];

  constructor(parts: Omit<SanitizedBatch, "hits"> & { readonly packed: PackedHits }) {
    this.bytes = parts.bytes;
    this.records = parts.records;
    this.changedRecords = parts.changedRecords;
    this.packed = parts.packed;
    this.rejects = parts.rejects;
    this.pairs = parts.pairs;
  }

  get hits(): readonly BatchHit[] {
    return [...unpackHits(this.packed)];
  }
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
  readonly #packer = new HitPacker();

  constructor(table: RuleTable, options: BatchSanitizerOptions = {}) {
    this.#table = table;
    this.#options = options;
    this.#scanner = table.scansAll ? undefined : new LineScanner(table.triggers, table.roles);
  }

  /**
   * @param firstLine 1-based line in the file of the first line in `bytes`.
   * @param spare Memory for the lines that go on, if anything changes; used only where it is large enough.
   */
  run(bytes: Buffer, firstLine: number, spare?: ArrayBufferLike): PackedBatch {
    const scanner = this.#scanner;
    const run = new BatchRun(bytes, this.#table, this.#options, this.#packer, (text) => scanner?.decode(text));
    const from = firstLine === 1 && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
    const isValid = isUtf8(bytes);
    if (scanner === undefined || !isValid) {
      let line = firstLine;
      for (let start = from; start < bytes.length; line += 1) {
        const feed = bytes.indexOf(LF, start);
        const end = feed === -1 ? bytes.length : feed;
        run.judge(line, start, end, isValid);
        start = end + 1;
      }
    } else {
      const fine = scanner.scan(bytes, from, ({ number, start, end, texts }) => {
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
  readonly #packer: HitPacker;
  readonly #rejects: BatchReject[] = [];
  readonly #pairs: BatchPair[] = [];
  readonly #scanned: SanitizeScannedOptions;
  #changedRecords = 0;
  /** The line that is being repaired. */
  #line = 0;

  constructor(
    bytes: Buffer,
    table: RuleTable,
    options: BatchSanitizerOptions,
    packer: HitPacker,
    decode: SanitizeScannedOptions["decode"],
  ) {
    this.#bytes = bytes;
    this.#table = table;
    this.#options = options;
    this.#packer = packer;
    this.#scanned = {
      fixDeprecated: options.fixDeprecated ?? false,
      decode,
      edits: this.#edits,
      onHit: (path, message, hit) => packer.add(this.#line, path, message, hit),
    };
  }

  /** Repairs a record of which the scanner knows where names stand. */
  repair(line: number, start: number, end: number, texts: readonly ScannedText[]): void {
    const before = this.#edits.length;
    this.#line = line;
    sanitizeScannedTexts(this.#bytes, { start, end, texts }, this.#table, this.#scanned);
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
    for (const { path, message, hit } of result.hits) this.#packer.add(line, path, message, hit);
    if (result.source !== source) this.#edits.add(start, end, result.source);
    this.#count(line, start, end, before);
  }

  finish(spare: ArrayBufferLike | undefined): PackedBatch {
    return new PackedBatch({
      bytes: this.#edits.length === 0 ? this.#bytes : this.#edits.apply(this.#bytes, spare),
      records: this.records,
      changedRecords: this.#changedRecords,
      packed: this.#packer.finish(),
      rejects: this.#rejects,
      pairs: this.#pairs,
    });
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
