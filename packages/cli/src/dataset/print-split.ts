import { resolve } from "node:path";
import { formatCount } from "@tunewright/schema/format-count";
import { MOST_HAZARDS, type SplitSummary } from "@tunewright/splitter";
import { type CliContext, note } from "../context.ts";
import { write } from "../output/write-output.ts";
import { relativePath } from "../relative-path.ts";

/** The files of a split as they were named. */
interface SplitPaths {
  readonly train: string;
  readonly validation: string;
  readonly test?: string;
  readonly manifest?: string;
}

/** Prints the sides, what leaks between them and others, and the counts. */
export async function printSplit(context: CliContext, summary: SplitSummary, paths: SplitPaths): Promise<void> {
  const { counts, strata, heldOut, notes, leaks, issues, hazards } = summary;
  const dropped = counts.droppedExact + counts.droppedNear + counts.droppedLeaks + counts.droppedBridges;
  await write(context.stdout, `${paths.train}: ${formatCount(counts.train, "record")}\n`);
  await write(context.stdout, `${paths.validation}: ${formatCount(counts.validation, "record")}\n`);
  if (paths.test !== undefined) await write(context.stdout, `${paths.test}: ${formatCount(counts.test, "record")}\n`);
  for (const { stratum, train, validation, test } of strata) {
    await write(
      context.stdout,
      `  ${stratum}: ${train} train, ${validation} validation${test > 0 ? `, ${test} test` : ""}\n`,
    );
  }
  for (const { file, line, side, kind, against, score } of leaks) {
    await write(
      context.stdout,
      `leak ${kind} ${score} (${side}): ${file}:${line} and ${against.file}:${against.line}\n`,
    );
  }
  for (const { file, issues: faults } of issues) {
    for (const { line, code, message } of faults) await note(context, `${file}:${line}: ${code}: ${message}`);
  }
  for (const { message } of notes) await note(context, `note: ${message}`);
  if (heldOut.length > 0) await note(context, `note: held out of training: ${heldOut.join(", ")}.`);
  if (hazards.length > 0) {
    const groups =
      hazards.length < MOST_HAZARDS
        ? formatCount(hazards.length, "group shares", "groups share")
        : `${formatCount(MOST_HAZARDS, "group")} or more share`;
    await note(context, `note: ${groups} a prompt, an answer or a turn; see the manifest.`);
  }
  await note(
    context,
    `${formatCount(counts.records, "record")} in ${formatCount(counts.clusters, "cluster")}${dropped === 0 ? "" : `, ${dropped} dropped`}` +
      `${counts.rejected === 0 ? "" : `, ${counts.rejected} could not be read`}.` +
      (paths.manifest === undefined
        ? ""
        : ` Manifest: ${relativePath(context.cwd, resolve(context.cwd, paths.manifest))}.`),
  );
}
