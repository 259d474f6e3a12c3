import { createInterface } from "node:readline/promises";
import { PipelineError } from "@tunewright/schema/errors";
import type { CliContext } from "../context.ts";

type Terminal = Pick<CliContext, "stdin" | "stderr" | "signal">;

/**
 * Asks a question on the terminal that is answered with yes or no.
 *
 * @returns Whether the answer was yes; the end of the input (Ctrl-D) is a no.
 * @throws {PipelineError} `INTERRUPTED` on Ctrl-C.
 */
export async function ask(terminal: Terminal, question: string): Promise<boolean> {
  return /^\s*y(?:es)?\s*$/i.test((await askLine(terminal, `${question} [y/N] `)) ?? "");
}

/**
 * Asks for a line on the terminal.
 *
 * @returns What was typed; nothing when the input ended (Ctrl-D).
 * @throws {PipelineError} `INTERRUPTED` on Ctrl-C.
 */
export async function askLine({ stdin, stderr, signal }: Terminal, question: string): Promise<string | undefined> {
  const prompt = createInterface({ input: stdin, output: stderr });
  const ended = new AbortController();
  let interrupted = false;
  // While a question is open the terminal hands Ctrl-C to readline and not to the process.
  prompt.once("SIGINT", () => {
    interrupted = true;
    ended.abort();
  });
  prompt.once("close", () => ended.abort());
  try {
    return await prompt.question(question, { signal: AbortSignal.any([signal, ended.signal]) });
  } catch (error) {
    if (signal.aborted) throw error;
    if (interrupted) throw new PipelineError("INTERRUPTED", "Stopped at the question; nothing was done.");
    if (ended.signal.aborted) return undefined;
    throw error;
  } finally {
    prompt.close();
  }
}
