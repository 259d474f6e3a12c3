import { type Command, Option } from "commander";
import type { CliContext } from "../context.ts";
import { parseAmount, parseCount, parsePoints, parseRate, parseWhole } from "../program/parse-number.ts";
import type { CompareOptions, GateOptions, ReviewOptions } from "./review-results.ts";

/** `eval analyze`, `eval compare` and `eval gate`: all from results that are there, without asking a model. */
export function registerEvalReview(group: Command, context: CliContext): void {
  addFileOptions(group.command("analyze").summary("sum up results again, or judge their answers anew"))
    .option("--rejudge", "judge the kept answers by the suite and the rules as they are now")
    .option("--suite <suite>", "suite to judge by (default: that of the config)")
    .option("--junit <file>", "also write JUnit XML")
    .addHelpText("after", "\nExample:\n  tunewright eval analyze --file data/test_results_openai_v8.json --rejudge")
    .action(async (options: ReviewOptions) => {
      const { analyze } = await import("./review-results.ts");
      await analyze(context, options);
    });
  group
    .command("compare")
    .summary("compare two evaluations, case by case")
    .argument("<first>", "results file or label, as v7")
    .argument("<second>", "results file or label, as v8")
    .option("--suite <suite>", "refuse results of another suite")
    .option("--runs <n>", "refuse results with fewer trials of a case", parseCount)
    .option("--seed <n>", "seed of the bootstrap", parseWhole, 42)
    .option("--config <file>", "config file")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright eval compare v7 v8")
    .action(async (first: string, second: string, options: CompareOptions) => {
      const { compare } = await import("./review-results.ts");
      await compare(context, [first, second], options);
    });
  addFileOptions(group.command("gate").summary("exit with 1 when results fall short of limits"))
    .description(
      "Holds results against limits, and ends with 1 when one of them is missed. Where no limit is named, those of promote hold: no critical issue, and nothing worse than the version in production.",
    )
    .option("--suite <suite>", "refuse results of another suite")
    .option("--min-pass-rate <rate>", "least pass rate, as 0.8 or 80%", parseRate)
    .option("--min-score <points>", "least average score", parsePoints)
    .option("--min-security <points>", "least security score", parsePoints)
    .option("--min-wrong-api-avoidance <rate>", "least wrong-API avoidance", parseRate)
    .option("--min-forbidden-avoidance <rate>", "least forbidden-pattern avoidance", parseRate)
    .option("--min-case-pass-rate <rate>", "least share of passed trials of every case", parseRate)
    .option("--max-critical <n>", "most critical issues", parseAmount)
    .addOption(noRegression())
    .option("--junit <file>", "also write JUnit XML")
    .addHelpText("after", "\nExample:\n  tunewright eval gate --model v8 --min-pass-rate 0.8 --no-regression-from v7")
    .action(async (options: GateOptions) => {
      const { gate } = await import("./review-results.ts");
      await gate(context, options);
    });
}

function addFileOptions(command: Command): Command {
  return command
    .option("--file <file>", "results file (default: that of the newest version)")
    .option("--model <version>", "label of the results, as v7")
    .option("--runs <n>", "refuse results with fewer trials of a case", parseCount)
    .option("--config <file>", "config file")
    .option("--json", "print one JSON object");
}

/** commander takes every `--no-…` for the denial of a flag; this one has a value. */
function noRegression(): Option {
  const option = new Option(
    "--no-regression-from <version>",
    "no case that this version passed may fail, no figure may be worse",
  );
  option.negate = false;
  return option;
}
