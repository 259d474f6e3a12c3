import { appendFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type GateReport, junitReport, stepSummary } from "@tunewright/evals";
import { writeFileAtomic } from "@tunewright/jsonl";
import type { EvalResults } from "@tunewright/schema";
import type { CliContext } from "../context.ts";

/**
 * Writes what a CI service shows: JUnit XML where a file is named, and the step's summary where GitHub Actions names one.
 *
 * @param context Its environment may hold `GITHUB_STEP_SUMMARY`.
 * @param results The evaluation.
 * @param options `junit`: path of the XML; `gate`: what the gate said.
 */
export async function writeCiFiles(
  context: CliContext,
  results: EvalResults,
  options: { readonly junit?: string; readonly gate?: GateReport },
): Promise<void> {
  if (options.junit !== undefined) await writeFileAtomic(resolve(context.cwd, options.junit), junitReport(results));
  const summary = context.env["GITHUB_STEP_SUMMARY"];
  if (summary) await appendFile(resolve(context.cwd, summary), `${stepSummary(results, { gate: options.gate })}\n`);
}
