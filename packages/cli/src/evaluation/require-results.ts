import type { EvalResults } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";

/** What results must be for a command to take them. */
export interface ResultsRequirements {
  /** Name of the suite. */
  readonly suite?: string | undefined;
  /** Least number of trials of every case. */
  readonly runs?: number | undefined;
}

/**
 * Refuses results of another suite, or of fewer trials, than a command asks for: limits that were meant for one suite say
 * nothing of another.
 *
 * @throws {PipelineError} `USAGE`.
 */
export function requireResults(results: EvalResults, { suite, runs }: ResultsRequirements): void {
  const { label, cases } = results;
  const name = suite?.replace(/^.*[/\\]|\.ya?ml$/g, "");
  if (name !== undefined && results.suite.id !== name) {
    throw new PipelineError("USAGE", `The results of ${label} are of the suite ${results.suite.id}, not of ${name}.`, {
      hint: `Run "tunewright eval run --suite ${suite}" first, or name other results with --file.`,
    });
  }
  const least = Math.min(...cases.map(({ trials }) => trials.length));
  if (runs !== undefined && least < runs) {
    throw new PipelineError(
      "USAGE",
      `The results of ${label} have ${formatCount(least, "trial")} of a case, not ${runs}.`,
      {
        hint: `Run "tunewright eval run --runs ${runs}" first, or name other results with --file.`,
      },
    );
  }
}
