import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { isProcessAlive, systemErrorCode, toOutputError } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";

/** Locks of this process: one with its number that is not here is a dead one's that had the same number. */
const held = new Set<string>();
/** Takes of a lock that its dead owner left, before it counts as taken: each is lost to another process only. */
const TAKES = 5;

/**
 * Keeps a second process from writing the same files: two splits at once could put the training side of one beside the
 * validation side of the other.
 *
 * What a process that was killed left behind, its lock and its unfinished files, is taken away.
 *
 * @param paths Files to write, in any order.
 * @returns Gives the files free again.
 * @throws {PipelineError} `OUTPUT_UNWRITABLE` when another process is writing one of them, or its folder cannot be written.
 */
export async function lockOutputs(paths: readonly string[]): Promise<AsyncDisposable> {
  const taken: string[] = [];
  const release = async (): Promise<void> => {
    for (const lock of taken) {
      held.delete(lock);
      await rm(lock, { force: true });
    }
  };
  try {
    // In one order, so that two processes cannot each hold what the other waits for.
    for (const path of [...new Set(paths.map((each) => resolve(each)))].sort()) {
      const lock = join(dirname(path), `.${basename(path)}.lock`);
      await take(lock, path);
      taken.push(lock);
      held.add(lock);
      await removeUnfinished(path);
    }
  } catch (error) {
    await release();
    throw error instanceof PipelineError ? error : toOutputError(error, paths[0] ?? "");
  }
  return { [Symbol.asyncDispose]: release };
}

async function take(lock: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw toOutputError(error, path);
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await writeFile(lock, `${process.pid} ${hostname()}\n`, { flag: "wx" });
      return;
    } catch (error) {
      if (systemErrorCode(error) !== "EEXIST") throw toOutputError(error, path);
    }
    const [owner = "", host] = (await readFile(lock, "utf8").catch(() => "")).trim().split(" ");
    if (attempt >= TAKES || (owner !== "" && (host !== hostname() || isHeld(Number(owner), lock)))) {
      throw new PipelineError("OUTPUT_UNWRITABLE", `Cannot write ${path}: process ${owner} is writing it.`, {
        details: { path },
        hint: `Wait until it has ended; if it has on another machine, remove ${basename(lock)} beside it.`,
      });
    }
    await rm(lock, { force: true });
  }
}

/** Whether the process lives that wrote its id into a lock. */
function isHeld(owner: number, lock: string): boolean {
  return owner === process.pid ? held.has(lock) : isProcessAlive(owner);
}

/** Files that a writer of this output did not live to move to their place. */
async function removeUnfinished(path: string): Promise<void> {
  const prefix = `.${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(prefix) || !/^[0-9a-f-]{36}\.partial$/.test(name.slice(prefix.length))) continue;
    await rm(join(dirname(path), name), { force: true });
  }
}
