import type { ProviderName, TrainingMethod } from "@tunewright/schema";

/**
 * Where a job stands, in words that every provider shares.
 *
 * `exported` ends a job that was written to disk for somebody else's trainer; `unknown` is a word of the provider that
 * this program has never heard, and never ends a wait.
 */
export type JobPhase = "waiting" | "running" | "paused" | "succeeded" | "failed" | "cancelled" | "exported" | "unknown";

/** Phases that a job does not leave. */
export const terminalPhases: ReadonlySet<JobPhase> = new Set(["succeeded", "failed", "cancelled", "exported"]);

/** What a provider can do, and the limits that a request must keep. */
export interface ProviderCapabilities {
  readonly methods: readonly TrainingMethod[];
  /** Whether a running job can be stopped for a while. */
  readonly pause: boolean;
  /** Whether a job costs money, so that somebody has to agree to it. */
  readonly paid: boolean;
  /** Characters that a suffix may have. */
  readonly maxSuffixLength: number;
  /** Fewest examples that a training file may hold. */
  readonly minExamples: number;
  /** Most bytes that a file may have. */
  readonly maxFileBytes: number;
  /** Whether `metrics` tells of a job that still runs, as far as it is. */
  readonly liveMetrics: boolean;
  /** Whether the service itself refuses a second job of the same fingerprint. @default false */
  readonly refusesTwins?: boolean | undefined;
  /** Whether the answers were ever seen from the live service, or only from its documentation. */
  readonly liveTested: boolean;
}

/** What every call takes beside its subject. */
export interface CallOptions {
  /** Ends the work early; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A dataset file on disk. */
export interface LocalFile {
  readonly path: string;
  readonly sha256: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/** A file that the provider holds. */
export interface RemoteFile {
  readonly id: string;
  /** Size in bytes, as the provider counts it. */
  readonly bytes: number;
  /** Why the provider will not use it; absent while it will. */
  readonly fault?: string | undefined;
  /** The provider is still reading it, and may yet find a fault. @default false */
  readonly pending?: boolean | undefined;
}

/** Progress of an upload that goes in parts, so that it can go on where it stopped. */
export interface UploadProgress {
  readonly uploadId: string;
  /** Bytes of each part but the last. */
  readonly partBytes: number;
  readonly partIds: readonly string[];
  /** When the provider drops the parts, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Options for {@link TrainingProvider.upload}. */
export interface UploadOptions extends CallOptions {
  /** Parts that an earlier run has sent. */
  readonly resume?: UploadProgress | undefined;
  /** Told of every part; awaited before the next part goes. */
  readonly onProgress?: (progress: UploadProgress) => Promise<void>;
}

/** Settings of the training, as asked for. */
export interface Hyperparameters {
  /** Times that the training goes through the file; `"auto"` leaves it to the provider. */
  readonly epochs: number | "auto";
  /** Examples in one step; left out or `"auto"`, the provider chooses. */
  readonly batchSize?: number | "auto" | undefined;
  /** Factor on the provider's own learning rate; left out or `"auto"`, the provider chooses. */
  readonly learningRateMultiplier?: number | "auto" | undefined;
  /** Weight of the penalty in DPO; read for that method only. */
  readonly beta?: number | "auto" | undefined;
}

/** A job to be made. */
export interface CreateJobRequest {
  /** Version of the model, as `v8`. */
  readonly version: string;
  /** 64 hex digits that no other job carries. */
  readonly fingerprint: string;
  readonly model: string;
  readonly method: TrainingMethod;
  readonly trainingFile: string;
  /** Id of the validation file; left out, the job measures no validation loss. */
  readonly validationFile?: string | undefined;
  /** Becomes a part of the model's name, where the provider has that. */
  readonly suffix?: string | undefined;
  /** A whole number that fixes the order of the examples, where the provider takes one. */
  readonly seed: number;
  readonly hyperparameters: Hyperparameters;
  /** Options that only this provider knows. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Options for {@link TrainingProvider.metrics}. */
export interface MetricsOptions extends CallOptions {
  /** Only from this step on, where the provider can leave out the rest. */
  readonly fromStep?: number | undefined;
}

/** What is looked for among the provider's jobs. */
export interface JobSearch {
  readonly request: CreateJobRequest;
  /**
   * When the first create was about to leave, in milliseconds since 1970; absent if none ever was.
   * Only with it may a provider that keeps no fingerprint compare the rest of the request.
   */
  readonly askedAt?: number | undefined;
  /** Jobs of earlier runs, which are never the one. */
  readonly exclude: ReadonlySet<string>;
}

/** How far a job is, in the provider's own words; what it does not say is `null`. */
export interface RemoteProgress {
  /** Steps that are done. */
  readonly step: number | null;
  /** Steps of the whole training. */
  readonly totalSteps: number | null;
  /** Epochs that are done, a part of one as a fraction. */
  readonly epoch: number | null;
  /** Part of the whole that is done, from 0 to 1. */
  readonly share: number | null;
  /** Seconds until the end of the training, as the provider guesses. */
  readonly secondsLeft: number | null;
}

/** A job as the provider tells of it. Times are milliseconds since 1970. */
export interface RemoteJob {
  readonly id: string;
  /** The provider's own word. */
  readonly status: string;
  readonly phase: JobPhase;
  readonly model: string | null;
  readonly fineTunedModel: string | null;
  readonly trainingFile: string | null;
  readonly validationFile: string | null;
  /** Tokens that were trained on and are billed; `null` until the provider knows. */
  readonly trainedTokens: number | null;
  /** Epochs that the job runs, once the provider has chosen them. */
  readonly epochs: number | null;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  /** The seed in force; `null` where the provider has none. */
  readonly seed: number | null;
  /** When the provider took the job. */
  readonly createdAt: number | null;
  /** When the job ended; `null` until it has. */
  readonly finishedAt: number | null;
  /** When the provider expects the end; `null` where it does not guess. */
  readonly estimatedFinish: number | null;
  readonly resultFiles: readonly string[];
  readonly error: { readonly code: string | null; readonly message: string; readonly param: string | null } | null;
  /** USD, where the provider bills by the job. */
  readonly cost: number | null;
  /** USD that the provider expects to bill; left out where it does not say. */
  readonly estimatedCost?: number | undefined;
  /** Left out where the provider tells none in the job itself. */
  readonly progress?: RemoteProgress | undefined;
  readonly requestId: string | null;
  /** Folder that an export wrote. */
  readonly folder?: string | undefined;
}

/** Something that the provider said about a job. */
export interface RemoteEvent {
  readonly id: string;
  /** Milliseconds since 1970; `null` where the provider does not say. */
  readonly createdAt: number | null;
  readonly level: string;
  readonly type: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A model that the provider kept on the way. */
export interface RemoteCheckpoint {
  readonly id: string;
  /** Training step of the checkpoint; `null` where the provider does not say. */
  readonly step: number | null;
  readonly model: string;
  /** Milliseconds since 1970; `null` where the provider does not say. */
  readonly createdAt: number | null;
  /** Losses and accuracies by the provider's own names; `null` for one that was not measured. */
  readonly metrics: Readonly<Record<string, number | null>>;
}

/** What the provider says of a model. */
export interface RemoteModel {
  readonly id: string;
  /** `YYYY-MM-DD`, the day on which it stops; `null` where the provider names none. */
  readonly shutdownDate: string | null;
  /** `YYYY-MM-DD`, the day from which it takes no job; `null` or left out where the provider names none. */
  readonly trainableUntil?: string | null | undefined;
}

/**
 * A service that trains.
 *
 * No call retries by itself: the caller knows which ones may be repeated. Every failure is a `ProviderFailure`
 * that says whether the service may have acted.
 */
export interface TrainingProvider {
  readonly name: ProviderName;
  readonly capabilities: ProviderCapabilities;
  /** A file with these bytes that is already there, told by its hash. */
  findFile(file: LocalFile, options?: CallOptions): Promise<RemoteFile | undefined>;
  /** Sends a file, in parts where it is large, and waits until the provider has it. */
  upload(file: LocalFile, options?: UploadOptions): Promise<RemoteFile>;
  /** The file of this id; `undefined` when it is gone. */
  retrieveFile(id: string, options?: CallOptions): Promise<RemoteFile | undefined>;
  /** The job that already carries this request's fingerprint. */
  findJob(search: JobSearch, options?: CallOptions): Promise<RemoteJob | undefined>;
  /** Makes the job: the one call that costs money, and the one that is never repeated blindly. */
  createJob(request: CreateJobRequest, options?: CallOptions): Promise<RemoteJob>;
  /** The job as it stands now. */
  retrieveJob(id: string, options?: CallOptions): Promise<RemoteJob>;
  /** Events, newest first, each once, over all pages. */
  events(id: string, options?: CallOptions): AsyncIterable<RemoteEvent>;
  /** The models that were kept on the way, in the provider's order. */
  checkpoints(id: string, options?: CallOptions): Promise<readonly RemoteCheckpoint[]>;
  /** The metrics of a job, as text for `parseMetrics`; `undefined` where there are none. */
  metrics(job: RemoteJob, options?: MetricsOptions): Promise<string | undefined>;
  /** Stops a job for good, and gives it as it stands then. */
  cancel(id: string, options?: CallOptions): Promise<RemoteJob>;
  /** Stops a job for a while; only where `capabilities.pause` is true. */
  pause(id: string, options?: CallOptions): Promise<RemoteJob>;
  /** Goes on with a paused job; only where `capabilities.pause` is true. */
  resume(id: string, options?: CallOptions): Promise<RemoteJob>;
  /** What is known of a model; `undefined` when there is none of this name; `null` where the provider does not tell. */
  modelInfo(model: string, options?: CallOptions): Promise<RemoteModel | undefined | null>;
}
