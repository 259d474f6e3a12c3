import { compareResults, formatComparison } from "@tunewright/evals";
import { countPartedClusters } from "@tunewright/splitter";
import { printResults, terminal } from "../evaluation/print-results.ts";
import { write } from "../output/write-output.ts";
import { readVersionFiles } from "../version/read-version-files.ts";
import { versionFiles } from "../version/version-folder.ts";
import { printCounts, printLoss, printSideBySide } from "./print-summary.ts";
import type { Project } from "./project.ts";
import type { TrainedAndJudged } from "./run-pipeline.ts";

/** Prints what a run made: its data, its training, its answers, and beside them those without the repairs. */
export async function printRun(
  project: Project,
  version: TrainedAndJudged,
  raw: TrainedAndJudged | undefined,
): Promise<void> {
  const { context } = project;
  const { record, results } = version;
  const isLocal = record.provider === "local";
  const { sanitize, dedupe, manifest, tokens } = await readVersionFiles(project.config.data, project.folder.version);
  const print = (text: string): Promise<void> => write(context.stdout, text);
  if (sanitize !== undefined && dedupe !== undefined && manifest !== undefined && tokens !== undefined) {
    const partedClusters = await countPartedClusters(project.folder.file(versionFiles.manifest));
    const counts = printCounts({ sanitize, dedupe, manifest, partedClusters, tokens, record });
    await print(`\nData of ${project.folder.version}\n${counts}`);
  }
  await print(`\nLoss by epoch\n${printLoss(record.result_metrics, isLocal)}`);
  const who = isLocal
    ? "the local baseline: the answer of the nearest training example, not a language model"
    : record.fine_tuned_model;
  await print(`\nEvaluation (${who ?? record.job_id})\n`);
  await print(printResults(results, terminal(context)));
  if (raw === undefined) return;
  const comparison = compareResults(raw.results, results);
  const headings = ["without repairs", "with repairs"] as const;
  await print("\nWhat the repairs did: the same baseline, trained on the raw records and on the repaired ones\n");
  await print(printSideBySide(comparison, formatComparison(comparison, { headings })));
}
