import { appendFile, mkdir, readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { systemErrorCode } from "@tunewright/jsonl";
import { type WireJobEvent, wireJobEventSchema } from "../wire/wire-job.ts";

/** The events of jobs: one file of lines a job, added to at its end and read when first asked for. */
export class EventLog {
  readonly #folder: string;
  readonly #logs = new Map<string, Promise<WireJobEvent[]>>();
  readonly #writes = new Map<string, Promise<void>>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<EventLog> {
    await mkdir(folder, { recursive: true });
    return new EventLog(folder);
  }

  /** Events of a job, oldest first. */
  async list(jobId: string): Promise<readonly WireJobEvent[]> {
    return this.#load(jobId);
  }

  /** Adds events; they can be read at once, and are on the disk when the promise resolves. */
  async append(jobId: string, events: readonly WireJobEvent[]): Promise<void> {
    const log = await this.#load(jobId);
    log.push(...events);
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join("");
    const write = (this.#writes.get(jobId) ?? Promise.resolve()).then(() => appendFile(this.#pathOf(jobId), text));
    this.#writes.set(
      jobId,
      write.catch(() => {}),
    );
    await write;
  }

  /** Waits until everything is on the disk. */
  async flush(): Promise<void> {
    await Promise.all(this.#writes.values());
  }

  #load(jobId: string): Promise<WireJobEvent[]> {
    const known = this.#logs.get(jobId);
    if (known !== undefined) return known;
    const loading = readEvents(this.#pathOf(jobId));
    this.#logs.set(jobId, loading);
    return loading;
  }

  #pathOf(jobId: string): string {
    return join(this.#folder, `${encodeURIComponent(jobId)}.jsonl`);
  }
}

/** Reads whole lines; a last line that a kill cut short is taken off, so that the next one begins on its own. */
async function readEvents(path: string): Promise<WireJobEvent[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw error;
  }
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) await truncate(path, end);
  const lines = bytes.toString("utf8", 0, end).split("\n").slice(0, -1);
  return lines.map((line) => wireJobEventSchema.parse(JSON.parse(line)));
}
