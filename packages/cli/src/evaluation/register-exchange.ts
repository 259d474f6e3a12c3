import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import type { ExportOptions, ImportOptions } from "./exchange-suite.ts";
import type { SuiteOptions } from "./open-suite.ts";

/** `eval judge`, `eval export` and `eval import`: the checks for other programs, and promptfoo. */
export function registerEvalExchange(group: Command, context: CliContext): void {
  addSuiteOptions(group.command("judge").summary("judge one answer from standard input"))
    .argument("<case>", "id of the case that it answers")
    .addHelpText("after", "\nExample:\n  tunewright eval judge tank-spawn --suite l4d2-table < answer.md")
    .action(async (id: string, options: SuiteOptions) => {
      const { judge } = await import("./exchange-suite.ts");
      await judge(context, id, options);
    });
  addSuiteOptions(group.command("export").summary("write a suite as a promptfoo project"))
    .requiredOption("--promptfoo <folder>", "folder to write")
    .option("--model <model>", "model that promptfoo asks (default: that of the production version, else the config's)")
    .option("--base-url <url>", "any OpenAI-compatible service")
    .addHelpText("after", "\nExample:\n  tunewright eval export --promptfoo promptfoo/")
    .action(async (options: ExportOptions) => {
      const { exportSuite } = await import("./exchange-suite.ts");
      await exportSuite(context, options);
    });
  addSuiteOptions(group.command("import").summary("judge the answers that promptfoo got"))
    .argument("<file>", "what `promptfoo eval -o` wrote")
    .option("--model <provider>", "provider to take, where the file has several")
    .option("--label <name>", "name of the results (default: the model)")
    .option("--no-save", "write no results")
    .option("--json", "print the results as one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright eval import promptfoo/results.json --label v8")
    .action(async (file: string, options: ImportOptions) => {
      const { importResults } = await import("./exchange-suite.ts");
      await importResults(context, file, options);
    });
}

function addSuiteOptions(command: Command): Command {
  return command
    .option("--suite <suite>", "name or path of a suite (default: that of the config)")
    .option("--rules <packs...>", "files or folders of rule packs (default: those of the config)")
    .option("--api <file>", "API index (default: that of the config)")
    .option("--config <file>", "config file");
}
