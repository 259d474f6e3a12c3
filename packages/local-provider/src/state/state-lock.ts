import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemErrorCode, toOutputError } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema";

/** Holds a state folder for one process. */
export interface StateLock {
  release(): Promise<void>;
}

/** Folders held by this very process, which the file's process id cannot tell apart. */
const held = new Set<string>();

/**
 * Takes a state folder, so that two services never write one state.
 *
 * A lock that a killed process left behind is taken over.
 *
 * @throws {PipelineError} `SERVER_REFUSED` where a running service holds it; `OUTPUT_UNWRITABLE` where it cannot be written.
 */
export async function lockState(folder: string): Promise<StateLock> {
  const path = join(folder, "lock");
  if (held.has(folder)) throw refuse(folder, process.pid);
  held.add(folder);
  try {
    await mkdir(folder, { recursive: true });
    for (let attempt = 0; ; attempt += 1) {
      try {
        await writeFile(path, `${process.pid}\n`, { flag: "wx" });
        break;
      } catch (error) {
        if (systemErrorCode(error) !== "EEXIST" || attempt === 3) throw toOutputError(error, path);
        const owner = Number((await readFile(path, "utf8").catch(() => "")).trim());
        if (owner !== process.pid && isRunning(owner)) throw refuse(folder, owner);
        await rm(path, { force: true });
      }
    }
  } catch (error) {
    held.delete(folder);
    throw error instanceof PipelineError ? error : toOutputError(error, folder);
  }
  return {
    release: async () => {
      held.delete(folder);
      await rm(path, { force: true });
    },
  };
}

function refuse(folder: string, owner: number): PipelineError {
  return new PipelineError(
    "SERVER_REFUSED",
    `Cannot use ${folder}: a local provider with process id ${owner} holds it.`,
    { details: { folder, processId: owner }, hint: "Stop that one, or name another folder." },
  );
}

function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === "EPERM";
  }
}
