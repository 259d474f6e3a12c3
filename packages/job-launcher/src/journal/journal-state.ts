import type { UploadProgress } from "../training-provider.ts";
import type { JournalEntry } from "./journal-entry.ts";

/** One attempt to get a version its job. */
export interface LaunchState {
  /** Which launch of this version, counted from 1; `--again` begins another. */
  readonly run: number;
  readonly provider: string;
  readonly fingerprint: string;
  readonly content: string;
  /** Ids of uploaded files by the SHA-256 of their bytes. */
  readonly files: ReadonlyMap<string, string>;
  readonly uploads: ReadonlyMap<string, UploadProgress>;
  /** When the first create was about to leave. */
  readonly askedAt: number | undefined;
  /** Creates that were about to leave. */
  readonly attempts: number;
  /** Whether the answer to the last create is not known. */
  readonly unresolved: boolean;
  readonly jobId: string | undefined;
  /** A second job of this launch, which is to be cancelled. */
  readonly yielded: string | undefined;
  /** How the job ended; `undefined` while it has not. */
  readonly ended: string | undefined;
}

/** What a journal says. */
export interface JournalState {
  /** The latest launch. */
  readonly current: LaunchState | undefined;
  /** Jobs of all launches before it. */
  readonly earlierJobs: readonly string[];
}

/** The journal of a version that was never launched. */
export const emptyJournal: JournalState = { current: undefined, earlierJobs: [] };

/** What a journal says after one more line. */
export function applyEntry(state: JournalState, entry: JournalEntry): JournalState {
  if (entry.step === "launch-started") {
    const before = state.current?.jobId;
    return {
      current: {
        run: entry.run,
        provider: entry.provider,
        fingerprint: entry.fingerprint,
        content: entry.content,
        // Files outlive a launch: the same bytes are not sent twice to the same provider.
        files: state.current?.provider === entry.provider ? state.current.files : new Map(),
        uploads: state.current?.provider === entry.provider ? state.current.uploads : new Map(),
        askedAt: undefined,
        attempts: 0,
        unresolved: false,
        jobId: undefined,
        yielded: undefined,
        ended: undefined,
      },
      earlierJobs: before === undefined ? state.earlierJobs : [...state.earlierJobs, before],
    };
  }
  const { current } = state;
  if (current === undefined) return state;
  return { ...state, current: applyStep(current, entry) };
}

function applyStep(launch: LaunchState, entry: Exclude<JournalEntry, { step: "launch-started" }>): LaunchState {
  switch (entry.step) {
    case "upload-intent":
      return launch;
    case "upload-progress": {
      const progress: UploadProgress = {
        uploadId: entry.upload_id,
        partBytes: entry.part_bytes,
        partIds: entry.part_ids,
        expiresAt: Date.parse(entry.expires_at),
      };
      return { ...launch, uploads: new Map([...launch.uploads, [entry.sha256, progress]]) };
    }
    case "file-ready":
      return { ...launch, files: new Map([...launch.files, [entry.sha256, entry.file_id]]) };
    case "create-intent":
      return {
        ...launch,
        askedAt: launch.askedAt ?? Date.parse(entry.at),
        attempts: entry.attempt,
        unresolved: true,
      };
    case "create-uncertain":
      return { ...launch, unresolved: true };
    case "create-refused":
      return { ...launch, unresolved: false };
    case "job-created":
      return { ...launch, unresolved: false, jobId: entry.job_id };
    case "job-yielded":
      return { ...launch, jobId: entry.twin_id, yielded: entry.job_id };
    case "yielded-ended":
      return { ...launch, yielded: undefined };
    case "job-ended":
      return entry.job_id === launch.jobId ? { ...launch, ended: entry.phase } : launch;
  }
}
