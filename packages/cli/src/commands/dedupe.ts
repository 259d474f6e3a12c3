import { resolve } from "node:path";
import type { DedupeFilesOptions } from "@tunewright/splitter";
import { type Command, Option } from "commander";
import { PipelineError } from "@tunewright/schema/errors";
import { type CliContext } from "../context.ts";
import { dashIsJson } from "../output/dash-is-json.ts";
import { write } from "../output/write-output.ts";
import { findInputs, type NamedInput } from "../input/expand-inputs.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { isFolder } from "../input/is-there.ts";
import { parseShare } from "../program/parse-number.ts";
import { memoryLimitOption, threadsOption } from "../program/work-options.ts";
import { drawReading } from "../terminal/draw-reading.ts";
import { rejectsName, settleRejects } from "../output/rejects-name.ts";
import { StdoutFile } from "../output/stdout-file.ts";

interface DedupeOptions {
  readonly out?: string;
  readonly report?: string;
  readonly threshold: number;
  readonly floor?: number;
  readonly fromReport?: string;
  readonly emitSignatures?: string;
  readonly fromSignatures?: string[];
  readonly candidates?: string;
  readonly near: "drop" | "group" | "off";
  readonly rejects?: string;
  readonly threads?: number;
  readonly memoryLimit?: number;
  readonly json?: true;
}

/** `tunewright dedupe`: finds and drops copies and near-copies. */
export function registerDedupe(program: Command, context: CliContext): void {
  program
    .command("dedupe")
    .summary("drop copies and near-copies, each named with its partner and score")
    .description(
      "Finds exact and near-duplicates, each with its partner and score, and writes what is left in its original bytes.\n" +
        "Exact means equal after Unicode NFC, line ends, trailing space and key order; fields beside the messages do not count.",
    )
    .argument("[files...]", "JSONL files, globs or folders; - reads standard input")
    .option("--out <path>", "file to write, or a folder (ending in /) for one file each; - is standard output")
    .option("--report <file>", "write every duplicate, close pair and hazard, as JSON")
    .option("--threshold <score>", "Jaccard similarity from which two records are near-duplicates", parseShare, 0.8)
    .option(
      "--floor <score>",
      "look for pairs down to this score, for later (default: 0.8 of the threshold)",
      parseShare,
    )
    .option("--from-report <file>", "take the pairs of an earlier report: another threshold without another search")
    .addOption(
      new Option("--near <policy>", "drop near-duplicates, only name them (group), or do not look for them (off)")
        .choices(["drop", "group", "off"])
        .default("drop"),
    )
    .option("--emit-signatures <file>", "write what a comparison needs of each record, as JSONL; - is standard output")
    .option(
      "--from-signatures <files...>",
      "take signatures in place of reading the records; with --out, name the files too",
    )
    .option(
      "--candidates <file>",
      'compare only these pairs, as lines of {"a": id, "b": id}: what an engine has joined',
    )
    .option("--rejects <file>", "where lines that cannot be read go (default: beside the output)")
    .addOption(threadsOption())
    .addOption(memoryLimitOption())
    .option("--json", "print the report as one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  tunewright dedupe data/raw --out unique.jsonl --report dedupe.json\n" +
        "  tunewright dedupe data/raw --out looser.jsonl --from-report dedupe.json \\\n    --threshold 0.7\n" +
        "  tunewright dedupe data/raw --near group --json\n" +
        "  tunewright dedupe shard-07.jsonl --emit-signatures shard-07.sig.jsonl\n" +
        "  tunewright dedupe --from-signatures *.sig.jsonl --report dedupe.json",
    )
    .action((patterns: string[], options: DedupeOptions) => run(context, patterns, options));
}

async function run(context: CliContext, patterns: readonly string[], given: DedupeOptions): Promise<void> {
  const options = dashIsJson(given, "report");
  if (patterns.length === 0 && options.fromSignatures === undefined) {
    throw new PipelineError("USAGE", "Cannot dedupe: no file is named.", {
      hint: "Name JSONL files, globs or folders, or signatures with --from-signatures.",
    });
  }
  const inputs = await findInputs(patterns, context.cwd);
  const isOnlySigned = options.out === undefined && options.report === undefined && options.json !== true;
  if (options.emitSignatures !== undefined) {
    const { signRecords } = await import("../dataset/sign-records.ts");
    await signRecords(context, inputs, { ...options, emitSignatures: options.emitSignatures });
    if (isOnlySigned) return;
  }
  if (isOnlySigned) {
    throw new PipelineError("USAGE", "Cannot dedupe: nothing says where the result goes.", {
      hint: "Name it with --out, or use --report or --json to look only.",
    });
  }
  if (options.out === "-" && options.json === true) {
    throw new PipelineError("USAGE", "Cannot print both the records and the report.", {
      hint: "Name a file with --out or --report.",
    });
  }
  await dedupe(context, inputs, options);
}

async function dedupe(context: CliContext, inputs: readonly NamedInput[], options: DedupeOptions): Promise<void> {
  const at = (path: string | undefined) => (path === undefined ? undefined : resolve(context.cwd, path));
  const { dedupeFiles, documentText } = await import("@tunewright/splitter");
  await using stdoutFile = options.out === "-" ? await StdoutFile.open(context) : undefined;
  const signaturesFrom =
    options.fromSignatures && (await findInputs(options.fromSignatures, context.cwd)).map(({ path }) => path);
  const rejects = await rejectsName(context, options);
  using line = await drawReading(context, { label: "dedupe", paths: inputs.map(({ path }) => path) });
  using result = await dedupeFiles({
    inputs,
    threshold: options.threshold,
    near: options.near,
    stdin: context.stdin,
    signal: context.signal,
    ...omitUndefined({
      out: stdoutFile === undefined ? await targetOf(context, options) : { file: stdoutFile.path, name: "-" },
      rejects: options.out === undefined ? undefined : at(rejects),
      report: at(options.report),
      floor: options.floor,
      signaturesFrom,
      candidates: at(options.candidates),
      pairsFrom: at(options.fromReport),
      threads: options.threads,
      memoryBytes: options.memoryLimit,
    }),
  });
  line[Symbol.dispose]();
  const { report, duplicates, pairs } = result;
  if (options.json === true) {
    const lists = [
      ["duplicates", duplicates()],
      ["pairs", pairs()],
    ] as const;
    for (const piece of documentText(report, lists)) await write(context.stdout, piece);
  } else {
    await stdoutFile?.print();
    const { printDuplicates } = await import("../dataset/print-duplicates.ts");
    await printDuplicates(context, result, options);
  }
  if (options.out !== undefined) await settleRejects(context, options, { name: rejects, count: report.rejected });
}

/** A file for all records, or a folder for a file each. */
async function targetOf({ cwd }: CliContext, { out }: DedupeOptions): Promise<DedupeFilesOptions["out"]> {
  if (out === undefined) return undefined;
  const path = resolve(cwd, out);
  return /[/\\]$/.test(out) || (await isFolder(path)) ? { folder: path, name: out } : { file: path, name: out };
}
