import type { Clock } from "../clock.ts";
import type { CallWithRetryOptions } from "../call-with-retry.ts";
import type { LaunchJournal, StepHook } from "../journal/launch-journal.ts";
import type { TrainingProvider } from "../training-provider.ts";

/** Something worth telling while a launch runs. */
export type LaunchNotice =
  | { readonly type: "file-reused"; readonly role: "train" | "validation"; readonly fileId: string }
  | { readonly type: "file-uploaded"; readonly role: "train" | "validation"; readonly fileId: string }
  /** The provider is still reading the file; no job is made of it before. */
  | { readonly type: "file-pending"; readonly role: "train" | "validation"; readonly fileId: string }
  | {
      readonly type: "upload-progress";
      readonly role: "train" | "validation";
      readonly sent: number;
      readonly total: number;
    }
  | {
      readonly type: "retry";
      readonly action: string;
      readonly attempt: number;
      readonly delayMs: number;
      readonly reason: string;
    }
  /** The caller gave up while a create was under way: its answer is waited for, for this long, since the job may be made already. */
  | { readonly type: "answer-awaited"; readonly longestMs: number }
  | { readonly type: "answer-lost"; readonly reason: string }
  | { readonly type: "job-found"; readonly jobId: string }
  | { readonly type: "job-created"; readonly jobId: string }
  /** Another machine made a job of the same fingerprint first: it is taken, and the one that was made here is cancelled. */
  | { readonly type: "twin-found"; readonly jobId: string; readonly yieldedId: string }
  | { readonly type: "twin-not-cancelled"; readonly jobId: string; readonly reason: string };

/** What every step of a launch works with. */
export interface LaunchContext {
  readonly provider: TrainingProvider;
  readonly journal: LaunchJournal;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly hook: StepHook;
  readonly notify: (notice: LaunchNotice) => void;
  /** Waits between looks for a job whose create was not answered, in milliseconds. */
  readonly settleDelaysMs: readonly number[];
  /** The attempt, counted as the journal does, whose job stayed unfound through all those waits. */
  readonly settled: { attempts?: number };
  readonly retry: Pick<CallWithRetryOptions, "retries" | "minDelayMs" | "maxDelayMs" | "random">;
}

/** Longest that a launch, which somebody waits for, is held up by one `Retry-After`. */
export const maxRetryAfterMs = 600_000;

/** Options of a retried call within a launch. */
export function retryOptions(context: LaunchContext, action: string): CallWithRetryOptions {
  return {
    ...context.retry,
    maxRetryAfterMs,
    clock: context.clock,
    signal: context.signal,
    onRetry: ({ attempt, delayMs, failure }) => {
      context.notify({ type: "retry", action, attempt, delayMs, reason: failure.message });
    },
  };
}
