import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { SanitizeReport } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import { type Command, Option } from "commander";
import { type CliContext, note, writeLines } from "../context.ts";
import { write, writeRecords } from "../output/write-output.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { type LoadedRules, loadRules } from "../input/load-rules.ts";
import { parseCount } from "../program/parse-number.ts";
import { drawReading } from "../terminal/draw-reading.ts";
import { rejectsName, settleRejects } from "../output/rejects-name.ts";
import { toolVersion } from "../tool-version.ts";
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
    .option("--threads <n>", "worker threads (default: one for each processor)", parseCount)
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
  // A report on standard output is what --json prints.
  const { report: asked, ...others } = untangled;
  const options: SanitizeOptions = asked === "-" ? { ...others, json: true } : untangled;
  const isDry = options.check === true || options.dryRun === true || options.diff === true;
  checkUsage(files, options, isDry);
  const inputs = await findInputs(files, context.cwd);
  const rules = await loadRules(context, options);
  const { AtomicWriter, refuseOverwriting } = await import("@tunewright/jsonl");
  const { createSourcePawnAdapter, formatDiff, preferencePairs, proveRules, sanitizeFiles } = await import(
    "@tunewright/sanitizer"
  );
  await proveRules(rules.packs, { languages: [createSourcePawnAdapter()], index: rules.index });
  const target = isDry ? ({ kind: "none" } as const) : await targetOf(context, options, inputs.length);
  const rejects = await rejectsName(context, options);
  const rejectsPath = resolve(context.cwd, rejects);
  if (!isDry) {
    const beside = [options.report, options.emitPreferences].map((name) => name && resolve(context.cwd, name));
    await refuseOverwriting({
      inputs: inputs.map(({ path }) => path),
      outputs: [target.kind === "file" ? target.path : undefined, rejectsPath, ...beside],
    });
  }
  const pairs =
    options.emitPreferences === undefined || isDry
      ? undefined
      : await AtomicWriter.open(resolve(context.cwd, options.emitPreferences));
  const settings = rules.config?.config.sanitize;
  const threads = options.threads ?? settings?.threads;
  // Records or a diff that go to the same terminal leave no place for a line that is redrawn.
  const streams = context.stdout.isTTY === true && (options.diff === true || options.out === "-");
  using line = await drawReading(context, { label: "sanitize", paths: streams ? [] : inputs.map(({ path }) => path) });
  const report = await sanitizeFiles(inputs, rules.packs, {
    target,
    includes: rules.includes,
    functions: rules.functions,
    libraries: rules.libraries,
    fixDeprecated: options.fixDeprecated ?? settings?.fixDeprecated ?? false,
    ...(threads === undefined ? {} : { threads }),
    rejects: isDry ? undefined : rejectsPath,
    stdin: context.stdin,
    signal: context.signal,
    ...(options.diff === true || pairs !== undefined
      ? {
          onPair: async (file, pair) => {
            // With --check the answer is the exit code, so the reading goes on where nobody reads the diff any more.
            const print = options.check === true ? write : writeRecords;
            if (options.diff === true) await print(context.stdout, formatDiff(file, pair));
            for (const preference of preferencePairs(pair)) await pairs?.write(`${JSON.stringify(preference)}\n`);
          },
        }
      : {}),
  }).catch(async (error: unknown) => {
    await pairs?.abort();
    throw error;
  });
  line[Symbol.dispose]();
  await pairs?.commit();
  if (options.report !== undefined && !isDry) {
    await writeSanitizeReport(resolve(context.cwd, options.report), report);
  }
  await print(context, options, report, rules);
  if (!isDry) await settleRejects(context, options, { name: rejects, count: report.rejected });
  if (options.check === true && report.replacements + report.rejected > 0) context.fallShort();
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

async function print(
  context: CliContext,
  options: SanitizeOptions,
  report: SanitizeReport,
  { packs }: LoadedRules,
): Promise<void> {
  const rules = packs.flatMap(({ pack }) => pack.rules);
  const messages = new Map(rules.map((rule) => [rule.id, rule.message]));
  const { changesOf, countFindings, findingsOf, formatReport } = await import("@tunewright/sanitizer");
  if (options.json === true) for (const piece of formatReport(report)) await write(context.stdout, piece);
  else if (options.format !== "text") {
    const { formatGitHub, formatSarif } = await import("@tunewright/sanitizer");
    const pieces =
      options.format === "github" ? formatGitHub(report, messages) : formatSarif(report, rules, toolVersion);
    for (const piece of pieces) await write(context.stdout, piece);
  } else if (options.diff !== true && options.out !== "-") {
    await writeLines(context.stdout, reportLines(changesOf(report), findingsOf(report)));
  }
  const counts = [
    formatCount(report.records, "record"),
    `${formatCount(report.replacements, "replacement")} in ${formatCount(report.changedRecords, "record")}`,
    formatCount(countFindings(report), "finding"),
    ...(report.rejected === 0 ? [] : [`${report.rejected} rejected`]),
  ];
  const why = report.rejected === 0 ? "" : ' Run "tunewright validate" on the files to see why.';
  await note(context, `${counts.join(", ")}.${why}`);
}

function* reportLines(
  changes: Iterable<SanitizeReport["changes"][number]>,
  findings: Iterable<SanitizeReport["findings"][number]>,
): Generator<string> {
  for (const { file, line, path, rule, before, after } of changes) {
    yield `${file}:${line}: ${path}: ${before} → ${after} (${rule})`;
  }
  for (const { file, line, path, rule, severity, code } of findings) {
    yield `${file}:${line}: ${path}: ${severity} ${code} (${rule})`;
  }
}
