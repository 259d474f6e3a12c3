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

/** Longest answer that is held: 16 MiB. */
const mostBytes = 16 * 1024 * 1024;
/** Time that a program has to end by itself once it is told to. */
const graceMs = 2000;

function runProgram(
  program: string,
  args: readonly string[],
  { cwd, timeoutMs, request }: { cwd: string; timeoutMs: number; request: AnswerRequest },
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { signal } = request;
  signal.throwIfAborted();
  // Not ended by spawn's own `signal`: for a program that could not be started it
  // signals whatever process id stands in memory that was never written, 0 for this process's whole group among them.
  const child = spawn(program, args, {
    cwd,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, TUNEWRIGHT_CASE: request.caseId, TUNEWRIGHT_TRIAL: String(request.trial) },
  });
  const refuse = (message: string, cause?: unknown): void => reject(new AnswerFault("refused", message, { cause }));
  const stop = (): void => {
    // What the program has started may hold these open long after it is gone.
    child.stdout.destroy();
    child.stdin.destroy();
    if (child.pid === undefined) return;
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), graceMs);
    child.once("exit", () => clearTimeout(force));
  };
  const late = setTimeout(() => {
    refuse(`${program} took longer than ${timeoutMs / 1000} s.`);
    stop();
  }, timeoutMs);
  const interrupt = (): void => {
    reject(signal.reason as Error);
    stop();
  };
  signal.addEventListener("abort", interrupt, { once: true });
  const parts: Buffer[] = [];
  let length = 0;
  child.stdout.on("data", (part: Buffer) => {
    parts.push(part);
    length += part.length;
    if (length <= mostBytes) return;
    refuse(`${program} answered with more than ${mostBytes / 1024 / 1024} MiB.`);
    stop();
  });
  child.on("error", (cause) => refuse(`Cannot run ${program}.`, cause));
  child.once("close", (code, killedBy) => {
    if (code !== 0)
      refuse(`${program} ended ${code === null ? `by ${killedBy ?? "a signal"}` : `with exit code ${code}`}.`);
    const text = Buffer.concat(parts).toString("utf8");
    resolve({ text, finishReason: null, promptTokens: null, completionTokens: null });
  });
  // A program that does not read its input is no error.
  child.stdin.on("error", () => {});
  child.stdin.end(JSON.stringify(request.messages));
  return promise.finally(() => {
    clearTimeout(late);
    signal.removeEventListener("abort", interrupt);
  });
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
