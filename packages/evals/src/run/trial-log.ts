import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import * as z from "zod";

const entrySchema = z.object({
  key: z.string(),
  text: z.string(),
  finishReason: z.string().nullable(),
  promptTokens: z.number().nullable(),
  completionTokens: z.number().nullable(),
  latencyMs: z.number(),
});

/** An answer as the log keeps it. */
export type LoggedAnswer = Omit<z.infer<typeof entrySchema>, "key">;

/** Answers of all runs so far, by key. */
export interface TrialLog {
  /** The answer that is kept under a key. */
  get(key: string): LoggedAnswer | undefined;
  /** Keeps an answer; it is in the file when the promise is fulfilled. */
  append(key: string, answer: LoggedAnswer): Promise<void>;
  /** Waits for what is being written, and closes the file. */
  close(): Promise<void>;
}

/**
 * Key of a trial: a hash of all that the answer depends on, the number of the trial included, so that a second trial of
 * the same prompt is asked anew and a second run is not.
 */
export function trialKey(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** A log that keeps nothing on disk. */
export function memoryTrialLog(): TrialLog {
  const answers = new Map<string, LoggedAnswer>();
  return {
    get: (key) => answers.get(key),
    append: (key, answer) => {
      answers.set(key, answer);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

/** Options for {@link openTrialLog}. */
export interface OpenTrialLogOptions {
  /**
   * Find nothing of what was kept before; what comes is kept all the same, in place of it.
   *
   * @default false
   */
  readonly fresh?: boolean;
}

/**
 * Opens a log that is only ever appended to, one JSON object a line: cache and resume in one.
 *
 * A process that is killed loses at most the answers under way. A last line that was cut off is ignored and asked again.
 *
 * @param file Path of the log; it and its folder are made where they are missing.
 * @throws {PipelineError} `OUTPUT_UNWRITABLE`; `INPUT_UNREADABLE` for a log that is there and cannot be read, as to ask all of
 *   it again would cost all of it again.
 */
export async function openTrialLog(file: string, options: OpenTrialLogOptions = {}): Promise<TrialLog> {
  const { answers, endsInLine } = await readLog(file);
  if (options.fresh === true) answers.clear();
  let handle: FileHandle;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    handle = await open(file, "a");
    if (!endsInLine) await handle.appendFile("\n");
  } catch (cause) {
    throw unwritable(file, cause);
  }
  let last: Promise<void> = Promise.resolve();
  return {
    get: (key) => answers.get(key),
    append: (key, answer) => {
      answers.set(key, answer);
      const line = `${JSON.stringify({ key, ...answer })}\n`;
      last = last
        .then(() => handle.appendFile(line))
        .catch((cause: unknown) => {
          throw cause instanceof PipelineError ? cause : unwritable(file, cause);
        });
      return last;
    },
    close: async () => {
      await last.catch(() => {});
      await handle.close();
    },
  };
}

function unwritable(file: string, cause: unknown): PipelineError {
  const isFull = (cause as NodeJS.ErrnoException).code === "ENOSPC";
  const message = `Cannot write the trial log ${file}${isFull ? ": there is no space left on the disk" : ""}.`;
  return new PipelineError(isFull ? "NO_SPACE" : "OUTPUT_UNWRITABLE", message, {
    cause,
    details: { path: file },
    hint: isFull
      ? "Make room and run again; answers so far are kept."
      : "Check the permissions of the file and of its folder.",
  });
}

/** Reads line by line: a log grows with every run, and one string could not hold it some day. */
async function readLog(file: string): Promise<{ answers: Map<string, LoggedAnswer>; endsInLine: boolean }> {
  const answers = new Map<string, LoggedAnswer>();
  let rest = "";
  try {
    for await (const part of createReadStream(file, { encoding: "utf8" }) as AsyncIterable<string>) {
      const lines = part.split("\n");
      lines[0] = rest + (lines[0] ?? "");
      rest = lines.pop() ?? "";
      for (const line of lines) takeLine(line, answers);
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw unreadable(file, cause);
  }
  takeLine(rest, answers);
  return { answers, endsInLine: rest === "" };
}

function takeLine(line: string, answers: Map<string, LoggedAnswer>): void {
  if (line === "") return;
  try {
    const { key, ...answer } = entrySchema.parse(JSON.parse(line));
    answers.set(key, answer);
  } catch {
    // Cut off by a kill; the trial is asked again.
  }
}

function unreadable(file: string, cause: unknown): PipelineError {
  const { code = "unknown error" } = cause as NodeJS.ErrnoException;
  return new PipelineError("INPUT_UNREADABLE", `Cannot read the trial log ${file}: ${code}.`, {
    cause,
    details: { path: file },
    hint: "Answers that were paid for are in it. Mend its permissions, or move it away to ask everything again.",
  });
}
