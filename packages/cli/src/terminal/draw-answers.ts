import type { EvalProgress } from "@tunewright/evals";
import { type CliContext, drawsProgress } from "../context.ts";
import { duration } from "../output/duration.ts";
import { RedrawnLine } from "./redrawn-line.ts";

/** The line of an evaluation, see {@link drawAnswers}. */
interface AnswersLine {
  /** Draws how far it has come. */
  readonly show: (progress: Pick<EvalProgress, "done" | "total" | "reused" | "cost" | "caseId">) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/**
 * Draws how far an evaluation has come: answers, pace, what is left, cost; on a terminal, and not in CI.
 *
 * @param now Milliseconds of a clock that only goes forward.
 */
export function drawAnswers(context: CliContext, now: () => number = () => performance.now()): AnswersLine {
  if (!drawsProgress(context)) return { show: () => {}, end: () => {} };
  const line = new RedrawnLine(context.stderr);
  const started = now();
  return {
    show: ({ done, total, reused, cost, caseId }) => {
      // Answers from the log take no time, and would promise an end that is too near.
      const perAnswer = done > reused ? (now() - started) / (done - reused) : undefined;
      const parts = [
        `${done} of ${total} answers`,
        ...(reused > 0 ? [`${reused} from before`] : []),
        ...(perAnswer === undefined || done === total
          ? []
          : [pace(perAnswer), `${duration(perAnswer * (total - done))} left`]),
        ...(cost > 0 ? [`$${cost.toFixed(4)}`] : []),
        caseId,
      ];
      line.draw(parts.join("  "));
    },
    end: () => line.erase(),
  };
}

function pace(perAnswerMs: number): string {
  const perSecond = 1000 / perAnswerMs;
  return perSecond >= 1 ? `${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s` : `${(perSecond * 60).toFixed(1)}/min`;
}
