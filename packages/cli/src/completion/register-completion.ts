import { readdir, readFile } from "node:fs/promises";
import { compareVersions, isVersionName } from "@tunewright/schema/version-name";
import { Argument, type Command } from "commander";
import type { CliContext } from "../context.ts";
import { ownFile } from "../own-file.ts";
import { write } from "../output/write-output.ts";
import { completeWords } from "./complete-words.ts";

/**
 * `tunewright completion SHELL`, and the hidden `complete` that its scripts ask: it prints a candidate a line, behind a tab what it is,
 * and nothing where the shell should complete paths.
 */
export function registerCompletion(program: Command, context: CliContext): void {
  program
    .command("completion")
    .summary("print a script that completes commands in a shell")
    .description("Prints a script that completes commands, options, their choices and versions in bash, zsh or fish.")
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      "\nExamples:\n  source <(tunewright completion bash)\n  source <(tunewright completion zsh)\n  tunewright completion fish | source",
    )
    .action(async (shell: string) => {
      await write(context.stdout, await readFile(ownFile(`completions/tunewright.${shell}`), "utf8"));
    });
  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .action(async (words: string[]) => {
      const candidates = await completeWords(program, words, () => versionsOf(context));
      await write(context.stdout, candidates.map(({ value, description }) => `${value}\t${description}\n`).join(""));
    });
}

/** Versions with a job or with data, the newest first; none where nothing can be read, since nobody wants an error while typing. */
async function versionsOf(context: CliContext): Promise<readonly string[]> {
  try {
    const { loadOptionalConfig } = await import("../input/load-config.ts");
    const config = await loadOptionalConfig(context);
    if (config === undefined) return [];
    const records = (await readdir(config.data)).map((name) => /^finetune_job_(v\d+)\.json$/.exec(name)?.[1]);
    const folders = (await readdir(`${config.data}/versions`).catch(() => [])).filter(isVersionName);
    const versions = new Set([...records, ...folders].filter((version) => version !== undefined));
    return [...versions].toSorted(compareVersions).reverse();
  } catch {
    return [];
  }
}
