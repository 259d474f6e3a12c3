import { type GateLimits, readResults } from "@tunewright/evals";
import { findProduction } from "@tunewright/job-launcher";
import type { EvalResults } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { resultsPath } from "./result-files.ts";

/**
 * What a version has to reach before it may serve: no critical issue, and nothing worse than the version in production.
 *
 * @param data The data folder; left out, nothing is known of a production.
 * @param label Label of the results, which are not held against themselves.
 */
export async function promotionLimits(data: string | undefined, label: string): Promise<GateLimits> {
  const serving = data === undefined ? undefined : (await findProduction(data))?.current.version;
  const base =
    data === undefined || serving === undefined || serving === label ? undefined : await resultsOf(data, serving);
  return { maxCriticalIssues: 0, noRegressionFrom: base };
}

/** The results of a version, or nothing where it was not evaluated. */
export async function resultsOf(data: string, version: string): Promise<EvalResults | undefined> {
  try {
    return await readResults(resultsPath(data, version));
  } catch (error) {
    if (error instanceof PipelineError && error.code === "INPUT_NOT_FOUND") return undefined;
    throw error;
  }
}
