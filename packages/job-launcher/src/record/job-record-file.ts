import { join } from "node:path";
import { readIfPresent, writeFileAtomic } from "@tunewright/jsonl";
import { isVersionName, type JobRecord, type JobRecordInput, jobRecordSchema, PipelineError } from "@tunewright/schema";
import * as z from "zod";
import { isOldRecord, migrateJobRecord } from "./migrate-job-record.ts";

/** Shapes that do not exist yet. */
const newerSchema = z.looseObject({ record_version: z.int().min(2) });

/** Place of a version's record: `<data>/finetune_job_vN.json`. */
export function jobRecordPath(data: string, version: string): string {
  if (!isVersionName(version)) {
    throw new PipelineError(
      "USAGE",
      `Cannot find a record for ${JSON.stringify(version)}: a version is written as "v8".`,
    );
  }
  return join(data, `finetune_job_${version}.json`);
}

/**
 * Reads the record of a version, whatever tool wrote it.
 *
 * @throws {PipelineError} `JOB_NOT_FOUND` when there is none, `JOB_RECORD_INVALID` when it is not a record.
 */
export async function readJobRecord(data: string, version: string): Promise<JobRecord> {
  const found = await findJobRecord(data, version);
  if (found !== undefined) return found;
  throw new PipelineError(
    "JOB_NOT_FOUND",
    `Cannot find a job of ${version}: there is no finetune_job_${version}.json.`,
    {
      details: { version },
      hint: `Launch it with "tunewright launch --version ${version}", or list the versions with "tunewright versions".`,
    },
  );
}

/** {@link readJobRecord} for callers that can do without. */
export async function findJobRecord(data: string, version: string): Promise<JobRecord | undefined> {
  const path = jobRecordPath(data, version);
  const bytes = await readIfPresent(path);
  return bytes === undefined ? undefined : parseJobRecord(bytes.toString("utf8"), path);
}

/**
 * Parses the text of a record.
 *
 * @throws {PipelineError} `JOB_RECORD_INVALID`, naming the fields that are wrong, never their values.
 */
export function parseJobRecord(text: string, path: string): JobRecord {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw invalid(path, ["it is not JSON"]);
  }
  if (newerSchema.safeParse(value).success) {
    throw new PipelineError("JOB_RECORD_INVALID", `Cannot read the record ${path}: a newer tunewright wrote it.`, {
      details: { path },
      hint: "Update tunewright.",
    });
  }
  try {
    return jobRecordSchema.parse(isOldRecord(value) ? migrateJobRecord(value, versionOfFile(path)) : value);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw invalid(
      path,
      error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`),
    );
  }
}

function versionOfFile(path: string): string | undefined {
  return /finetune_job_(v\d+)\.json$/.exec(path)?.[1];
}

/**
 * Replaces the record of a version in one step.
 *
 * @returns The path of the record.
 * @throws {PipelineError} `OUTPUT_UNWRITABLE` or `NO_SPACE`; the old record stands.
 */
export async function writeJobRecord(data: string, record: JobRecordInput): Promise<string> {
  const whole = jobRecordSchema.parse(record);
  const path = jobRecordPath(data, whole.version);
  await writeFileAtomic(path, `${JSON.stringify(whole, undefined, 2)}\n`);
  return path;
}

function invalid(path: string, faults: readonly string[]): PipelineError {
  return new PipelineError("JOB_RECORD_INVALID", `Cannot read the record ${path}: ${faults.slice(0, 5).join("; ")}.`, {
    details: { path, faults: [...faults] },
    hint: "Restore the file, or correct the fields. Moved away, a record of a job that was launched here comes back with the next launch.",
  });
}
