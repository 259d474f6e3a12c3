import { resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import type { InputFile } from "@tunewright/splitter";
import { type Command, Option } from "commander";
import { type CliContext } from "../context.ts";
import { dashIsJson } from "../output/dash-is-json.ts";
import { write } from "../output/write-output.ts";
import { type CategoryRule, parseCategory } from "../dataset/parse-category.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { loadApiSymbols } from "../input/load-api-symbols.ts";
import { parseCount, parseRatio, parseShare, parseWhole } from "../program/parse-number.ts";
import { memoryLimitOption, threadsOption } from "../program/work-options.ts";
import { drawReading } from "../terminal/draw-reading.ts";
import { rejectsName, settleRejects } from "../output/rejects-name.ts";
import { toolVersion } from "../tool-version.ts";

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
    .addOption(threadsOption())
    .addOption(memoryLimitOption())
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
  const options = dashIsJson(given, "manifest");
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
      ...omitUndefined({ test: options.test === undefined ? undefined : at(options.test) }),
    },
    seed: options.seed,
    threshold: options.threshold,
    near: options.near,
    leaks: options.leaks,
    against: await readOthers(context, options.against ?? []),
    rejects: at(rejects),
    toolVersion,
    stdin: context.stdin,
    signal: context.signal,
    ...omitUndefined({
      validationRatio: options.validationRatio,
      validationCount: options.validationCount,
      testRatio: options.testRatio,
      byKey: options.byKey,
      manifest: options.manifest === undefined ? undefined : at(options.manifest),
      keepFrom,
      categoryRules: options.category,
      groupField: options.groupBy,
      symbols: options.api === undefined ? undefined : await loadApiSymbols(at(options.api)),
      threads: options.threads,
      memoryBytes: options.memoryLimit,
    }),
  });
  line[Symbol.dispose]();
  const { summary, records } = result;
  if (options.json === true) {
    for (const piece of documentText(summary, [["records", records()]])) await write(context.stdout, piece);
  } else {
    const { printSplit } = await import("../dataset/print-split.ts");
    await printSplit(context, summary, options);
  }
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
