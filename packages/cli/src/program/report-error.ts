import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext, note } from "../context.ts";
import { type ExitCode, exitCodeOf, exitCodes } from "./exit-codes.ts";

/** Prints an error as one clear line, with what to do about it, and gives the exit code. */
export async function reportError(error: unknown, context: CliContext): Promise<ExitCode> {
  if (context.signal.aborted && !(error instanceof PipelineError)) {
    await note(context, "Interrupted.");
    return exitCodes.interrupted;
  }
  if (error instanceof PipelineError) {
    await note(context, `error: ${error.message}${error.hint === undefined ? "" : ` ${error.hint}`}`);
    return exitCodeOf(error.code);
  }
  if (error instanceof RangeError || error instanceof TypeError) {
    await note(context, `error: ${error.message}`);
    if (context.env["TUNEWRIGHT_DEBUG"] !== undefined) await note(context, error.stack ?? "");
    return exitCodes.usage;
  }
  const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  await note(context, `error: ${name} This is a fault of tunewright; run again with TUNEWRIGHT_DEBUG=1 to see where.`);
  if (context.env["TUNEWRIGHT_DEBUG"] !== undefined && error instanceof Error) await note(context, error.stack ?? "");
  return exitCodes.usage;
}
