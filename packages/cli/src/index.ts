export type { CliContext, OutputStream } from "./context.ts";
export {
  definePipeline,
  type Pipeline,
  type PipelineDefinition,
  type PipelineSurroundings,
  runPipeline,
} from "./define-pipeline.ts";
export { type ExitCode, exitCodeOf, exitCodes } from "./program/exit-codes.ts";
export { type LoadedConfig, loadConfig } from "./input/load-config.ts";
export { main } from "./main.ts";
export type { PipelineEvent, TrainedAndJudged } from "./pipeline/run-pipeline.ts";
export type { StepOutcome } from "./pipeline/step-store.ts";
export { PipelineError, type PipelineErrorCode } from "@tunewright/schema/errors";

// The steps, for programs that put them together in their own way.
export { validateFile } from "@tunewright/jsonl";
export {
  createCodeInspector,
  createRuleGuard,
  loadRulePacks,
  parseRulePack,
  proveRules,
  sanitizeFiles,
  sanitizeJsonl,
} from "@tunewright/sanitizer";
export {
  assignSplit,
  countTokensOfFiles,
  dedupeFiles,
  diffManifests,
  readManifest,
  splitFiles,
  verifyManifest,
} from "@tunewright/splitter";
export {
  createAzureProvider,
  createExportProvider,
  createFireworksProvider,
  createLocalProvider,
  createOpenAIProvider,
  createTogetherProvider,
  launchJob,
  watchJob,
} from "@tunewright/job-launcher";
export {
  chatAnswers,
  checkGate,
  commandAnswers,
  compareResults,
  loadSuite,
  readResults,
  recordedAnswers,
  runSuite,
} from "@tunewright/evals";
export { renderReport } from "@tunewright/reports";
export { startCopilotServer } from "@tunewright/copilot-server";
export { startLocalProvider } from "@tunewright/local-provider";
