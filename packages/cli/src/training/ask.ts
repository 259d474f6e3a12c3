import { createInterface } from "node:readline/promises";
import type { CliContext } from "../context.ts";

/** Asks a question on the terminal. @returns Whether the answer was yes. */
export async function ask(context: CliContext, question: string): Promise<boolean> {
  const prompt = createInterface({ input: context.stdin, output: context.stderr });
  try {
    const answer = await prompt.question(`${question} [y/N] `, { signal: context.signal });
    return /^\s*y(?:es)?\s*$/i.test(answer);
  } finally {
    prompt.close();
  }
}
