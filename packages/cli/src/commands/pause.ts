import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { changeJob } from "../training/change-job.ts";
import { type JobOptions, jobCommand } from "../training/job-command.ts";

/** `tunewright pause`. */
export function registerPause(program: Command, context: CliContext): void {
  jobCommand(program, "pause")
    .summary("stop the job of a version for a while")
    .addHelpText("after", "\nExample:\n  tunewright pause --version v8")
    .action((options: JobOptions) => changeJob(context, options, "pause"));
}
