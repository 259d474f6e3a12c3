import { resolve } from "node:path";
import { PipelineError } from "@tunewright/schema/errors";
import { formatCount } from "@tunewright/schema/format-count";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { writeRecords } from "../output/write-output.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { drawReading } from "../terminal/draw-reading.ts";
import { rejectsName, settleRejects } from "../output/rejects-name.ts";

interface ConvertOptions {
  readonly out: string;
  readonly rejects?: string;
  readonly json?: true;
}

/** `tunewright convert`: writes records of other tools in the format that providers take. */
export function registerConvert(program: Command, context: CliContext): void {
  program
    .command("convert")
    .summary("make chat or preference records of ShareGPT, Alpaca and other formats")
    .description(
      "Writes ShareGPT, Alpaca, prompt-completion, TRL preference and Vertex AI records as chat or preference examples, one a " +
        "line. Takes JSONL, a JSON list, or JSON over many lines; records that are right already stay as they are.",
    )
    .argument("<files...>", "JSON or JSONL files, globs or folders; - reads standard input")
    .requiredOption("--out <file>", "file to write; - writes standard output")
    .option("--rejects <file>", "where records that cannot be converted go (default: beside the output)")
    .option("--json", "print what was done as one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  tunewright convert alpaca.json --out train.jsonl\n" +
        "  zcat sharegpt.jsonl.gz | tunewright convert - --out - | tunewright validate -",
    )
    .action((patterns: string[], options: ConvertOptions) => run(context, patterns, options));
}

async function run(context: CliContext, patterns: readonly string[], options: ConvertOptions): Promise<void> {
  const toStdout = options.out === "-";
  if (toStdout && options.json === true) {
    throw new PipelineError("USAGE", "Cannot print both the records and what was done with them.", {
      hint: "Name a file with --out, or leave --json out.",
    });
  }
  const inputs = await findInputs(patterns, context.cwd);
  const [{ AtomicWriter, jsonObjects, refuseOverwriting, RejectsWriter }, { convertPiece }] = await Promise.all([
    import("@tunewright/jsonl"),
    import("../dataset/convert-piece.ts"),
  ]);
  const paths = inputs.map(({ path }) => path);
  using line = await drawReading(context, { label: "convert", paths });
  const target = toStdout ? undefined : resolve(context.cwd, options.out);
  const rejectsFile = await rejectsName(context, options);
  const rejectsPath = resolve(context.cwd, rejectsFile);
  await refuseOverwriting({ inputs: paths, outputs: [target, rejectsPath] });
  const writer = target === undefined ? undefined : await AtomicWriter.open(target);
  const rejects = new RejectsWriter(rejectsPath);
  const formats: Record<string, number> = {};
  let kept = 0;
  try {
    for (const { name: file, path } of inputs) {
      const source = { stdin: context.stdin, signal: context.signal };
      for await (const piece of jsonObjects(path, source)) {
        const made = convertPiece(piece);
        if (made.kind === "rejected") {
          await rejects.add({ file, line: piece.line, issues: made.issues, bytes: piece.bytes });
          continue;
        }
        if (made.from === undefined) kept += 1;
        else formats[made.from] = (formats[made.from] ?? 0) + 1;
        if (writer === undefined) await writeRecords(context.stdout, made.line);
        else await writer.write(made.line);
      }
    }
    await rejects.commit();
    await writer?.commit();
  } catch (error) {
    await rejects.abort();
    await writer?.abort();
    throw error;
  }
  line[Symbol.dispose]();
  const converted = Object.values(formats).reduce((sum, one) => sum + one, 0);
  if (rejects.count > 0) context.fallShort();
  else await settleRejects(context, options, { name: rejectsFile, count: 0 });
  if (options.json === true) {
    await writeJson(context, { version: 1, converted, kept, rejected: rejects.count, formats, output: options.out });
    return;
  }
  const kinds = Object.entries(formats).map(([format, records]) => `${records} ${format}`);
  await note(
    context,
    `${formatCount(converted, "record")} converted${kinds.length === 0 ? "" : ` (${kinds.join(", ")})`}, ${kept} kept as they were` +
      `${rejects.count === 0 ? "." : `, ${rejects.count} rejected; the reasons are in ${rejectsPath}.`}`,
  );
}
