import { contentLength, parseLine } from "@tunewright/jsonl";
import type { Issue } from "@tunewright/schema";

/** Why a line is no record: nothing stands there, it is not UTF-8, not JSON, or not of the shape of chat data. */
export type LineFault = "blank" | "encoding" | "json" | "shape";

/** Why a line is no record; the texts of a record are not judged here, that is what `validate` is for. */
export function lineFault(content: string): LineFault | undefined {
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

/** The issues that a line with a fault is reported with. @param bytes The line, with its end or without. */
export function rejectIssues(bytes: Buffer, line: number, fault: LineFault): readonly Issue[] {
  const item = parseLine(bytes, contentLength(bytes), line);
  if (item.kind === "invalid") return item.issues.filter(({ severity }) => severity === "error");
  const message =
    fault === "shape"
      ? "The line is JSON but no record of chat data: it needs messages, each with a role."
      : "The line could not be read.";
  return [{ line, path: "", code: "not-a-chat-record", severity: "error", message }];
}
