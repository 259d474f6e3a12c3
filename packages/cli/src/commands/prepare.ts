import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import type { StepOutcome } from "../pipeline/step-store.ts";

interface PrepareOptions {
  readonly config?: string;
  readonly version: string;
  readonly allowRejects?: true;
  readonly json?: true;
}

/** `tunewright prepare`: makes the dataset of a version. */
export function registerPrepare(program: Command, context: CliContext): void {
  program
    .command("prepare")
    .summary("validate, sanitize, dedupe and split a version")
    .description(
      "Makes the dataset of a version from the config's raw files and writes it to <data>/versions/vN.\n" +
        "A step whose inputs have not changed is skipped.",
    )
    .requiredOption("--version <vN>", "version to make")
    .option("--config <file>", "config file")
    .option("--allow-rejects", "put invalid records into the rejects file and go on")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright prepare --config data/tunewright.yaml --version v8")
    .action(async (options: PrepareOptions) => {
      const { openProject } = await import("../pipeline/open-project.ts");
      const { prepareVersion } = await import("../pipeline/prepare-version.ts");
      const project = await openProject(context, options);
      const outcomes: StepOutcome[] = [];
      for await (const outcome of prepareVersion(project)) {
        outcomes.push(outcome);
        if (options.json !== true) await write(context.stdout, describeOutcome(outcome));
      }
      const folder = project.folder.shown("", context.cwd);
      if (options.json === true) await writeJson(context, { version: 1, folder, steps: outcomes });
      else await note(context, `The version is in ${folder}.`);
    });
}

/** One line about a step. */
export function describeOutcome({ name, skipped, summary, seconds }: StepOutcome): string {
  const time = skipped ? "up to date" : `${seconds.toFixed(1)} s`;
  return `${name.padEnd(14)}${summary}  (${time})\n`;
}
