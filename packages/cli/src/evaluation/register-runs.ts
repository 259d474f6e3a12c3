import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { parseAmount, parseCount, parsePositive, parseWhole } from "../program/parse-number.ts";
import type { ListOptions, RunOptions } from "./run-evaluation.ts";

/** `eval list`, `eval quick` and `eval run`. */
export function registerEvalRuns(group: Command, context: CliContext): void {
  group
    .command("list")
    .summary("list the cases of a suite")
    .option("--suite <suite>", "name or path of a suite (default: that of the config)")
    .option("--config <file>", "config file")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright eval list --suite l4d2-full")
    .action(async (options: ListOptions) => {
      const { listCases } = await import("./run-evaluation.ts");
      await listCases(context, options);
    });
  addRunOptions(group.command("quick").summary("ask the quick cases of a suite"))
    .addHelpText("after", "\nExample:\n  tunewright eval quick --model v8")
    .action(async (options: RunOptions) => {
      const { runEvaluation } = await import("./run-evaluation.ts");
      await runEvaluation(context, options, "quick");
    });
  addRunOptions(group.command("run").summary("ask every case of a suite"))
    .option("--case <ids...>", "ask only these cases")
    .addHelpText("after", "\nExample:\n  tunewright eval run --suite l4d2-full --runs 3 --model v8")
    .action(async (options: RunOptions) => {
      const { runEvaluation } = await import("./run-evaluation.ts");
      await runEvaluation(context, options, options.case ?? "all");
    });
}

function addRunOptions(command: Command): Command {
  return command
    .option("--suite <suite>", "name or path of a suite (default: that of the config)")
    .option("--runs <n>", "trials of each case", parseCount)
    .option("--model <model>", "a model, or a version such as v8 (default: that of the newest version)")
    .option("--base-url <url>", "any OpenAI-compatible service")
    .option("--answers <file>", "judge recorded answers instead of asking")
    .option("--command <command>", "ask a program: messages as JSON on its input, the answer on its output")
    .option("--label <name>", "name of the results (default: the version, else the model)")
    .option("--temperature <n>", "temperature", parseAmount)
    .option("--max-tokens <n>", "greatest length of an answer", parseCount)
    .option("--seed <n>", "seed, for services that know one", parseWhole)
    .option("--timeout <seconds>", "longest time for one answer (default: 120)", parsePositive)
    .option("--max-cost <usd>", "stop before spending more", parseAmount)
    .option("--concurrency <n>", "most requests under way", parseCount)
    .option("--grader <model>", "also ask this model for marks")
    .option("--grader-base-url <url>", "service of the grader (default: that of the model)")
    .option("--fresh", "ask anew what was answered before")
    .option("--rules <packs...>", "files or folders of rule packs (default: those of the config)")
    .option("--api <file>", "API index (default: that of the config)")
    .option("--file, --out <file>", "results file (default: test_results_openai_<label>.json in the data folder)")
    .option("--no-save", "write no results")
    .option("--junit <file>", "also write JUnit XML")
    .option("--config <file>", "config file")
    .option("--json", "print the results as one JSON object");
}
