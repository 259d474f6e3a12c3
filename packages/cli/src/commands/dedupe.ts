import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import { type CliContext, note } from "../context.ts";
import { write } from "../output/write-output.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { isFolder } from "../input/is-there.ts";
import { parseBytes, parseCount, parseShare } from "../program/parse-number.ts";
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

/** Duplicates that are printed; the report has them all. */
const PRINTED = 20;

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
    .option("--threads <n>", "worker threads (default: one for each processor)", parseCount)
    .option(
      "--memory-limit <size>",
      "hold so much of keys and shingles; the rest goes to disk (default: 512MiB)",
      parseBytes,
    )
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
  // A report on standard output is what --json prints.
  const { report: asked, ...others } = given;
  const options: DedupeOptions = asked === "-" ? { ...others, json: true } : given;
  const { out, report: reportPath, threshold, near, threads } = options;
  if (patterns.length === 0 && options.fromSignatures === undefined) {
    throw new PipelineError("USAGE", "Cannot dedupe: no file is named.", {
      hint: "Name JSONL files, globs or folders, or signatures with --from-signatures.",
    });
  }
  const inputs = await findInputs(patterns, context.cwd);
  const isOnlySigned = out === undefined && reportPath === undefined && options.json !== true;
  if (options.emitSignatures !== undefined) {
    await sign(context, inputs, options);
    if (isOnlySigned) return;
  }
  if (isOnlySigned) {
    throw new PipelineError("USAGE", "Cannot dedupe: nothing says where the result goes.", {
      hint: "Name it with --out, or use --report or --json to look only.",
    });
  }
  const signaturesFrom =
    options.fromSignatures === undefined
      ? undefined
      : (await findInputs(options.fromSignatures, context.cwd)).map(({ path }) => path);
  const toStdout = out === "-";
  if (toStdout && options.json === true) {
    throw new PipelineError("USAGE", "Cannot print both the records and the report.", {
      hint: "Name a file with --out or --report.",
    });
  }
  await using stdoutFile = toStdout ? await StdoutFile.open(context) : undefined;
  const { dedupeFiles, documentText } = await import("@tunewright/splitter");
  using line = await drawReading(context, { label: "dedupe", paths: inputs.map(({ path }) => path) });
  const target = out === undefined ? undefined : resolve(context.cwd, out);
  const intoFolder = target !== undefined && (/[/\\]$/.test(out ?? "") || (await isFolder(target)));
  const rejects = await rejectsName(context, { rejects: options.rejects, out });
  using result = await dedupeFiles({
    inputs,
    threshold,
    near,
    stdin: context.stdin,
    signal: context.signal,
    ...(target === undefined
      ? {}
      : {
          out: intoFolder
            ? { folder: target, name: out ?? "" }
            : stdoutFile === undefined
              ? { file: target, name: out ?? "" }
              : { file: stdoutFile.path, name: "-" },
          rejects: resolve(context.cwd, rejects),
        }),
    ...(reportPath === undefined ? {} : { report: resolve(context.cwd, reportPath) }),
    ...(options.floor === undefined ? {} : { floor: options.floor }),
    ...(signaturesFrom === undefined ? {} : { signaturesFrom }),
    ...(options.candidates === undefined ? {} : { candidates: resolve(context.cwd, options.candidates) }),
    ...(options.fromReport === undefined ? {} : { pairsFrom: resolve(context.cwd, options.fromReport) }),
    ...(threads === undefined ? {} : { threads }),
    ...(options.memoryLimit === undefined ? {} : { memoryBytes: options.memoryLimit }),
  });
  line[Symbol.dispose]();
  const { report, duplicates, pairs } = result;
  const settle = async (): Promise<void> => {
    if (target !== undefined) await settleRejects(context, options, { name: rejects, count: report.rejected });
  };
  if (options.json === true) {
    for (const piece of documentText(report, [
      ["duplicates", duplicates()],
      ["pairs", pairs()],
    ])) {
      await write(context.stdout, piece);
    }
    await settle();
    return;
  }
  await stdoutFile?.print();
  let printed = 0;
  for (const { file, line, kind, partner, score } of duplicates()) {
    printed += 1;
    if (printed > PRINTED) break;
    await write(
      toStdout ? context.stderr : context.stdout,
      `${file}:${line}: ${kind} ${score} ${partner.file}:${partner.line}\n`,
    );
  }
  for (const { file, issues } of report.issues) {
    for (const { line, code, message } of issues) await note(context, `${file}:${line}: ${code}: ${message}`);
  }
  const { capped } = report.search;
  if (capped > 0) {
    await note(
      context,
      `note: not all of the many records that ${formatCount(capped, "record")} resemble${capped === 1 ? "s" : ""} a little could be compared; near-duplicates may stay.`,
    );
  }
  const found = report.exact + report.near;
  if (found > PRINTED) {
    const more = found - PRINTED;
    const where = reportPath === undefined ? "not shown; --report names all" : "in the report";
    await note(context, `${formatCount(more, "more is", "more are")} ${where}.`);
  }
  const nearby =
    near === "off" ? "" : `${formatCount(report.near, "near-duplicate")} ${near === "drop" ? "dropped" : "named"}, `;
  await note(
    context,
    `${formatCount(report.records, "record")}: ${formatCount(report.exact, "exact duplicate")} dropped, ${nearby}` +
      `${formatCount(report.kept, "kept", "kept")}${report.rejected === 0 ? "" : `, ${report.rejected} could not be read`}.`,
  );
  await settle();
}

/** Writes signatures: to a file with a word about it, or to standard output with nothing else on it. */
async function sign(
  context: CliContext,
  inputs: readonly { readonly name: string; readonly path: string }[],
  { emitSignatures = "-", floor, threads, memoryLimit, out, report, json }: DedupeOptions,
): Promise<void> {
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
  const { signFiles } = await import("@tunewright/splitter");
  const { records, rejected, least } = await signFiles({
    inputs,
    out: toStdout ? (text: string) => write(context.stdout, text) : resolve(context.cwd, emitSignatures),
    stdin: context.stdin,
    signal: context.signal,
    ...(floor === undefined ? {} : { floor }),
    ...(threads === undefined ? {} : { threads }),
    ...(memoryLimit === undefined ? {} : { memoryBytes: memoryLimit }),
  });
  const unread = rejected === 0 ? "" : `, ${rejected} could not be read`;
  const join = least === 1 ? "one key" : `${least} keys`;
  await note(
    context,
    `${formatCount(records, "record")} signed${unread}; two that share ${join} are worth a comparison.`,
  );
}
