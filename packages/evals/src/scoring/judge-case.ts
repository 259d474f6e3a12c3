import type { EvalCase, EvalCaseResult, EvalTrial } from "@tunewright/schema";
import { describeCase } from "./describe-case.ts";

/**
 * Puts the judged trials of one case together.
 *
 * @param evalCase The case.
 * @param trials Its trials in order, at least one.
 */
export function judgeCase(evalCase: EvalCase, trials: readonly EvalTrial[]): EvalCaseResult {
  const passedTrials = trials.filter((trial) => trial.passed).length;
  const passed = passedTrials * 2 > trials.length;
  const mean = (of: (trial: EvalTrial) => number): number =>
    Number((trials.reduce((all, trial) => all + of(trial), 0) / trials.length).toPrecision(12));
  return {
    id: evalCase.id,
    category: evalCase.category,
    weight: evalCase.weight,
    prompt: evalCase.prompt,
    passed,
    passedTrials,
    flickers: passedTrials > 0 && passedTrials < trials.length,
    score: mean((trial) => trial.score),
    security: mean((trial) => trial.security),
    notes: describeCase(evalCase, trials, passed),
    trials: [...trials],
  };
}
