/**
 * The evaluation script of the evaluation summary: `quick`, `run` and `analyze`, with the same flags as `tunewright eval`.
 *
 * It is a thin face for the command line, kept under the name that the summary and older scripts call.
 */
import { main } from "tunewright";

const [command, ...flags] = process.argv.slice(2);
const known = ["quick", "run", "analyze"];
if (command !== undefined && known.includes(command)) {
  process.exitCode = await main(["eval", command, ...flags]);
} else {
  process.stderr.write(
    `Usage: node scripts/evaluation/openai-evals.ts ${known.join("|")} [flags of tunewright eval]\n`,
  );
  process.exitCode = command === "--help" || command === "-h" ? 0 : 2;
}
