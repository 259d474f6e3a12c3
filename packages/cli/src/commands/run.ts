import { type ProviderName, providerNameSchema } from "@tunewright/schema";
import { type Command, Option } from "commander";
import { type CliContext, note, usesColour, writeJson } from "../context.ts";
import { versionFiles } from "../version/version-folder.ts";
import { write } from "../output/write-output.ts";
import type { PipelineEvent, TrainedAndJudged } from "../pipeline/run-pipeline.ts";
import type { StepOutcome } from "../pipeline/step-store.ts";
import type { Project } from "../pipeline/project.ts";
import { parseAmount } from "../program/parse-number.ts";
import { describeOutcome } from "./prepare.ts";
import { relativePath } from "../relative-path.ts";

interface RunOptions {
  readonly config?: string;
  readonly version: string;
  readonly provider?: ProviderName;
  readonly baseUrl?: string;
  readonly yes?: true;
  readonly maxCost?: number;
  readonly compareRaw?: true;
  readonly ifChanged?: true;
  readonly allowRejects?: true;
  readonly json?: true;
}

/** `tunewright run`: the whole way. */
export function registerRun(program: Command, context: CliContext): void {
  program
    .command("run")
    .summary("the whole way: prepare, launch, watch, record, evaluate, report")
    .description(
      "Takes a version the whole way: validate, sanitize, dedupe, split, launch, watch, record, evaluate, report.\n" +
        "Every finished step is skipped when its inputs have not changed, and one version makes one job.",
    )
    .requiredOption("--version <vN>", "version to make; next goes on with an unfinished one, else begins another")
    .option("--config <file>", "config file")
    .addOption(
      new Option("--provider <name>", "where to train (default: local, unless a key is set)").choices(
        providerNameSchema.options,
      ),
    )
    .option("--base-url <url>", "any server that speaks OpenAI's API")
    .option("--yes", "agree to the price; needed where there is no terminal")
    .option("--max-cost <usd>", "refuse a launch whose estimate is above this", parseAmount)
    .option("--compare-raw", "on the local provider: also train on the data without the repairs, and compare")
    .option("--if-changed", "train nothing when the newest trained version has the same data and settings")
    .option("--allow-rejects", "put invalid records into the rejects file and go on")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  tunewright run --config data/tunewright.yaml --version v8\n" +
        "  tunewright run --version next --if-changed --yes --max-cost 25 --json",
    )
    .action((options: RunOptions) => run(context, options));
}

async function run(context: CliContext, options: RunOptions): Promise<void> {
  const { openProject } = await import("../pipeline/open-project.ts");
  const { nextVersion } = await import("../version/next-version.ts");
  const { runVersion } = await import("../pipeline/run-pipeline.ts");
  const version = options.version === "next" ? await nextVersion(context, options.config) : options.version;
  const project = await openProject(context, { ...options, version });
  const steps: StepOutcome[] = [];
  let finished: Extract<PipelineEvent, { type: "finished" }> | undefined;
  for await (const event of runVersion(project, { ...options, quiet: options.json })) {
    if (event.type === "finished") finished = event;
    else if (event.type === "unchanged") await tellUnchanged(project, event.since, { steps, json: options.json });
    else {
      steps.push(event.outcome);
      if (options.json !== true) await write(context.stdout, describeOutcome(event.outcome));
    }
  }
  if (finished === undefined) return;
  const { version: made, raw } = finished;
  const { compareResults } = await import("@tunewright/evals");
  const comparison = raw === undefined ? undefined : compareResults(raw.results, made.results);
  const report = await writeReport(project);
  if (options.json === true) {
    await writeJson(context, {
      version: 1,
      unchanged: false,
      steps,
      record: made.record,
      evaluation: made.results.summary,
      raw: raw === undefined ? null : { evaluation: raw.results.summary, comparison },
      report,
    });
    return;
  }
  await printSummary(project, made, raw);
  await note(context, `\nReport: ${report}`);
}

/** Says that nothing was trained, and which version stays the one to use. */
async function tellUnchanged(
  { context, folder }: Project,
  since: string,
  { steps, json }: { readonly steps: readonly StepOutcome[]; readonly json: true | undefined },
): Promise<void> {
  if (json === true) await writeJson(context, { version: 1, unchanged: true, since, steps });
  else await note(context, `Nothing is trained: data and settings of ${folder.version} are those of ${since}.`);
}

async function printSummary(
  project: Project,
  version: TrainedAndJudged,
  raw: TrainedAndJudged | undefined,
): Promise<void> {
  const { context } = project;
  const { printCounts, printLoss, printSideBySide } = await import("../pipeline/print-summary.ts");
  const { printResults } = await import("../evaluation/print-results.ts");
  const { readVersionFiles } = await import("../version/read-version-files.ts");
  const { record, results } = version;
  const isLocal = record.provider === "local";
  const { sanitize, dedupe, manifest, tokens } = await readVersionFiles(project.config.data, project.folder.version);
  const print = (text: string): Promise<void> => write(context.stdout, text);
  if (sanitize !== undefined && dedupe !== undefined && manifest !== undefined && tokens !== undefined) {
    const { countPartedClusters } = await import("@tunewright/splitter");
    const partedClusters = await countPartedClusters(project.folder.file(versionFiles.manifest));
    const counts = printCounts({ sanitize, dedupe, manifest, partedClusters, tokens, record });
    await print(`\nData of ${project.folder.version}\n${counts}`);
  }
  await print(`\nLoss by epoch\n${printLoss(record.result_metrics, isLocal)}`);
  const who = isLocal
    ? "the local baseline: the answer of the nearest training example, not a language model"
    : record.fine_tuned_model;
  await print(`\nEvaluation (${who ?? record.job_id})\n`);
  await print(printResults(results, { colour: usesColour(context, context.stdout) }));
  if (raw === undefined) return;
  const { compareResults, formatComparison } = await import("@tunewright/evals");
  const comparison = compareResults(raw.results, results);
  const headings = ["without repairs", "with repairs"] as const;
  await print("\nWhat the repairs did: the same baseline, trained on the raw records and on the repaired ones\n");
  await print(printSideBySide(comparison, formatComparison(comparison, { headings })));
}

/** Renews the report of all versions. */
async function writeReport({ context, config }: Project): Promise<string> {
  const { collectReportData } = await import("../evaluation/collect-report-data.ts");
  const { writeReportFiles } = await import("../evaluation/write-report-files.ts");
  const [, html] = await writeReportFiles(await collectReportData(context, config), `${config.data}/reports`);
  return relativePath(context.cwd, html);
}
