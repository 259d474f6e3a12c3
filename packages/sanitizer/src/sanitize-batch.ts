import { isAscii, isUtf8 } from "node:buffer";
import { parseLine } from "@tunewright/jsonl";
import type { Issue } from "@tunewright/schema";
import type { DoubtReason, Hit } from "./hit.ts";
import type { RuleTable } from "./rule-table.ts";
import { sanitizeRecord } from "./sanitize-record.ts";
import { nextEscapedAscii, type TriggerScan } from "./trigger-scan.ts";

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

/**
 * Applies rules to whole lines of JSONL in their raw bytes.
 *
 * Bytes are read as Latin-1, where one unit is one byte: JSON's own characters are ASCII, so the structure is the same, and
 * only the texts that a rule may touch are ever decoded.
 */
export class BatchSanitizer {
  readonly #table: RuleTable;
  readonly #scan: TriggerScan;
  readonly #options: BatchSanitizerOptions;

  constructor(table: RuleTable, options: BatchSanitizerOptions = {}) {
    this.#table = table;
    this.#scan = table.scan;
    this.#options = options;
  }

  /** @param firstLine 1-based line in the file of the first line in `bytes`. */
  run(bytes: Buffer, firstLine: number): SanitizedBatch {
    const text = bytes.toString("latin1");
    const isPlain = isAscii(bytes);
    const isValid = isPlain || isUtf8(bytes);
    const { scansAll } = this.#table;
    const hits: BatchHit[] = [];
    const rejects: BatchReject[] = [];
    const pairs: BatchPair[] = [];
    const pieces: string[] = [];
    let kept = 0;
    let records = 0;
    let changedRecords = 0;
    let line = firstLine;
    let trigger = scansAll ? -1 : this.#scan.next(bytes, 0, bytes.length);
    let escape = scansAll ? -1 : nextEscapedAscii(bytes, 0);
    for (let start = 0; start < bytes.length; line += 1) {
      const feed = text.indexOf("\n", start);
      const end = feed === -1 ? bytes.length : feed + 1;
      const content = text.slice(lineContentStart(text, start, line), feed === -1 ? end : feed);
      const reject = isValid || isUtf8(bytes.subarray(start, end)) ? faultOf(content) : "encoding";
      if (reject !== undefined) {
        if (reject !== "blank") {
          rejects.push({ line, ...rejectOf(bytes.subarray(start, end), line, reject) });
          pieces.push(text.slice(kept, start));
          kept = end;
        }
      } else {
        records += 1;
        if (trigger !== -1 && trigger < start) trigger = this.#scan.next(bytes, start, bytes.length);
        if (escape !== -1 && escape < start) escape = nextEscapedAscii(bytes, start);
        const isEscaped = escape !== -1 && escape < end;
        if (scansAll || isEscaped || (trigger !== -1 && trigger < end)) {
          const contentStart = end - (feed === -1 ? 0 : 1) - content.length;
          const result = sanitizeRecord(content, this.#table, {
            bytes: !isPlain,
            fixDeprecated: this.#options.fixDeprecated ?? false,
            firstName: scansAll || isEscaped ? 0 : trigger - contentStart,
          });
          for (const { path, message, hit } of result.hits) {
            hits.push(toBatchHit(line, path, message, hit));
          }
          if (result.source !== content) {
            changedRecords += 1;
            pieces.push(text.slice(kept, contentStart), result.source);
            kept = contentStart + content.length;
            if (this.#options.keepPairs === true)
              pairs.push({ line, before: utf8(content), after: utf8(result.source) });
          }
        }
      }
      start = end;
    }
    if (pieces.length === 0) return { bytes, records, changedRecords, hits, rejects, pairs };
    pieces.push(text.slice(kept));
    return { bytes: toBytes(pieces.join("")), records, changedRecords, hits, rejects, pairs };
  }
}

/** Written out because it runs for every hit: spreading optional fields costs more than the rest. */
function toBatchHit(line: number, path: string, message: number, hit: Hit): BatchHit {
  const { rule, start, end, name, after, code, reason } = hit;
  const place = { line, path, message, start, end, rule: rule.order, name };
  if (after !== undefined) return { ...place, after };
  if (code === undefined) return place;
  return reason === undefined ? { ...place, code } : { ...place, code, reason };
}

type Fault = "blank" | "encoding" | "json" | "shape";

function lineContentStart(text: string, start: number, line: number): number {
  return line === 1 && start === 0 && text.startsWith("\u00ef\u00bb\u00bf") ? 3 : start;
}

/** Why a line is no record; the texts of a record are not judged here, that is what `validate` is for. */
function faultOf(content: string): Fault | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return content.trim() === "" ? "blank" : "json";
  }
  return isChatRecord(value) ? undefined : "shape";
}

function isChatRecord(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if ("messages" in value) return areMessages(value.messages);
  if (!("input" in value) || !("preferred_output" in value)) return false;
  const { input } = value;
  const hasInput = typeof input === "object" && input !== null && "messages" in input && areMessages(input.messages);
  return hasInput && areMessages(value.preferred_output);
}

function areMessages(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (message: unknown) =>
        typeof message === "object" && message !== null && "role" in message && typeof message.role === "string",
    )
  );
}

function rejectOf(bytes: Buffer, line: number, fault: Fault): { issues: readonly Issue[]; bytes: Uint8Array } {
  const item = parseLine(bytes, bytes.length, line);
  const copy = Uint8Array.from(bytes);
  if (item.kind === "invalid")
    return { issues: item.issues.filter(({ severity }) => severity === "error"), bytes: copy };
  const message =
    fault === "shape"
      ? "The line is JSON but no record of chat data: it needs messages, each with a role."
      : "The line could not be read.";
  return { issues: [{ line, path: "", code: "not-a-chat-record", severity: "error", message }], bytes: copy };
}

/** Bytes with memory of their own, never a slice of Node's pool, so that they can be handed to another thread. */
function toBytes(latin1: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(latin1.length);
  bytes.write(latin1, "latin1");
  return bytes;
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString("utf8");
}
