import { formatCount } from "@tunewright/schema/format-count";
import type { DedupeResult } from "@tunewright/splitter";
import { type CliContext, note } from "../context.ts";
import { write } from "../output/write-output.ts";

/** Duplicates that are printed; the report has them all. */
const PRINTED = 20;

/** How the search was asked for, as far as it is said again. */
interface PrintOptions {
  /** `-` where the records are printed. */
  readonly out?: string;
  readonly report?: string;
  readonly near: "drop" | "group" | "off";
}

/** Prints the first duplicates, what is doubtful about the search, and the counts. */
export async function printDuplicates(
  context: CliContext,
  { report, duplicates }: DedupeResult,
  options: PrintOptions,
): Promise<void> {
  // Where the records are printed, what is said of them must not stand between them.
  const stream = options.out === "-" ? context.stderr : context.stdout;
  let printed = 0;
  for (const { file, line, kind, partner, score } of duplicates()) {
    printed += 1;
    if (printed > PRINTED) break;
    await write(stream, `${file}:${line}: ${kind} ${score} ${partner.file}:${partner.line}\n`);
  }
  for (const { file, issues } of report.issues) {
    for (const { line, code, message } of issues) await note(context, `${file}:${line}: ${code}: ${message}`);
  }
  const { capped } = report.search;
  if (capped > 0) {
    const resemble = `${formatCount(capped, "record")} resemble${capped === 1 ? "s" : ""} a little`;
    await note(
      context,
      `note: not all of the many records that ${resemble} could be compared; near-duplicates may stay.`,
    );
  }
  const more = report.exact + report.near - PRINTED;
  if (more > 0) {
    const where = options.report === undefined ? "not shown; --report names all" : "in the report";
    await note(context, `${formatCount(more, "more is", "more are")} ${where}.`);
  }
  await note(context, `${formatCount(report.records, "record")}: ${countsOf(report, options).join(", ")}.`);
}

function countsOf({ exact, near, kept, rejected }: DedupeResult["report"], options: PrintOptions): string[] {
  const done = options.near === "drop" ? "dropped" : "named";
  return [
    `${formatCount(exact, "exact duplicate")} dropped`,
    ...(options.near === "off" ? [] : [`${formatCount(near, "near-duplicate")} ${done}`]),
    formatCount(kept, "kept", "kept"),
    ...(rejected === 0 ? [] : [`${rejected} could not be read`]),
  ];
}
