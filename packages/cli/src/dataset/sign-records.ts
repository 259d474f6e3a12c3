import { resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import { signFiles } from "@tunewright/splitter";
import { type CliContext, note } from "../context.ts";
import type { NamedInput } from "../input/expand-inputs.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { write } from "../output/write-output.ts";

/** What is signed for, and how. */
interface SignOptions {
  /** File of the signatures; `-` is standard output. */
  readonly emitSignatures: string;
  readonly floor?: number;
  readonly threads?: number;
  readonly memoryLimit?: number;
  /** Where the result of a search in the same run goes; none of the three where nothing but signatures is wanted. */
  readonly out?: string;
  readonly report?: string;
  readonly json?: true;
}

/** Writes signatures: to a file with a word about it, or to standard output with nothing else on it. */
export async function signRecords(
  context: CliContext,
  inputs: readonly NamedInput[],
  options: SignOptions,
): Promise<void> {
  const { emitSignatures, out, report, json } = options;
  const toStdout = emitSignatures === "-";
  if (toStdout && json === true) {
    throw new PipelineError("USAGE", "Cannot print both signatures and the report.", {
      hint: "Name a file for --emit-signatures, or leave --json out.",
    });
  }
  if (inputs.some(({ path }) => path === "-") && (out !== undefined || report !== undefined || json === true)) {
    throw new PipelineError("USAGE", "Cannot read standard input twice: once to sign it and once to dedupe it.", {
      hint: "Write it to a file first.",
    });
  }
  const { records, rejected, least } = await signFiles({
    inputs,
    out: toStdout ? (text: string) => write(context.stdout, text) : resolve(context.cwd, emitSignatures),
    stdin: context.stdin,
    signal: context.signal,
    ...omitUndefined({ floor: options.floor, threads: options.threads, memoryBytes: options.memoryLimit }),
  });
  const unread = rejected === 0 ? "" : `, ${rejected} could not be read`;
  const join = least === 1 ? "one key" : `${least} keys`;
  await note(
    context,
    `${formatCount(records, "record")} signed${unread}; two that share ${join} are worth a comparison.`,
  );
}
