import type { Command } from "commander";
import { addLaunchOptions, type LaunchFlags } from "../training/add-launch-options.ts";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import type { PipelineEvent } from "../pipeline/run-pipeline.ts";
import type { StepOutcome } from "../pipeline/step-store.ts";
import type { Project } from "../pipeline/project.ts";
import { describeOutcome } from "../pipeline/describe-outcome.ts";
import { relativePath } from "../relative-path.ts";

interface RunOptions extends LaunchFlags {
  readonly config?: string;
  readonly version: string;
  readonly compareRaw?: true;
  readonly ifChanged?: true;
  readonly allowRejects?: true;
  readonly json?: true;
}

/** `tunewright run`: the whole way. */
export function registerRun(program: Command, context: CliContext): void {
  const command = program
    .command("run")
    .summary("the whole way: prepare, launch, watch, record, evaluate, report")
    .description(
      "Takes a version the whole way: validate, sanitize, dedupe, split, launch, watch, record, evaluate, report.\n" +
        "Every finished step is skipped when its inputs have not changed, and one version makes one job.",
    )
    .requiredOption("--version <vN>", "version to make; next goes on with an unfinished one, else begins another");
  addLaunchOptions(command)
    .option("--config <file>", "config file")
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
  const { printRun } = await import("../pipeline/print-run.ts");
  await printRun(project, made, raw);
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

/** Renews the report of all versions. */
async function writeReport({ context, config }: Project): Promise<string> {
  const { collectReportData } = await import("../evaluation/collect-report-data.ts");
  const { writeReportFiles } = await import("../evaluation/write-report-files.ts");
  const [, html] = await writeReportFiles(await collectReportData(context, config), `${config.data}/reports`);
  return relativePath(context.cwd, html);
}
