import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type AnswerSource, memoryTrialLog, openTrialLog, type TrialLog, trialKey } from "@tunewright/evals";
import { acquireProcessLock, type ProcessLock } from "@tunewright/job-launcher";
import { PipelineError } from "@tunewright/schema/errors";

/** Where the answers of one run are kept. */
export interface KeptAnswers {
  readonly log: TrialLog;
  /** Aborted when another run may have begun beside this one. */
  readonly lost: AbortSignal;
  /** Ends the log; `whole` tells that every answer came and was judged. */
  close(whole: boolean): Promise<void>;
}

/** Options for {@link keepAnswers}. */
export interface KeepAnswersOptions {
  /** The data folder. */
  readonly data: string;
  /** Take nothing from before. */
  readonly fresh: boolean;
  /** The suite that is asked. */
  readonly suite: { readonly id: string; readonly sha256: string };
}

/**
 * Opens the log that a run takes answers from and writes them to, so that one that was killed asks nothing twice.
 *
 * Answers of a service stay for later runs as well. A program may be another one tomorrow under the same name, so its
 * answers are kept only until a run of it is whole. Recorded answers are in a file already. Two runs of one suite at once would
 * ask, and pay for, everything twice: the second is told of the first.
 *
 * @param source Whom to ask.
 * @throws {PipelineError} `JOB_LOCKED` while another process asks the same; as {@link openTrialLog} throws.
 */
export async function keepAnswers(source: AnswerSource, options: KeepAnswersOptions): Promise<KeptAnswers> {
  const { kind, identity, model } = source;
  const { data, fresh, suite } = options;
  const folder = join(data, ".tunewright");
  if (kind === "answers") {
    const log = memoryTrialLog();
    return { log, lost: new AbortController().signal, close: async () => log.close() };
  }
  const name = trialKey([kind, identity, suite.sha256]).slice(0, 16);
  const lock = await lockRun(join(folder, "locks", `eval-${name}`), `${model} on ${suite.id}`);
  const file =
    kind === "chat"
      ? join(folder, "eval-trials.jsonl")
      : join(folder, `eval-program-${trialKey(identity).slice(0, 16)}.jsonl`);
  try {
    const log = await openTrialLog(file, { fresh });
    return {
      log,
      lost: lock.lost,
      close: async (whole) => {
        await log.close();
        if (whole && kind === "command") await rm(file, { force: true });
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function lockRun(path: string, what: string): Promise<ProcessLock> {
  return await acquireProcessLock(path, {
    held: (who, details) =>
      new PipelineError("JOB_LOCKED", `Cannot evaluate ${what}: ${who} is doing it.`, {
        details,
        hint: "Wait for it and run again: its answers are kept and not asked again.",
      }),
    lost: (cause) =>
      new PipelineError(
        "JOB_LOCKED",
        `The evaluation of ${what} lost its lock while this machine was asleep or too busy.`,
        {
          cause,
          hint: "Run it again: answers so far are kept and not asked again.",
        },
      ),
  });
}
