/** The program on its source, for tests that want a process of its own. */
import { main } from "../main.ts";

process.exitCode = await main(process.argv.slice(2));
