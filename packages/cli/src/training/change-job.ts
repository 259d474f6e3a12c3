import type { JobChange } from "@tunewright/job-launcher";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { describeRecord } from "./describe-record.ts";
import { type JobOptions, openJob } from "./job-command.ts";

/** Cancels, pauses or resumes the job of a version, and shows where it stands then. */
export async function changeJob(context: CliContext, options: JobOptions, change: JobChange): Promise<void> {
  await using job = await openJob(context, options);
  const launcher = await import("@tunewright/job-launcher");
  const { provider } = job.open;
  const record = await launcher.changeJob({
    provider,
    data: job.config.data,
    version: options.version,
    change,
    signal: context.signal,
  });
  if (change === "resume") await note(context, `Follow it with "tunewright watch --version ${options.version}".`);
  if (options.json === true) await writeJson(context, { version: 1, record });
  else await write(context.stdout, describeRecord(record));
}
