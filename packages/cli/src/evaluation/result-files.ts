import { readdir } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { writeFileAtomic } from "@tunewright/jsonl";
import type { EvalResults } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { isVersionName, versionNumber } from "@tunewright/schema/version-name";
import { type CliContext, note } from "../context.ts";

const namePattern = /^test_results_openai_(.+)\.json$/;

/**
 * Label of an evaluation that asked a version only some cases, as `v8-quick`: it stands beside the version's own results
 * and never in their place, neither on disk nor in a history.
 */
export function partialLabel(label: string, cases: "quick" | "cases"): string {
  return `${label}-${cases}`;
}

const isPartial = (name: string): boolean => /_v\d+-(?:quick|cases)\.json$/.test(name);

/** Place of an evaluation: `<data>/test_results_openai_<label>.json`. */
export function resultsPath(data: string, label: string): string {
  return join(data, `test_results_openai_${label.replaceAll(/[^\w.-]+/g, "-")}.json`);
}

/**
 * Reads every whole evaluation of a data folder, by version number and then by name.
 *
 * @throws {PipelineError} `INPUT_UNREADABLE` for a file that holds no evaluation.
 */
export async function readAllResults(data: string): Promise<EvalResults[]> {
  return await readMatching(data, (name) => !isPartial(name));
}

async function readMatching(data: string, wanted: (name: string) => boolean): Promise<EvalResults[]> {
  const { readResults } = await import("@tunewright/evals");
  const names = (await readdir(data).catch(() => [])).filter((name) => namePattern.test(name) && wanted(name));
  const results = await Promise.all(names.toSorted().map((name) => readResults(join(data, name))));
  return results.toSorted((a, b) => order(a.label) - order(b.label));
}

/** Whether a reference to results is the path of a file, and no label: it ends in `.json` or leads from the root. */
export function isResultsPath(reference: string | undefined): boolean {
  return reference !== undefined && (reference.endsWith(".json") || isAbsolute(reference));
}

/**
 * Reads the evaluation that a person means: a file, a version such as `v7`, a label; without a word, the newest version's, or
 * where none was evaluated whole, a partial one.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND`.
 */
export async function findResults(
  reference: string | undefined,
  { data, cwd }: { readonly data: string | undefined; readonly cwd: string },
): Promise<EvalResults> {
  const { readResults } = await import("@tunewright/evals");
  if (reference !== undefined && isResultsPath(reference)) return await readResults(resolve(cwd, reference));
  if (data === undefined) throw new TypeError("A label is looked up in a data folder; hand in one.");
  if (reference !== undefined) {
    return await readResults(resultsPath(data, reference)).catch((error: unknown) => {
      if (!(error instanceof PipelineError) || error.code !== "INPUT_NOT_FOUND") throw error;
      throw new PipelineError("INPUT_NOT_FOUND", `There are no results of ${reference} here.`, {
        cause: error,
        details: error.details,
        hint: `Run "tunewright eval run --model ${reference}" first, or name a file that ends in .json.`,
      });
    });
  }
  const newest = (await readAllResults(data)).at(-1) ?? (await readMatching(data, isPartial)).at(-1);
  if (newest !== undefined) return newest;
  throw new PipelineError("INPUT_NOT_FOUND", "There are no results of an evaluation yet.", {
    details: { path: data },
    hint: 'Run "tunewright eval run" first, or name a file with --file.',
  });
}

/**
 * Writes an evaluation, and the table of all evaluations of the data folder anew.
 *
 * A broken file of another evaluation is no reason to fail when this one is kept: the table stays as it was, and a note says why.
 *
 * @param context For the note.
 * @param results The evaluation.
 * @param places `data`: the data folder; `out`: a file elsewhere, which leaves the data folder as it is.
 * @returns Path of the results file.
 */
export async function writeResults(
  context: CliContext,
  results: EvalResults,
  places: { readonly data: string; readonly out?: string | undefined },
): Promise<string> {
  const path = places.out ?? resultsPath(places.data, results.label);
  await writeFileAtomic(path, `${JSON.stringify(results, undefined, 2)}\n`);
  if (places.out !== undefined) return path;
  const { resultsCsv } = await import("@tunewright/reports");
  try {
    const table = resultsCsv(await readAllResults(places.data));
    await writeFileAtomic(join(places.data, "openai_evaluation_results.csv"), table);
  } catch (error) {
    if (!(error instanceof PipelineError) || error.code !== "INPUT_UNREADABLE") throw error;
    await note(context, `The table of all results was not written: ${error.message}`);
  }
  return path;
}

/** Labels that are no version come before all versions. */
function order(label: string): number {
  return isVersionName(label) ? versionNumber(label) : -1;
}
