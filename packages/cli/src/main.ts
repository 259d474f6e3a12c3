import { constants } from "node:os";
import { Command, CommanderError } from "commander";
import { blameMisspelling } from "./program/blame-misspelling.ts";
import { commandsFor } from "./commands/index.ts";
import { registerCompletion } from "./completion/register-completion.ts";
import type { CliContext } from "./context.ts";
import { helpTexts, helpWidth } from "./program/help-text.ts";
import { finishWriting, ReaderLeft } from "./output/write-output.ts";
import { type ExitCode, exitCodes } from "./program/exit-codes.ts";
import { refuseSwallowedValues } from "./program/refuse-swallowed-values.ts";
import { toolVersion } from "./tool-version.ts";

const footer = `
Exit codes:
  0    done
  1    the data, a gate or a check fell short
  2    usage or config error
  3    a remote service failed or refused
  130  interrupted

Run "tunewright COMMAND --help" for a command's options and examples.`;

/**
 * Runs one command of the command line.
 *
 * @param argv What stands behind the program's name.
 * @param overrides Parts of the outside world to replace; a test hands in its own streams.
 * @returns The exit code.
 */
export async function main(argv: readonly string[], overrides: Partial<CliContext> = {}): Promise<ExitCode> {
  const cwd = overrides.cwd ?? currentFolder();
  if (cwd === undefined) {
    process.stderr.write("error: The current folder was removed. Go to another one and run the command there.\n");
    return exitCodes.usage;
  }
  const interruption = new AbortController();
  const release = overrides.signal === undefined ? listenForSignals(interruption) : () => {};
  let fellShort = false;
  const context: CliContext = {
    cwd,
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
    ...overrides,
    fallShort: () => {
      fellShort = true;
    },
  };
  try {
    const program = await buildProgram(context, argv);
    const code = await program.parseAsync([...argv], { from: "user" }).then(() => exitCodes.done, codeOfCommander);
    await finishWriting(context.stdout);
    return fellShort ? exitCodes.fellShort : code;
  } catch (error) {
    if (error instanceof ReaderLeft) return exitCodes.done;
    // Loaded when it is needed: --version and --help should not wait for every schema of the workspace.
    const { reportError } = await import("./program/report-error.ts");
    return await reportError(error, context);
  } finally {
    release();
  }
}

/** `undefined` where the folder was removed under the shell that stands in it. */
function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** commander has said all that there is to say: help, a version, or what is wrong with the words. */
function codeOfCommander(error: unknown): ExitCode {
  if (!(error instanceof CommanderError)) throw error;
  return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
}

/**
 * The program with the commands that an invocation can need.
 *
 * @param argv What stands behind the program's name; nothing gives every command.
 */
export async function buildProgram(context: CliContext, argv: readonly string[] = []): Promise<Command> {
  const program = new Command("tunewright")
    .description("From raw chat JSONL to a trained, recorded and evaluated model version.")
    .version(toolVersion)
    // A flag behind a command is the command's: `run --version v8` does not ask for the program's version.
    .enablePositionalOptions()
    .showSuggestionAfterError(true)
    .showHelpAfterError("(run with --help for the options)")
    .addHelpText("after", footer)
    .configureHelp(helpTexts)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => helpWidth(context, context.stdout),
      getErrHelpWidth: () => helpWidth(context, context.stderr),
    });
  refuseSwallowedValues(program);
  for (const { heading, load } of commandsFor(argv)) {
    program.commandsGroup(heading);
    (await load())(program, context);
  }
  program.commandsGroup("Help:").helpCommand(true);
  registerCompletion(program, context);
  for (const command of program.commands) inherit(command, program, argv);
  return program;
}

/** Subcommands that were made on their own do not take over the parent's settings. */
function inherit(command: Command, parent: Command, argv: readonly string[]): void {
  command.copyInheritedSettings(parent);
  blameMisspelling(command, argv);
  for (const inner of command.commands) inherit(inner, command, argv);
}

function listenForSignals(interruption: AbortController): () => void {
  const interrupt = (): void => {
    // A second Ctrl-C ends the process at once.
    if (interruption.signal.aborted) process.exit(128 + constants.signals.SIGINT);
    interruption.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  // Somebody who reads only the head of the output is no error, and neither is a closed terminal.
  const ignore = (): void => {};
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignore);
  return () => {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  };
}
