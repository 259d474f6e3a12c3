import { createInterface } from "node:readline/promises";
import { PipelineError } from "@tunewright/schema/errors";
import type { CliContext } from "../context.ts";

/**
 * Asks a question on the terminal.
 *
 * @returns Whether the answer was yes; the end of the input (Ctrl-D) is a no.
 * @throws {PipelineError} `INTERRUPTED` on Ctrl-C.
 */
export async function ask(
  context: Pick<CliContext, "stdin" | "stderr" | "signal">,
  question: string,
): Promise<boolean> {
  const prompt = createInterface({ input: context.stdin, output: context.stderr });
  const ended = new AbortController();
  let interrupted = false;
  // While a question is open the terminal hands Ctrl-C to readline and not to the process.
  prompt.once("SIGINT", () => {
    interrupted = true;
    ended.abort();
  });
  prompt.once("close", () => ended.abort());
  try {
    const signal = AbortSignal.any([context.signal, ended.signal]);
    const answer = await prompt.question(`${question} [y/N] `, { signal });
    return /^\s*y(?:es)?\s*$/i.test(answer);
  } catch (error) {
    if (context.signal.aborted) throw error;
    if (interrupted) throw new PipelineError("INTERRUPTED", "Stopped at the question; nothing was done.");
    if (ended.signal.aborted) return false;
    throw error;
  } finally {
    prompt.close();
  }
}
