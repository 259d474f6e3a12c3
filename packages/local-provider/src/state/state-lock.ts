import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isProcessAlive, systemErrorCode, toOutputError } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";

/** Holds a state folder for one process. */
export interface StateLock {
  release(): Promise<void>;
}

/** Folders held by this very process, which the file's process id cannot tell apart. */
const held = new Set<string>();
/** Tries to take a lock that dead processes left, or that others take and give back meanwhile. */
const maxAttempts = 8;

/**
 * Takes a state folder, so that two services never write one state.
 *
 * A lock that a killed process left behind is taken over. The file appears with its content in one step, so that nobody reads a lock
 * that is half made.
 *
 * @throws {PipelineError} `SERVER_REFUSED` where a running service holds it; `OUTPUT_UNWRITABLE` where it cannot be written.
 */
export async function lockState(folder: string): Promise<StateLock> {
  const path = lockPath(folder);
  if (held.has(folder)) throw refuse(folder, process.pid);
  held.add(folder);
  try {
    await mkdir(folder, { recursive: true });
    await takeLock(folder, path);
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

/** The process that holds a state folder, if one does that runs. */
export async function findHolder(folder: string): Promise<number | undefined> {
  const owner = await readOwner(lockPath(folder));
  return owner !== undefined && isProcessAlive(owner) ? owner : undefined;
}

async function takeLock(folder: string, path: string): Promise<void> {
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, `${process.pid}\n`);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await link(mine, path);
        return;
      } catch (error) {
        if (systemErrorCode(error) !== "EEXIST" || attempt === maxAttempts) throw error;
      }
      const owner = await readOwner(path);
      if (owner !== undefined && owner !== process.pid && isProcessAlive(owner)) throw refuse(folder, owner);
      await removeDead(path);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** Moves a dead lock away, and puts it back where it turns out that another process has just taken its place. */
async function removeDead(path: string): Promise<void> {
  const moved = `${path}.${randomUUID()}`;
  try {
    await rename(path, moved);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return;
    throw error;
  }
  const owner = await readOwner(moved);
  if (owner !== undefined && owner !== process.pid && isProcessAlive(owner)) await link(moved, path).catch(() => {});
  await rm(moved, { force: true });
}

function lockPath(folder: string): string {
  return join(folder, "lock");
}

async function readOwner(path: string): Promise<number | undefined> {
  const owner = Number((await readFile(path, "utf8").catch(() => "")).trim());
  return Number.isInteger(owner) && owner > 0 ? owner : undefined;
}

function refuse(folder: string, owner: number): PipelineError {
  return new PipelineError(
    "SERVER_REFUSED",
    `Cannot use ${folder}: a local provider with process id ${owner} holds it.`,
    { details: { folder, processId: owner }, hint: "Stop that one, or name another folder." },
  );
}
