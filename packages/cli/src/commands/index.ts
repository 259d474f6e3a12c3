import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { registerApi } from "./api.ts";
import { registerCancel } from "./cancel.ts";
import { registerDedupe } from "./dedupe.ts";
import { registerDiff } from "./diff.ts";
import { registerDoctor } from "./doctor.ts";
import { registerEval } from "./eval.ts";
import { registerEvents } from "./events.ts";
import { registerInit } from "./init.ts";
import { registerLaunch } from "./launch.ts";
import { registerLocalProvider } from "./local-provider.ts";
import { registerPause } from "./pause.ts";
import { registerPrepare } from "./prepare.ts";
import { registerPromote } from "./promote.ts";
import { registerReport } from "./report.ts";
import { registerResume } from "./resume.ts";
import { registerRules } from "./rules.ts";
import { registerRun } from "./run.ts";
import { registerSanitize } from "./sanitize.ts";
import { registerServe } from "./serve.ts";
import { registerSplit } from "./split.ts";
import { registerStatus } from "./status.ts";
import { registerTokens } from "./tokens.ts";
import { registerValidate } from "./validate.ts";
import { registerVerify } from "./verify.ts";
import { registerVersions } from "./versions.ts";
import { registerWatch } from "./watch.ts";

/** Adds a command to the program. The packages that it needs are imported when it runs, so that the others start at once. */
export type RegisterCommand = (program: Command, context: CliContext) => void;

/** Every command, in the order of the pipeline, which is the order of `--help`. */
export const commands: readonly RegisterCommand[] = [
  registerInit,
  registerValidate,
  registerSanitize,
  registerDedupe,
  registerSplit,
  registerTokens,
  registerDiff,
  registerVerify,
  registerRules,
  registerApi,
  registerRun,
  registerPrepare,
  registerLaunch,
  registerWatch,
  registerStatus,
  registerEvents,
  registerCancel,
  registerPause,
  registerResume,
  registerEval,
  registerVersions,
  registerPromote,
  registerReport,
  registerServe,
  registerLocalProvider,
  registerDoctor,
];
