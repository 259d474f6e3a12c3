import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { registerDoctor } from "./doctor.ts";
import { registerEval } from "./eval.ts";
import { registerReport } from "./report.ts";
import { registerRules } from "./rules.ts";
import { registerSanitize } from "./sanitize.ts";
import { registerValidate } from "./validate.ts";

/** Adds a command to the program. The packages that it needs are imported when it runs, so that the others start at once. */
export type RegisterCommand = (program: Command, context: CliContext) => void;

/** Every command, in the order of the pipeline, which is the order of `--help`. */
export const commands: readonly RegisterCommand[] = [
  registerValidate,
  registerSanitize,
  registerRules,
  registerDoctor,
  registerEval,
  registerReport,
];
