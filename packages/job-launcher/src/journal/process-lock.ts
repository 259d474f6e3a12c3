import { createHash } from "node:crypto";
import { readFile, rmdir, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { isProcessAlive, systemErrorCode, toOutputError } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import lockfile from "proper-lockfile";
import * as z from "zod";
import { makeFolder } from "./make-folder.ts";
import { processStart } from "./process-start.ts";

const holderSchema = z.object({
  pid: z.int().positive(),
  since: z.iso.datetime(),
  machine: z.string(),
  /** When its process began, where the system tells. */
  started: z.string().optional(),
});
/** Who holds a lock. */
type Holder = z.infer<typeof holderSchema>;

/** A held lock. */
export interface ProcessLock extends AsyncDisposable {
  /** Aborted when the lock was lost, as after a laptop slept longer than a lock lives. */
  readonly lost: AbortSignal;
  /** Gives it back; a second time does nothing. */
  release(): Promise<void>;
}

/** A lock that nobody touched for this long is free, where its holder is not surely seen to live. */
const staleMs = 10_000;

/** Words for a lock that cannot be had, or that was lost. */
export interface ProcessLockWords {
  /**
   * Says that another process holds it.
   *
   * @param who As `process 12, since 2026-01-06T10:00:00.000Z`.
   * @param details The holder's process and since when it holds, where they are known.
   */
  readonly held: (who: string, details: Readonly<Record<string, string | number>>) => PipelineError;
  /** Says that it was lost, as after a laptop slept longer than a lock lives. */
  readonly lost: (cause: unknown) => PipelineError;
}

/**
 * Takes a lock that one process at a time holds.
 *
 * The lock of a process that has died on this machine is taken over at once; one from another machine is free after ten
 * seconds without a sign of life. A process of this machine that lives holds it however long it was stopped and wherever the clock
 * has jumped. Taking and taking over happen behind a second, short lock, so that two processes that both see a dead
 * holder cannot both remove it.
 *
 * @param path Place of the lock; a folder and a file appear beside it.
 * @throws {PipelineError} What `words.held` says; `OUTPUT_UNWRITABLE` where it cannot be written.
 */
export async function acquireProcessLock(path: string, words: ProcessLockWords): Promise<ProcessLock> {
  const lost = new AbortController();
  let release: () => Promise<void>;
  try {
    await makeFolder(dirname(path));
    const openGate = await lockfile.lock(`${path}.gate`, {
      realpath: false,
      stale: 2000,
      retries: { retries: 60, factor: 1, minTimeout: 50, maxTimeout: 100 },
      onCompromised: () => {},
    });
    try {
      release = await takeLock(path, (cause) => lost.abort(words.lost(cause)));
    } finally {
      await openGate().catch(() => {});
    }
  } catch (error) {
    if (systemErrorCode(error) !== "ELOCKED") throw error instanceof PipelineError ? error : toOutputError(error, path);
    throw heldError(await readHolder(path), words);
  }
  let released = false;
  const releaseOnce = async (): Promise<void> => {
    if (released) return;
    released = true;
    // A lost lock is somebody else's by now.
    await release().catch(() => {});
  };
  return { lost: lost.signal, release: releaseOnce, [Symbol.asyncDispose]: releaseOnce };
}

async function takeLock(path: string, onLost: (cause: unknown) => void): Promise<() => Promise<void>> {
  const holder = await readHolder(path);
  if (holder !== undefined && holder.machine === thisMachine() && !isProcessAlive(holder.pid)) {
    await rmdir(`${path}.lock`).catch(() => {});
  } else if (holder !== undefined && (await stillHolds(holder, `${path}.lock`))) {
    throw Object.assign(new Error("The lock is held."), { code: "ELOCKED" });
  }
  const release = await lockfile.lock(path, {
    realpath: false,
    stale: staleMs,
    onCompromised: onLost,
  });
  const started = await processStart(process.pid);
  const mine: Holder = { pid: process.pid, since: new Date().toISOString(), machine: thisMachine(), started };
  await writeFile(`${path}.holder.json`, JSON.stringify(mine));
  return release;
}

/** Whether a lock is there and the very process that took it lives. */
async function stillHolds({ pid, machine, started }: Holder, lock: string): Promise<boolean> {
  if (machine !== thisMachine() || started === undefined || (await processStart(pid)) !== started) return false;
  return stat(lock).then(
    () => true,
    () => false,
  );
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(`${path}.holder.json`, "utf8")));
  } catch {
    return undefined;
  }
}

function heldError(holder: Holder | undefined, words: ProcessLockWords): PipelineError {
  if (holder === undefined) return words.held("another process", {});
  const { pid, since, machine } = holder;
  const where = machine === thisMachine() ? "" : " on another machine";
  return words.held(`process ${pid}${where}, since ${since}`, { pid, since });
}

/** Tells machines apart without writing a host name into a file. */
function thisMachine(): string {
  return createHash("sha256").update(hostname()).digest("hex").slice(0, 16);
}
