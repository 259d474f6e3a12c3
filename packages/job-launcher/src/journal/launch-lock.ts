import { PipelineError } from "@tunewright/schema/errors";
import { acquireProcessLock, type ProcessLock } from "./process-lock.ts";

/**
 * Takes the lock of one version's launch: going on beside another would make a second job.
 *
 * @param path Place of the lock; a folder and a file appear beside it.
 * @throws {PipelineError} `JOB_LOCKED`, naming the first holder's process and since when it holds.
 */
export async function acquireLaunchLock(path: string, version: string): Promise<ProcessLock> {
  return await acquireProcessLock(path, {
    held: (who, details) =>
      new PipelineError("JOB_LOCKED", `Cannot launch ${version}: ${who} is launching it.`, {
        details: { version, ...details },
        hint: `Wait for it, then look with "tunewright status --version ${version}".`,
      }),
    lost: (cause) =>
      new PipelineError("JOB_LOCKED", "The launch lost its lock while this machine was asleep or too busy.", {
        cause,
        hint: "Launch again; it goes on where it stopped.",
      }),
  });
}
