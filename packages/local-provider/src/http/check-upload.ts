import { readJsonl } from "@tunewright/jsonl";
import type { WireFile } from "../wire/wire-file.ts";
import { badRequest } from "./api-error.ts";

/** What the provider looks at when a file has arrived; the rest comes when a job begins. */
export interface CheckUploadOptions {
  readonly filename: string;
  readonly purpose: string;
}

/**
 * Looks at a file for fine-tuning as the provider does at upload: its name, that its first line is a JSON object, and that
 * every line is JSON.
 *
 * @returns The status of the file: a line that is no JSON makes it `error`, told in `status_details`.
 * @throws {ApiError} 400 where the file is refused.
 */
export async function checkUpload(
  path: string,
  { filename, purpose }: CheckUploadOptions,
): Promise<Pick<WireFile, "status" | "status_details">> {
  if (purpose !== "fine-tune") return { status: "processed" };
  if (!filename.toLowerCase().endsWith(".jsonl")) {
    throw badRequest("Invalid file format for Fine-Tuning API. Must be .jsonl", "file", "invalid_file_format");
  }
  let number = 0;
  let fault: string | undefined;
  for await (const item of readJsonl(path)) {
    if (item.kind === "invalid" && item.issues.some(({ code }) => code === "blank-line")) continue;
    number += 1;
    const isDictionary =
      item.kind === "record" && typeof item.value === "object" && item.value !== null && !Array.isArray(item.value);
    if (number === 1 && !isDictionary) {
      throw badRequest(
        `Invalid file format. Expected file to have JSONL format, where every line is a JSON dictionary. Line ${item.line} is not a dictionary`,
        "file",
        "invalid_file_format",
      );
    }
    if (item.kind === "invalid") fault ??= `Example ${number} cannot be parsed. Error: line contains invalid json`;
  }
  if (number === 0) throw badRequest("File is empty.", "file", "invalid_file_format");
  return fault === undefined ? { status: "processed" } : { status: "error", status_details: fault };
}
