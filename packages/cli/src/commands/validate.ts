import type { ValidationReport } from "@tunewright/schema";
import { formatCount } from "@tunewright/schema/format-count";
import { type Command, Option } from "commander";
import { type CliContext, note, writeJson, writeLines } from "../context.ts";
import { findInputs } from "../input/expand-inputs.ts";
import { printable } from "../output/printable.ts";
import { drawReading } from "../terminal/draw-reading.ts";

interface ValidateOptions {
  readonly format: "auto" | "chat" | "preference" | "reinforcement";
  readonly model?: string;
  readonly config?: string;
  readonly json?: true;
}

/** `tunewright validate`: checks every record. */
export function registerValidate(program: Command, context: CliContext): void {
  program
    .command("validate")
    .summary("check every record of a dataset")
    .description(
      "Checks every record: its shape, its conversation, and what JSON.parse hides. Exit code 1 if any error.",
    )
    .argument("<files...>", "JSONL files, globs or folders; - reads standard input")
    .addOption(
      new Option("--format <format>", "format of the records")
        .choices(["auto", "chat", "preference", "reinforcement"])
        .default("auto"),
    )
    .option("--model <model>", "also check that this model takes the records, and how many of their tokens")
    .option("--config <file>", "config file, whose model table --model reads")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  tunewright validate data/raw\n  tunewright validate data/raw --model gpt-4o-mini-2024-07-18\n  zcat big.jsonl.gz | tunewright validate - --json",
    )
    .action(async (patterns: string[], options: ValidateOptions) => {
      const { validateFile } = await import("@tunewright/jsonl");
      let files: ValidationReport["files"] = [];
      const inputs = await findInputs(patterns, context.cwd);
      using line = await drawReading(context, { label: "validate", paths: inputs.map(({ path }) => path) });
      for (const { name, path } of inputs) {
        files.push(
          await validateFile(path, {
            name,
            format: options.format,
            stdin: context.stdin,
            signal: context.signal,
          }),
        );
      }
      line[Symbol.dispose]();
      if (options.model !== undefined) {
        const { checkForModel } = await import("../dataset/check-for-model.ts");
        files = await checkForModel(context, files, { model: options.model, config: options.config });
      }
      const errors = files.flatMap((file) => file.issues).filter((issue) => issue.severity === "error").length;
      if (errors > 0) context.fallShort();
      if (options.json === true) {
        await writeJson(context, { version: 1, files });
        return;
      }
      await writeLines(context.stdout, issueLines(files));
      const records = files.reduce((sum, file) => sum + file.records, 0);
      const invalid = files.reduce((sum, file) => sum + file.invalid, 0);
      await note(
        context,
        `${formatCount(records, "record")} in ${formatCount(files.length, "file")}, ${invalid} invalid.`,
      );
    });
}

function* issueLines(files: ValidationReport["files"]): Generator<string> {
  for (const file of files) {
    const [first, ...rest] = file.issues;
    // One JSON list or object over many lines has one fault, and the cure is one command; every other line only echoes it.
    const isSpread = first?.code === "invalid-json" && first.message.includes('"tunewright convert"');
    for (const { line, path, code, severity, message } of isSpread ? [first] : file.issues) {
      yield printable(`${file.path}:${line}: ${severity} ${code}${path === "" ? "" : ` ${path}`}: ${message}`);
    }
    if (isSpread && rest.length > 0)
      yield printable(
        `${file.path}: ${formatCount(rest.length, "more fault")} of its other lines, for the same reason.`,
      );
  }
}
