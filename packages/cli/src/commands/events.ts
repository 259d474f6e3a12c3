import type { Command } from "commander";
import { type CliContext, writeJson } from "../context.ts";
import { printable } from "../output/printable.ts";
import { write } from "../output/write-output.ts";
import { type JobOptions, jobCommand, openJob } from "../training/job-command.ts";

/** `tunewright events`: what the provider said about a job. */
export function registerEvents(program: Command, context: CliContext): void {
  jobCommand(program, "events")
    .summary("list what the provider said about the job of a version")
    .description("Every event, over all pages, oldest first, each once.")
    .addHelpText("after", "\nExample:\n  tunewright events --version v8")
    .action(async (options: JobOptions) => {
      await using job = await openJob(context, options);
      const { listEvents } = await import("@tunewright/job-launcher");
      const { job_id: jobId, events: recorded } = job.record;
      const events = await listEvents(job.open.provider, jobId, { signal: context.signal, recorded });
      if (options.json === true) {
        await writeJson(context, { version: 1, job_id: jobId, events });
        return;
      }
      for (const { createdAt, level, type, message } of events) {
        const time = createdAt === null ? "" : `${new Date(createdAt).toISOString()} `;
        await write(context.stdout, `${printable(`${time}${level} ${type}: ${message}`)}\n`);
      }
    });
}
