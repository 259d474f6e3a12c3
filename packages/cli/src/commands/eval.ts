import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { registerEvalExchange } from "../evaluation/register-exchange.ts";
import { registerEvalReview } from "../evaluation/register-review.ts";
import { registerEvalRuns } from "../evaluation/register-runs.ts";

/** `tunewright eval`: asks a model the tasks of a suite and judges its answers. */
export function registerEval(program: Command, context: CliContext): void {
  const group = program
    .command("eval")
    .summary("evaluate a model by a suite")
    .description("Asks a model the tasks of a suite, judges the answers by fixed rules, and compares versions.")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  tunewright eval quick\n" +
        "  tunewright eval run --suite l4d2-full --runs 3 --model v8\n" +
        "  tunewright eval analyze --file data/test_results_openai_v7.json\n" +
        "  tunewright eval compare v7 v8\n" +
        "  tunewright eval gate --min-pass-rate 0.8 --no-regression-from v7",
    );
  registerEvalRuns(group, context);
  registerEvalReview(group, context);
  registerEvalExchange(group, context);
}
