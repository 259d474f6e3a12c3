import type { GateVerdict } from "@tunewright/job-launcher";
import type { Command } from "commander";
import { type CliContext, note, writeJson } from "../context.ts";
import { write } from "../output/write-output.ts";
import { loadConfig } from "../input/load-config.ts";

/** `tunewright promote`: moves a version into production. */
export function registerPromote(program: Command, context: CliContext): void {
  program
    .command("promote")
    .summary("move a version into production, past the gate")
    .description(
      "Moves the pointer in production.json. The gate: the version was evaluated, has no critical issue, and is not worse than the one that serves now. --force moves it all the same, and the pointer says so.",
    )
    .argument("<version>", "version to serve, as v8")
    .option("--config <file>", "config file")
    .option("--force", "move it although the gate says no")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExample:\n  tunewright promote v8")
    .action(
      async (version: string, options: { readonly config?: string; readonly force?: true; readonly json?: true }) => {
        const { data } = await loadConfig(context, options.config);
        const { promoteVersion } = await import("@tunewright/job-launcher");
        const gate = (): Promise<GateVerdict> => askGate(data, version);
        const production = await promoteVersion({ data, version, gate, force: options.force });
        if (production.current.forced) await note(context, "The gate did not open; the version was moved by force.");
        if (options.json === true) await writeJson(context, production);
        else await write(context.stdout, `${version} is in production: ${production.current.model}\n`);
      },
    );
}

async function askGate(data: string, version: string): Promise<GateVerdict> {
  const { checkGate } = await import("@tunewright/evals");
  const { promotionLimits, resultsOf } = await import("../evaluation/promotion-limits.ts");
  const results = await resultsOf(data, version);
  if (results === undefined) {
    return { passed: false, reason: `it was not evaluated yet (run "tunewright eval run --model ${version}")` };
  }
  const report = checkGate(results, await promotionLimits(data, version));
  if (report.ok) return { passed: true, reason: "" };
  const failed = report.checks.filter((check) => !check.ok).map((check) => check.name);
  return { passed: false, reason: `it falls short in ${failed.join(", ")}` };
}
