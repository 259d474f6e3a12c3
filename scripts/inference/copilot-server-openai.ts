/**
 * The copilot server under the name that older scripts call: `--port 8000` and every other flag of `tunewright serve`.
 */
import { main } from "tunewright";

process.exitCode = await main(["serve", ...process.argv.slice(2)]);
