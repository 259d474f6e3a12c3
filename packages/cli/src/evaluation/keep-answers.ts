import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type AnswerSource, memoryTrialLog, openTrialLog, type TrialLog, trialKey } from "@tunewright/evals";

/** Where the answers of one run are kept. */
export interface KeptAnswers {
  readonly log: TrialLog;
  /** Ends the log; `whole` tells that every answer came and was judged. */
  close(whole: boolean): Promise<void>;
}

/**
 * Opens the log that a run takes answers from and writes them to, so that one that was killed asks nothing twice.
 *
 * Answers of a service stay for later runs as well. A program may be another one tomorrow under the same name, so its
 * answers are kept only until a run of it is whole. Recorded answers are in a file already.
 *
 * @param source Whom to ask.
 * @param options `data`: the data folder; `fresh`: take nothing from before.
 */
export async function keepAnswers(
  { kind, identity }: AnswerSource,
  { data, fresh }: { readonly data: string; readonly fresh: boolean },
): Promise<KeptAnswers> {
  const folder = join(data, ".tunewright");
  if (kind === "answers" || (fresh && kind === "chat")) return endless(memoryTrialLog());
  if (kind === "chat") return endless(await openTrialLog(join(folder, "eval-trials.jsonl")));
  const file = join(folder, `eval-program-${trialKey(identity).slice(0, 16)}.jsonl`);
  if (fresh) await rm(file, { force: true });
  const log = await openTrialLog(file);
  return {
    log,
    close: async (whole) => {
      await log.close();
      if (whole) await rm(file, { force: true });
    },
  };
}

function endless(log: TrialLog): KeptAnswers {
  return { log, close: async () => log.close() };
}
