import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { AtomicWriter } from "@tunewright/jsonl";
import type { SanitizeFilesOptions } from "@tunewright/sanitizer";
import { PipelineError } from "@tunewright/schema/errors";
import { type Command, Option } from "commander";
import type { CliContext } from "../context.ts";
import { dashIsJson } from "../output/dash-is-json.ts";
import { write, writeRecords } from "../output/write-output.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { omitUndefined } from "../omit-undefined.ts";
import { loadRules } from "../input/load-rules.ts";
import { threadsOption } from "../program/work-options.ts";
import { drawReading } from "../terminal/draw-reading.ts";
import { rejectsName, settleRejects } from "../output/rejects-name.ts";
import { writeSanitizeReport } from "../output/write-sanitize-report.ts";

interface SanitizeOptions {
  readonly rules?: string[];
  readonly api?: string;
  readonly config?: string;
  readonly out?: string;
  readonly inPlace?: true;
  readonly report?: string;
  readonly rejects?: string;
  readonly emitPreferences?: string;
  readonly threads?: number;
  readonly fixDeprecated?: true;
  readonly check?: true;
  readonly dryRun?: true;
  readonly diff?: true;
  readonly format: "text" | "github" | "sarif";
  readonly json?: true;
}

/** `tunewright sanitize`: applies rule packs to a dataset. */
export function registerSanitize(program: Command, context: CliContext): void {
  program
    .command("sanitize")
    .summary("repair wrong API names by rule packs")
    .description(
      "Repairs what rule packs say is wrong, in code, and only that. Unchanged lines leave byte for byte as they came.",
    )
    .argument("[files...]", "JSONL files, globs or folders; - reads standard input")
    .option("--rules <packs...>", "files or folders of rule packs (default: those of the config)")
    .option("--api <file>", "API index that proves the rules (default: that of the config)")
    .option("--config <file>", "config file")
    .option("--out <path>", "file or folder to write; - writes standard output")
    .option("--in-place", "write over an input that changes; the old file stays beside it as .bak")
    .option("--report <file>", "write what was done, as JSON")
    .option("--rejects <file>", "where records that cannot be read go (default: beside the output)")
    .option("--emit-preferences <file>", "write each repaired answer and its mistake as a preference pair")
    .addOption(threadsOption())
    .option("--fix-deprecated", "also rewrite calls that are deprecated but legal")
    .option("--check", "write nothing; exit code 1 if anything would change or be rejected")
    .option("--dry-run", "write nothing; say what would change")
    .option("--diff", "write nothing; print a unified diff of the decoded texts")
    .addOption(
      new Option("--format <format>", "how findings are printed").choices(["text", "github", "sarif"]).default("text"),
    )
    .option("--json", "print the report as one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  tunewright sanitize data/raw --rules data/rules --out clean.jsonl \\\n    --report report.json\n" +
        "  zcat big.jsonl.gz | tunewright sanitize - --rules data/rules --out - |\n    gzip > clean.jsonl.gz\n" +
        "  tunewright sanitize train.jsonl --rules data/rules --diff\n" +
        "\nA record that cannot be read is no failure of the run: it goes to the rejects\n" +
        "file with its place, the others go on, and the exit code is 0. Under --check it\n" +
        "counts as a change, since the output would lack it.",
    )
    .action(async (patterns: string[], options: SanitizeOptions) => run(context, patterns, options));
}

async function run(context: CliContext, patterns: readonly string[], given: SanitizeOptions): Promise<void> {
  const { files, options: untangled } = untangle(patterns, given);
  const options = dashIsJson(untangled, "report");
  const isDry = options.check === true || options.dryRun === true || options.diff === true;
  checkUsage(files, options, isDry);
  const at = (path: string): string => resolve(context.cwd, path);
  const inputs = await findInputs(files, context.cwd);
  const rules = await loadRules(context, options);
  const { AtomicWriter, refuseOverwriting } = await import("@tunewright/jsonl");
  const { createSourcePawnAdapter, proveRules, sanitizeFiles } = await import("@tunewright/sanitizer");
  await proveRules(rules.packs, { languages: [createSourcePawnAdapter()], index: rules.index });
  const target = isDry ? ({ kind: "none" } as const) : await targetOf(context, options, inputs.length);
  const rejects = await rejectsName(context, options);
  const preferences = isDry || options.emitPreferences === undefined ? undefined : at(options.emitPreferences);
  const reportPath = isDry || options.report === undefined ? undefined : at(options.report);
  if (!isDry) {
    await refuseOverwriting({
      inputs: inputs.map(({ path }) => path),
      outputs: [target.kind === "file" ? target.path : undefined, at(rejects), reportPath, preferences],
    });
  }
  await using pairs = preferences === undefined ? undefined : await AtomicWriter.open(preferences);
  const settings = rules.config?.config.sanitize;
  // Records or a diff that go to the same terminal leave no place for a line that is redrawn.
  const streams = context.stdout.isTTY === true && (options.diff === true || options.out === "-");
  using line = await drawReading(context, { label: "sanitize", paths: streams ? [] : inputs.map(({ path }) => path) });
  const report = await sanitizeFiles(inputs, rules.packs, {
    target,
    includes: rules.includes,
    functions: rules.functions,
    libraries: rules.libraries,
    fixDeprecated: options.fixDeprecated ?? settings?.fixDeprecated ?? false,
    rejects: isDry ? undefined : at(rejects),
    stdin: context.stdin,
    signal: context.signal,
    ...omitUndefined({
      threads: options.threads ?? settings?.threads,
      onPair: await pairTaker(context, options, pairs),
    }),
  });
  line[Symbol.dispose]();
  await pairs?.commit();
  if (reportPath !== undefined) await writeSanitizeReport(reportPath, report);
  const { printSanitized } = await import("../dataset/print-sanitized.ts");
  await printSanitized(context, report, { ...options, rules: rules.packs.flatMap(({ pack }) => pack.rules) });
  if (!isDry) await settleRejects(context, options, { name: rejects, count: report.rejected });
  if (options.check === true && report.replacements + report.rejected > 0) context.fallShort();
}

/** What is done with each changed record beside writing it; nothing where neither a diff nor preferences are wanted. */
async function pairTaker(
  { stdout }: CliContext,
  options: SanitizeOptions,
  preferences: AtomicWriter | undefined,
): Promise<SanitizeFilesOptions["onPair"]> {
  if (options.diff !== true && preferences === undefined) return undefined;
  const { formatDiff, preferencePairs } = await import("@tunewright/sanitizer");
  // With --check the answer is the exit code, so the reading goes on where nobody reads the diff any more.
  const print = options.check === true ? write : writeRecords;
  return async (file, pair) => {
    if (options.diff === true) await print(stdout, formatDiff(file, pair));
    for (const preference of preferencePairs(pair)) await preferences?.write(`${JSON.stringify(preference)}\n`);
  };
}

/** `--rules a.yaml train.jsonl` takes the dataset for a pack; the file name tells. */
function untangle(
  patterns: readonly string[],
  options: SanitizeOptions,
): { files: readonly string[]; options: SanitizeOptions } {
  const isDataset = (name: string): boolean => name === "-" || /\.jsonl(?:\.gz|\.zst)?$/.test(name);
  const taken = options.rules?.filter(isDataset) ?? [];
  if (taken.length === 0) return { files: patterns, options };
  return {
    files: [...patterns, ...taken],
    options: { ...options, rules: options.rules?.filter((name) => !isDataset(name)) ?? [] },
  };
}

function checkUsage(files: readonly string[], options: SanitizeOptions, isDry: boolean): void {
  const refuse = (message: string): never => {
    throw new PipelineError("USAGE", message, { hint: 'Run "tunewright sanitize --help" for examples.' });
  };
  if (files.length === 0) {
    const isGreedy = (options.rules?.length ?? 0) > 1;
    refuse(
      `Cannot sanitize: no file is named${isGreedy ? "; --rules takes every name behind it, so put the files first" : ""}.`,
    );
  }
  if (options.out !== undefined && options.inPlace === true) refuse("Cannot use --out together with --in-place.");
  if (!isDry && options.out === undefined && options.inPlace !== true) {
    refuse("Cannot tell where to write: name it with --out, or use --in-place, --check, --dry-run or --diff.");
  }
  if (options.inPlace === true && files.includes("-")) refuse("Cannot write standard input in place.");
  if (options.out === "-" && (options.json === true || options.format !== "text")) {
    refuse("Cannot print the report to standard output: the records go there. Name a file with --report.");
  }
}

async function targetOf(context: CliContext, options: SanitizeOptions, inputs: number) {
  if (options.inPlace === true) return { kind: "in-place" } as const;
  const out = options.out ?? "-";
  if (out === "-") {
    return {
      kind: "sink",
      name: "-",
      write: (bytes: Uint8Array) => writeRecords(context.stdout, bytes),
    } as const;
  }
  const path = resolve(context.cwd, out);
  const found = await stat(path).catch(() => undefined);
  const isFolder = found?.isDirectory() ?? (out.endsWith("/") || (inputs > 1 && !/\.jsonl(?:\.gz|\.zst)?$/.test(out)));
  return { kind: isFolder ? "folder" : "file", path, name: out } as const;
}
