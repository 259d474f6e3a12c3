import type { Readable, Writable } from "node:stream";
import type { LoadedConfig } from "./input/load-config.ts";
import { shortenPaths } from "./shorten-paths.ts";
import { write } from "./output/write-output.ts";

/** A stream of the terminal, or what stands in for it in a test. */
export interface OutputStream extends Writable {
  /** Whether a person watches; absent for a pipe or a file. */
  readonly isTTY?: boolean;
  /** Width of the terminal in characters; absent where there is none. */
  readonly columns?: number;
}

/** Everything of the outside world that a command may touch, so that a test can hand in its own. */
export interface CliContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
  /** A config that was handed in, so that no file is looked for. */
  readonly config?: LoadedConfig | undefined;
  /** Sets the exit code of a run that is done but fell short: a gate, a check, invalid data. */
  fallShort(): void;
}

/** Writes lines, many at a time: a write for each costs more than making it. */
export async function writeLines(stream: Writable, lines: Iterable<string>): Promise<void> {
  let text = "";
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < 65_536) continue;
    await write(stream, text);
    text = "";
  }
  if (text !== "") await write(stream, text);
}

/** Writes one JSON object, the only thing that `--json` prints. */
export async function writeJson(context: CliContext, value: unknown): Promise<void> {
  await write(context.stdout, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** Writes a line for a person to stderr: progress, notes, warnings; with paths as they look from the current folder. */
export async function note(context: CliContext, text: string): Promise<void> {
  // Nobody can be told that a note was not read.
  await write(context.stderr, `${shortenPaths(text, context.cwd)}\n`).catch(() => {});
}

/** Whether progress may be drawn: on a terminal that can redraw a line, and not in CI. */
export function drawsProgress(context: CliContext): boolean {
  return context.stderr.isTTY === true && context.env["TERM"] !== "dumb" && !isSet(context.env["CI"]);
}

/** Whether output may be coloured (https://no-color.org). */
export function usesColour(context: CliContext, stream: OutputStream): boolean {
  if (isSet(context.env["NO_COLOR"]) || context.env["TERM"] === "dumb") return false;
  return stream.isTTY === true || isSet(context.env["FORCE_COLOR"]);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}
