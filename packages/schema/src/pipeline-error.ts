/** Stable codes of {@link PipelineError}. Switch on these, never on the message. */
export type PipelineErrorCode =
  | "USAGE"
  | "CONFIG_INVALID"
  | "INPUT_NOT_FOUND"
  | "INPUT_UNREADABLE"
  | "OUTPUT_UNWRITABLE"
  | "NO_SPACE"
  | "PORT_BUSY"
  | "DATASET_INVALID"
  | "RULE_PACK_INVALID"
  | "RULE_EXAMPLES_FAILED"
  | "API_INDEX_INVALID"
  | "CHANGES_PENDING"
  | "SPLIT_IMPOSSIBLE"
  | "SPLIT_LEAK"
  | "MANIFEST_MISMATCH"
  | "PREFLIGHT_FAILED"
  | "COST_LIMIT"
  | "CONFIRMATION_NEEDED"
  | "JOB_RECORD_INVALID"
  | "JOB_NOT_FOUND"
  | "JOB_LOCKED"
  | "JOB_SUBMIT_FAILED"
  | "JOB_FAILED"
  | "JOB_TIMEOUT"
  | "PROVIDER_UNAVAILABLE"
  | "PROVIDER_REFUSED"
  | "PROVIDER_UNSUPPORTED"
  | "SUITE_INVALID"
  | "EVAL_FAILED"
  | "EVAL_BELOW_GATE"
  | "SERVER_REFUSED"
  | "INTERRUPTED";

/** What a {@link PipelineError} carries beside its message. */
export interface PipelineErrorOptions {
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** Data fields for a program: paths, lines, limits. Never a key, a prompt or an answer. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What the user can do about it, as one sentence. */
  readonly hint?: string;
}

/**
 * A run that cannot go on.
 *
 * A bad record is not one of these: it is data, reported as an `Issue`.
 *
 * @example Tell two failures apart
 * ```ts
 * try {
 *   await run();
 * } catch (error) {
 *   if (error instanceof PipelineError && error.code === "SPLIT_LEAK") showPairs(error.details);
 *   else throw error;
 * }
 * ```
 */
export class PipelineError extends Error {
  override readonly name: string = "PipelineError";
  readonly code: PipelineErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hint: string | undefined;

  constructor(code: PipelineErrorCode, message: string, options: PipelineErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
    this.hint = options.hint;
  }
}
