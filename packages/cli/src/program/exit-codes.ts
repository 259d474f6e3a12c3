import type { PipelineErrorCode } from "@tunewright/schema";

/** Exit codes of the command line; scripts rely on them. */
export const exitCodes = {
  /** Done. */
  done: 0,
  /** The data, a gate or a check fell short. */
  fellShort: 1,
  /** Usage or config error. */
  usage: 2,
  /** A remote service failed or refused. */
  remote: 3,
  /** Interrupted. */
  interrupted: 130,
} as const;

/** An exit code of the command line. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const codesOfErrors: Readonly<Record<PipelineErrorCode, ExitCode>> = {
  USAGE: exitCodes.usage,
  CONFIG_INVALID: exitCodes.usage,
  INPUT_NOT_FOUND: exitCodes.usage,
  INPUT_UNREADABLE: exitCodes.usage,
  OUTPUT_UNWRITABLE: exitCodes.usage,
  NO_SPACE: exitCodes.usage,
  PORT_BUSY: exitCodes.usage,
  RULE_PACK_INVALID: exitCodes.usage,
  API_INDEX_INVALID: exitCodes.usage,
  CONFIRMATION_NEEDED: exitCodes.usage,
  JOB_RECORD_INVALID: exitCodes.usage,
  JOB_NOT_FOUND: exitCodes.usage,
  JOB_LOCKED: exitCodes.usage,
  PROVIDER_UNSUPPORTED: exitCodes.usage,
  SUITE_INVALID: exitCodes.usage,
  SERVER_REFUSED: exitCodes.usage,
  DATASET_INVALID: exitCodes.fellShort,
  RULE_EXAMPLES_FAILED: exitCodes.fellShort,
  CHANGES_PENDING: exitCodes.fellShort,
  SPLIT_IMPOSSIBLE: exitCodes.fellShort,
  SPLIT_LEAK: exitCodes.fellShort,
  MANIFEST_MISMATCH: exitCodes.fellShort,
  PREFLIGHT_FAILED: exitCodes.fellShort,
  COST_LIMIT: exitCodes.fellShort,
  EVAL_BELOW_GATE: exitCodes.fellShort,
  JOB_SUBMIT_FAILED: exitCodes.remote,
  JOB_FAILED: exitCodes.remote,
  JOB_TIMEOUT: exitCodes.remote,
  PROVIDER_UNAVAILABLE: exitCodes.remote,
  PROVIDER_REFUSED: exitCodes.remote,
  EVAL_FAILED: exitCodes.remote,
  INTERRUPTED: exitCodes.interrupted,
};

/** The exit code for a run that ended with this error. */
export function exitCodeOf(code: PipelineErrorCode): ExitCode {
  return codesOfErrors[code];
}
