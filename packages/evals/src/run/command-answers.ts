import { spawn } from "node:child_process";
import { PipelineError } from "@tunewright/schema/errors";
import { type Answer, AnswerFault, type AnswerRequest, type AnswerSource } from "./answer-source.ts";

/** Options for {@link commandAnswers}. */
export interface CommandAnswersOptions {
  /** Folder that the program runs in. */
  readonly cwd: string;
  /** @default 120000 */
  readonly timeoutMs?: number;
}

/**
 * Asks a program: the messages go in as JSON on standard input, the answer comes back on standard output.
 *
 * The program is started without a shell. It finds the case in `TUNEWRIGHT_CASE` and the trial in `TUNEWRIGHT_TRIAL`.
 *
 * @param command Program and arguments, separated by spaces; quotes keep an argument together.
 * @throws {PipelineError} `USAGE` when the command is empty or a quote is left open.
 */
export function commandAnswers(command: string, options: CommandAnswersOptions): AnswerSource {
  const [program, ...args] = splitCommand(command);
  if (program === undefined) throw new PipelineError("USAGE", "The command is empty. Name a program.");
  const { cwd, timeoutMs = 120_000 } = options;
  return {
    kind: "command",
    model: program,
    identity: [command],
    maxTokens: null,
    answer: (request) => runProgram(program, args, { cwd, timeoutMs, request }),
  };
}

function runProgram(
  program: string,
  args: readonly string[],
  { cwd, timeoutMs, request }: { cwd: string; timeoutMs: number; request: AnswerRequest },
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const child = spawn(program, args, {
    cwd,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, TUNEWRIGHT_CASE: request.caseId, TUNEWRIGHT_TRIAL: String(request.trial) },
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]),
  });
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  child.once("error", (cause) => {
    reject(
      request.signal.aborted
        ? cause
        : new AnswerFault(
            "refused",
            isTimeout(cause) ? `${program} took longer than ${timeoutMs / 1000} s.` : `Cannot run ${program}.`,
            { cause },
          ),
    );
  });
  child.once("close", (code) => {
    if (code !== 0) return reject(new AnswerFault("refused", `${program} ended with exit code ${code ?? "none"}.`));
    const text = Buffer.concat(parts).toString("utf8");
    return resolve({ text, finishReason: null, promptTokens: null, completionTokens: null });
  });
  // A program that does not read its input is no error.
  child.stdin.once("error", () => {});
  child.stdin.end(JSON.stringify(request.messages));
  return promise;
}

function isTimeout({ cause }: Error): boolean {
  return cause instanceof DOMException && cause.name === "TimeoutError";
}

/** Splits at spaces; single and double quotes hold together, a backslash is only a character. */
function splitCommand(command: string): string[] {
  const words: string[] = [];
  for (const [, double, single, bare] of command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)|["']/g)) {
    const word = double ?? single ?? bare;
    if (word === undefined) throw new PipelineError("USAGE", "A quote of the command is not closed. Close it.");
    words.push(word);
  }
  return words;
}
