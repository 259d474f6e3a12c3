import { Readable, Writable } from "node:stream";
import type { CliContext } from "../context.ts";
import { main } from "../main.ts";

/** What one run of the command line gave. */
export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options for {@link runCli}. */
export interface RunCliOptions {
  readonly cwd: string;
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Runs the command line inside the test's own process, with streams that are kept. */
export async function runCli(argv: readonly string[], options: RunCliOptions): Promise<CliRun> {
  const stdout = new Sink();
  const stderr = new Sink();
  const overrides: Partial<CliContext> = {
    cwd: options.cwd,
    env: options.env ?? {},
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout,
    stderr,
    signal: options.signal ?? new AbortController().signal,
  };
  const code = await main(argv, overrides);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Sink extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
