import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readIfPresent, syncFolder, toOutputError, writeAll } from "@tunewright/jsonl";
import { PipelineError } from "@tunewright/schema/errors";
import * as z from "zod";
import type { Clock } from "../clock.ts";
import { type JournalEntry, type JournalStep, journalEntrySchema } from "./journal-entry.ts";
import { applyEntry, emptyJournal, type JournalState } from "./journal-state.ts";
import { makeFolder } from "./make-folder.ts";

/** Lines that a later shape of the journal will hold. */
const newerSchema = z.looseObject({ version: z.int().min(2) });

/** Called at every point where the process might die; only a test gives one. */
export type StepHook = (point: string) => void | Promise<void>;

/** Options for {@link LaunchJournal.open}. */
export interface LaunchJournalOptions {
  readonly clock: Clock;
  readonly hook?: StepHook | undefined;
}

/** Place of a version's journal: `<data>/.tunewright/journal-vN.jsonl`. */
export function journalPath(data: string, version: string): string {
  return join(data, ".tunewright", `journal-${version}.jsonl`);
}

/**
 * The launch journal of one version: lines are only ever added, and each is on the disk (fsync) before `append` returns.
 *
 * A process that dies while it writes leaves half a line, which counts as not written. Anything else that cannot be read is an
 * error, because what is not known about a paid job must not be guessed.
 */
export class LaunchJournal implements AsyncDisposable {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #clock: Clock;
  readonly #hook: StepHook;
  #state: JournalState;

  private constructor(path: string, handle: FileHandle, state: JournalState, options: LaunchJournalOptions) {
    this.path = path;
    this.#handle = handle;
    this.#state = state;
    this.#clock = options.clock;
    this.#hook = options.hook ?? (() => {});
  }

  /**
   * Opens a journal and cuts off half a line at its end. Hold the version's lock first.
   *
   * @throws {PipelineError} `JOB_RECORD_INVALID` when a line within it cannot be read; `OUTPUT_UNWRITABLE`, `NO_SPACE`.
   */
  static async open(path: string, options: LaunchJournalOptions): Promise<LaunchJournal> {
    try {
      await makeFolder(dirname(path));
    } catch (error) {
      throw toOutputError(error, path);
    }
    const { state, length } = await readState(path);
    try {
      const handle = await open(path, "a");
      await handle.truncate(length);
      await handle.sync();
      await syncFolder(dirname(path));
      return new LaunchJournal(path, handle, state, options);
    } catch (error) {
      throw toOutputError(error, path);
    }
  }

  /** What the lines so far say. */
  get state(): JournalState {
    return this.#state;
  }

  /**
   * Adds a line. When this returns the line is on the disk.
   *
   * @throws {PipelineError} `NO_SPACE` or `OUTPUT_UNWRITABLE`: the call that was to follow must not be made.
   */
  async append(step: JournalStep): Promise<void> {
    const entry: JournalEntry = journalEntrySchema.parse({
      version: 1,
      at: new Date(this.#clock.now()).toISOString(),
      ...step,
    });
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    await this.#hook(`${step.step}: before it is written`);
    const { size } = await this.#handle.stat();
    try {
      // In two halves, so that a test can die between them as a power cut would.
      const middle = line.length >> 1;
      await writeAll(this.#handle, [line.subarray(0, middle)]);
      await this.#hook(`${step.step}: half written`);
      await writeAll(this.#handle, [line.subarray(middle)]);
      await this.#hook(`${step.step}: before it is synced`);
      await this.#handle.sync();
    } catch (error) {
      await this.#handle.truncate(size).catch(() => {});
      throw toOutputError(error, this.path);
    }
    this.#state = applyEntry(this.#state, entry);
    await this.#hook(`${step.step}: on disk`);
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await this.#handle.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * Reads a journal without opening it for writing.
 *
 * @throws {PipelineError} `JOB_RECORD_INVALID` when a line within it cannot be read.
 */
export async function readJournal(path: string): Promise<JournalState> {
  return (await readState(path)).state;
}

/** What the bytes of a journal say, and how many of them are whole lines. */
export function parseJournal(bytes: Buffer, path: string): { state: JournalState; length: number } {
  let state = emptyJournal;
  let start = 0;
  let line = 1;
  for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
    const entry = parseEntry(bytes.subarray(start, end).toString("utf8"));
    if (entry === "newer") {
      throw new PipelineError(
        "JOB_RECORD_INVALID",
        `Cannot read the launch journal ${path}: a newer tunewright wrote it.`,
        {
          details: { path, line },
          hint: "Update tunewright.",
        },
      );
    }
    if (entry === undefined) {
      throw new PipelineError(
        "JOB_RECORD_INVALID",
        `Cannot read the launch journal ${path}: line ${line} is damaged.`,
        {
          details: { path, line },
          hint: "Look at the provider's list of jobs, then repair the line or move the journal away.",
        },
      );
    }
    state = applyEntry(state, entry);
    start = end + 1;
    line += 1;
  }
  return { state, length: start };
}

async function readState(path: string): Promise<{ state: JournalState; length: number }> {
  const bytes = await readIfPresent(path);
  return bytes === undefined ? { state: emptyJournal, length: 0 } : parseJournal(bytes, path);
}

function parseEntry(text: string): JournalEntry | "newer" | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (newerSchema.safeParse(value).success) return "newer";
  return journalEntrySchema.safeParse(value).data;
}
