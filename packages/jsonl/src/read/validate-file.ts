import type { ExampleFormat, Issue, ValidationReport } from "@tunewright/schema";
import type { JsonlSource } from "./open-source.ts";
import type { ReadBatchesOptions } from "./read-batches.ts";
import { readJsonl } from "./read-jsonl.ts";

/** Options for {@link validateFile}. */
export interface ValidateFileOptions extends ReadBatchesOptions {
  /**
   * Format of every record; `auto` takes the first record's.
   *
   * @default "auto"
   */
  readonly format?: ExampleFormat | "auto";
  /**
   * Path that the report names.
   *
   * @default the source, or `-`
   */
  readonly name?: string;
  /** Issues that are held; the rest is only counted, so a broken file cannot fill the memory. */
  readonly maxIssues?: number;
}

/** What {@link validateFile} found in one file. */
export type FileValidation = ValidationReport["files"][number];

/**
 * Checks every record of a file, in constant memory apart from the issues.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE`, with the path.
 */
export async function validateFile(source: JsonlSource, options: ValidateFileOptions = {}): Promise<FileValidation> {
  const { format: wanted = "auto", maxIssues = 100_000 } = options;
  // Loaded when it is needed: whoever only reads lines starts in half the time without the schemas.
  const { checkExample, checkText, detectFormat } = await import("@tunewright/schema");
  let format: ExampleFormat | undefined = wanted === "auto" ? undefined : wanted;
  const issues: Issue[] = [];
  let records = 0;
  let invalid = 0;
  for await (const item of readJsonl(source, options)) {
    const found: Issue[] = [...item.issues];
    if (item.kind === "record") {
      format ??= detectFormat(item.value);
      found.push(...checkText(item.text, item.line), ...checkExample(item.value, item.line, format));
    }
    const blank = found.some((issue) => issue.code === "blank-line");
    if (!blank) records += 1;
    if (!blank && found.some((issue) => issue.severity === "error")) invalid += 1;
    for (const issue of found) if (issues.length < maxIssues) issues.push(issue);
  }
  const path = options.name ?? (typeof source === "string" ? source : "-");
  if (records === 0) {
    issues.push({ line: 0, path: "", code: "no-records", severity: "error", message: "The file holds no record." });
  }
  return { path, format: format ?? "chat", records, invalid, issues };
}
