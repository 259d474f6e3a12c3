import { resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import type { InputFile, SplitFilesOptions, SplitSummary } from "@tunewright/splitter";
import { type Command, Option } from "commander";
import { type CliContext, note } from "../context.ts";
import { write } from "../output/write-output.ts";
import { type CategoryRule, parseCategory } from "../dataset/parse-category.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { loadApiSymbols } from "../input/load-api-symbols.ts";
import { parseBytes, parseCount, parseRatio, parseShare, parseWhole } from "../program/parse-number.ts";
import { drawReading } from "../terminal/draw-reading.ts";
import { rejectsName, settleRejects } from "../output/rejects-name.ts";
import { toolVersion } from "../tool-version.ts";
import { relativePath } from "../relative-path.ts";

interface SplitOptions {
  readonly train: string;
  readonly validation: string;
  readonly test?: string;
  readonly validationRatio?: number;
  readonly validationCount?: number;
  readonly testRatio?: number;
  readonly byKey?: true;
  readonly seed: number;
  readonly manifest?: string;
  readonly threshold: number;
  readonly near: "group" | "drop" | "off";
  readonly keepFrom?: string;
  readonly against?: string[];
  readonly leaks: "report" | "fail" | "drop";
  readonly category?: CategoryRule[];
  readonly groupBy?: string;
  readonly api?: string;
  readonly rejects?: string;
  readonly threads?: number;
  readonly memoryLimit?: number;
  readonly config?: string;
  readonly json?: true;
}

/** `tunewright split`: train and validation that can be trusted. */
export function registerSplit(program: Command, context: CliContext): void {
  program
    .command("split")
    .summary("make training and validation sides without a leak")
    .description(
      "Splits a dataset: copies, near-copies and pieces of one conversation stay on one side, categories stay even, and a " +
        "count is met exactly. The same data gives the same split whatever the order of files and the number of threads.",
    )
    .argument("<files...>", "JSONL files, globs or folders; - reads standard input")
    .requiredOption("--train <file>", "file for the training side")
    .requiredOption("--validation <file>", "file for the validation side")
    .option("--test <file>", "file for a third side, with --test-ratio")
    .option("--validation-ratio <ratio>", "share of the records for validation (default: 0.1)", parseRatio)
    .option("--validation-count <n>", "records for validation, met exactly; with a ratio the smaller wins", parseCount)
    .option("--test-ratio <ratio>", "share of the records for the third side", parseRatio)
    .option(
      "--by-key",
      "decide by each cluster's key alone: appending moves only clusters that it joins, ratios are met on average",
    )
    .option("--seed <n>", "another seed gives another split", parseWhole, 42)
    .option("--manifest <file>", "write every record's id, side, cluster and stratum, as JSON")
    .option("--threshold <score>", "Jaccard similarity from which two records may not be parted", parseShare, 0.8)
    .addOption(
      new Option(
        "--near <policy>",
        "keep near-duplicates on one side (group), drop them, or do not look for them (off)",
      )
        .choices(["group", "drop", "off"])
        .default("group"),
    )
    .option("--keep-from <version>", "earlier version or manifest whose records stay on their sides")
    .option("--against <files...>", "evaluation suites, older versions or datasets that neither side should tell")
    .addOption(
      new Option("--leaks <policy>", "what to do with records that --against asks about")
        .choices(["report", "fail", "drop"])
        .default("report"),
    )
    .option("--category <name=pattern>", "category of records whose question matches; repeatable", parseCategory)
    .option("--group-by <field>", "records with equal values of this field stay together, as metadata.author")
    .option("--api <file>", "API index whose names training has to show (default: every name that is called)")
    .option("--rejects <file>", "where lines that cannot be read go (default: beside the training side)")
    .option("--threads <n>", "worker threads (default: one for each processor)", parseCount)
    .option(
      "--memory-limit <size>",
      "hold so much of keys and shingles; the rest goes to disk (default: 512MiB)",
      parseBytes,
    )
    .option("--config <file>", "config file, for --keep-from vN")
    .option("--json", "print the manifest as one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  tunewright split data/raw --train train.jsonl --validation validation.jsonl \\\n    --validation-count 70\n" +
        "  tunewright split clean/*.jsonl --train t.jsonl --validation v.jsonl \\\n" +
        "    --manifest manifest.json --against data/suites",
    )
    .action((patterns: string[], options: SplitOptions) => run(context, patterns, options));
}

async function run(context: CliContext, patterns: readonly string[], given: SplitOptions): Promise<void> {
  if ([given.train, given.validation, given.test].includes("-")) {
    throw new PipelineError("USAGE", "Cannot write a side to standard output: there are two of them.", {
      hint: "Name a file for each.",
    });
  }
  // A manifest on standard output is what --json prints.
  const { manifest: asked, ...others } = given;
  const options: SplitOptions = asked === "-" ? { ...others, json: true } : given;
  const inputs = (await findInputs(patterns, context.cwd)).map(({ path }) => ({ path }));
  if (options.test !== undefined && options.testRatio === undefined) {
    throw new PipelineError("USAGE", `Cannot split: nothing says how many records go to ${options.test}.`, {
      hint: "Give their share with --test-ratio.",
    });
  }
  const at = (path: string): string => resolve(context.cwd, path);
  const settings = { rejects: options.rejects, out: options.train };
  const rejects = await rejectsName(context, settings);
  const keepFrom = options.keepFrom === undefined ? undefined : await findEarlier(context, options.keepFrom, options);
  const { splitFiles, documentText } = await import("@tunewright/splitter");
  using line = await drawReading(context, { label: "split", paths: inputs.map(({ path }) => path) });
  using result = await splitFiles({
    inputs,
    outputs: {
      train: at(options.train),
      validation: at(options.validation),
      ...(options.test === undefined ? {} : { test: at(options.test) }),
    },
    ...pickSizes(options),
    seed: options.seed,
    threshold: options.threshold,
    near: options.near,
    leaks: options.leaks,
    against: await readOthers(context, options.against ?? []),
    rejects: at(rejects),
    toolVersion,
    stdin: context.stdin,
    signal: context.signal,
    ...(options.manifest === undefined ? {} : { manifest: at(options.manifest) }),
    ...(keepFrom === undefined ? {} : { keepFrom }),
    ...(options.category === undefined ? {} : { categoryRules: options.category }),
    ...(options.groupBy === undefined ? {} : { groupField: options.groupBy }),
    ...(options.api === undefined ? {} : { symbols: await loadApiSymbols(at(options.api)) }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(options.memoryLimit === undefined ? {} : { memoryBytes: options.memoryLimit }),
  });
  line[Symbol.dispose]();
  const { summary, records } = result;
  if (options.json === true) {
    for (const piece of documentText(summary, [["records", records()]])) await write(context.stdout, piece);
  } else await print(context, options, summary);
  await settleRejects(context, settings, { name: rejects, count: summary.counts.rejected });
}

// The two below load schemas, which most splits need none of.

async function findEarlier(context: CliContext, version: string, { config }: SplitOptions): Promise<string> {
  const { manifestPath } = await import("../version/manifest-path.ts");
  return await manifestPath(context, version, config);
}

async function readOthers(context: CliContext, files: readonly string[]): Promise<readonly InputFile[]> {
  if (files.length === 0) return [];
  const { readAgainst } = await import("../input/read-against.ts");
  return await readAgainst(files, context.cwd);
}

function pickSizes(
  options: SplitOptions,
): Pick<SplitFilesOptions, "validationRatio" | "validationCount" | "testRatio" | "byKey"> {
  const { validationRatio, validationCount, testRatio, byKey } = options;
  return {
    ...(byKey === undefined ? {} : { byKey }),
    ...(validationRatio === undefined ? {} : { validationRatio }),
    ...(validationCount === undefined ? {} : { validationCount }),
    ...(testRatio === undefined ? {} : { testRatio }),
  };
}

async function print(context: CliContext, options: SplitOptions, summary: SplitSummary): Promise<void> {
  const { counts, strata, heldOut, notes, leaks, issues, hazards } = summary;
  const dropped = counts.droppedExact + counts.droppedNear + counts.droppedLeaks + counts.droppedBridges;
  await write(context.stdout, `${options.train}: ${formatCount(counts.train, "record")}\n`);
  await write(context.stdout, `${options.validation}: ${formatCount(counts.validation, "record")}\n`);
  if (options.test !== undefined)
    await write(context.stdout, `${options.test}: ${formatCount(counts.test, "record")}\n`);
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
    const { MOST_HAZARDS } = await import("@tunewright/splitter");
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
      (options.manifest === undefined
        ? ""
        : ` Manifest: ${relativePath(context.cwd, resolve(context.cwd, options.manifest))}.`),
  );
}
