import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { changeJob } from "../training/change-job.ts";
import { type JobOptions, jobCommand } from "../training/job-command.ts";

/** `tunewright resume`. */
export function registerResume(program: Command, context: CliContext): void {
  jobCommand(program, "resume")
    .summary("let the paused job of a version go on")
    .addHelpText("after", "\nExample:\n  tunewright resume --version v8")
    .action((options: JobOptions) => changeJob(context, options, "resume"));
}
