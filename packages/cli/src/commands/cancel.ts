import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { changeJob } from "../training/change-job.ts";
import { type JobOptions, jobCommand } from "../training/job-command.ts";

/** `tunewright cancel`. */
export function registerCancel(program: Command, context: CliContext): void {
  jobCommand(program, "cancel")
    .summary("stop the job of a version for good")
    .addHelpText("after", "\nExample:\n  tunewright cancel --version v8")
    .action((options: JobOptions) => changeJob(context, options, "cancel"));
}
