import { readdir } from "node:fs/promises";
import { systemErrorCode, toInputError } from "@tunewright/jsonl";
import { compareVersions, type JobRecord, type Production } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { readJobRecord } from "./job-record-file.ts";
import { findProduction } from "./production-file.ts";

/** A version in the history. */
export interface VersionEntry {
  readonly record: JobRecord;
  readonly production: boolean;
}

/** The history of a data folder. */
export interface VersionList {
  /** Newest version first. */
  readonly versions: readonly VersionEntry[];
  readonly production: Production | undefined;
  /** Records that cannot be read, with the reason. */
  readonly unreadable: readonly { readonly version: string; readonly message: string }[];
}

/**
 * Lists every version with a record, newest first, and which is in production.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `INPUT_UNREADABLE` for the folder.
 */
export async function listVersions(data: string): Promise<VersionList> {
  let names: string[];
  try {
    names = await readdir(data);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    throw toInputError(error, data);
  }
  const found = names
    .map((name) => /^finetune_job_(v\d+)\.json$/.exec(name)?.[1])
    .filter((version) => version !== undefined)
    .sort((left, right) => compareVersions(right, left));
  const production = await findProduction(data);
  const versions: VersionEntry[] = [];
  const unreadable: { version: string; message: string }[] = [];
  for (const version of found) {
    try {
      const record = await readJobRecord(data, version);
      versions.push({ record, production: production?.current.version === version });
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      unreadable.push({ version, message: error.message });
    }
  }
  return { versions, production, unreadable };
}
