import type { JobRecord } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { printRecord } from "../training/print-record.ts";
import { type JobOptions, jobCommand, openJob } from "../training/job-command.ts";

/** `tunewright status`: where a job stands. */
export function registerStatus(program: Command, context: CliContext): void {
  jobCommand(program, "status")
    .summary("show where the job of a version stands")
    .description(
      "Asks the provider, brings the record up to date and shows it. Without the provider it shows the record as it is.",
    )
    .option("--offline", "show the record and ask nobody")
    .addHelpText("after", "\nExample:\n  tunewright status --version v8 --json")
    .action(async (options: JobOptions & { readonly offline?: true }) => {
      const record = await currentRecord(context, options);
      if (options.json === true) await writeJson(context, { version: 1, record });
      else await printRecord(context, record);
    });
}

async function currentRecord(context: CliContext, options: JobOptions & { readonly offline?: true }) {
  const { readJobRecord, refreshJob } = await import("@tunewright/job-launcher");
  const { loadConfig } = await import("../input/load-config.ts");
  const config = await loadConfig(context, options.config);
  const recorded = await readJobRecord(config.data, options.version);
  if (options.offline === true || isSettled(recorded)) return recorded;
  try {
    await using job = await openJob(context, options);
    return await refreshJob({
      provider: job.open.provider,
      data: config.data,
      version: options.version,
      signal: context.signal,
    });
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    await note(context, `note: ${error.message} This is the record as it stands.`);
    return recorded;
  }
}

/** Whether nothing more will become of a job. One that succeeded may learn the name of its model after its end. */
function isSettled({ fine_tuned_model: model, finished_at: end, status, export_folder: folder }: JobRecord): boolean {
  return model !== null || folder !== null || (end !== null && status !== "succeeded");
}
