import { isUtf8 } from "node:buffer";
import type { Issue } from "@tunewright/schema";
import { findJsonFault } from "@tunewright/schema/json-text";
import type { JsonlSource } from "./open-source.ts";
import { type ReadBatchesOptions, readBatches } from "./read-batches.ts";

/** A line that holds one JSON value. */
export interface JsonlRecord {
  readonly kind: "record";
  /** 1-based line in the file. */
  readonly line: number;
  readonly value: unknown;
  /** The line as it stands in the file, its line end and a byte order mark included. */
  readonly bytes: Buffer;
  /** The JSON text of the line. */
  readonly text: string;
  /** What is odd about the line but does not make it unreadable: a byte order mark. */
  readonly issues: readonly Issue[];
}

/** A line that holds none. */
export interface JsonlInvalid {
  readonly kind: "invalid";
  /** 1-based line in the file. */
  readonly line: number;
  /** The original bytes; empty for a record over the size limit, which is not held. */
  readonly bytes: Buffer;
  readonly issues: readonly Issue[];
}

/** One line of a JSONL file, good or bad. */
export type JsonlItem = JsonlRecord | JsonlInvalid;

/**
 * Reads a JSONL file of any size, one line at a time.
 *
 * A bad line is yielded with its issues, never thrown. Blank lines are yielded as invalid with code `blank-line`,
 * except for nothing behind the last line end.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 *
 * @example Count the records of a file
 * ```ts
 * let records = 0;
 * for await (const item of readJsonl("train.jsonl")) if (item.kind === "record") records += 1;
 * ```
 */
export async function* readJsonl(source: JsonlSource, options: ReadBatchesOptions = {}): AsyncGenerator<JsonlItem> {
  for await (const batch of readBatches(source, options)) {
    if ("kind" in batch) {
      yield { kind: "invalid", line: batch.line, bytes: Buffer.alloc(0), issues: [batch.issue] };
      continue;
    }
    options.signal?.throwIfAborted();
    for (const { line, start, contentEnd, end } of batch.lines()) {
      yield parseLine(batch.bytes.subarray(start, end), contentEnd - start, line);
    }
  }
}

/**
 * Parses the bytes of one line.
 *
 * @param bytes The line with its line end.
 * @param contentLength Bytes of the line without its line end.
 * @param line 1-based line in the file.
 */
export function parseLine(bytes: Buffer, contentLength: number, line: number): JsonlItem {
  let content = bytes.subarray(0, contentLength);
  const issues: Issue[] = [];
  if (line === 1 && content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf) {
    content = content.subarray(3);
    issues.push(
      issue(line, "byte-order-mark", "warning", "The file begins with a byte order mark; save it as UTF-8 without."),
    );
  }
  const invalid = (fault: Issue): JsonlInvalid => ({ kind: "invalid", line, bytes, issues: [...issues, fault] });
  if (!isUtf8(content)) {
    const what = line === 1 && isUtf16(content) ? "The file is UTF-16" : "The line is not valid UTF-8";
    return invalid(issue(line, "invalid-utf8", "error", `${what}; save the file as UTF-8.`));
  }
  const text = content.toString("utf8");
  if (text.trim() === "") {
    return invalid(issue(line, "blank-line", "error", "The line is blank; remove it."));
  }
  try {
    return { kind: "record", line, value: JSON.parse(text) as unknown, bytes, text, issues };
  } catch {
    // The engine's own message quotes the data, so the place is found again without it.
    const fault = findJsonFault(text);
    const column = fault?.column ?? 1;
    return invalid(
      issue(
        line,
        "invalid-json",
        "error",
        `The line is not valid JSON: ${fault?.reason ?? "it ends early"} at column ${column}.${line === 1 ? spreadAdvice(text) : ""}`,
      ),
    );
  }
}

/** A byte order mark of UTF-16, in either order (Unicode 16, section 23.8). */
function isUtf16(content: Buffer): boolean {
  return (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff);
}

/** A first line that only opens something belongs to JSON that is spread over many lines. */
function spreadAdvice(text: string): string {
  const isSpread = /^\s*(?:\[\s*\{?|\{)\s*$/.test(text) || /^\s*\[.*,\s*$/.test(text);
  return isSpread
    ? ' The file seems to be JSON over many lines, not one record a line; "tunewright convert" makes JSONL of it.'
    : "";
}

function issue(line: number, code: string, severity: Issue["severity"], message: string): Issue {
  return { line, path: "", code, severity, message };
}
