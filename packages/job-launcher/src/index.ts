export { callWithRetry, type CallWithRetryOptions, type RetryNotice } from "./call-with-retry.ts";
export { type Clock, systemClock } from "./clock.ts";
export { type JournalState, type LaunchState } from "./journal/journal-state.ts";
export { journalPath, readJournal, type StepHook } from "./journal/launch-journal.ts";
export { acquireProcessLock, type ProcessLock, type ProcessLockWords } from "./journal/process-lock.ts";
export { type LaunchNotice } from "./launch/launch-context.ts";
export { type DatasetFile, describeDataset } from "./launch/describe-dataset.ts";
export { launchJob, type LaunchJobOptions, type LaunchResult } from "./launch/launch-job.ts";
export { type LaunchPlan } from "./launch/launch-plan.ts";
export { parseMetrics, type ParseMetricsOptions } from "./metrics/parse-metrics.ts";
export { adviseOnMetrics, type MetricsAdvice } from "./metrics/advise-on-metrics.ts";
export { type LaunchTools, type ModelFacts, type TokenCount } from "./preflight/launch-tools.ts";
export { runPreflight, type RunPreflightOptions } from "./preflight/run-preflight.ts";
export { createExportProvider, type ExportProviderOptions } from "./providers/export/export-provider.ts";
export { createFireworksProvider, type FireworksProviderOptions } from "./providers/fireworks/fireworks-provider.ts";
export { type AzureProviderOptions, createAzureProvider } from "./providers/openai/azure-provider.ts";
export { createLocalProvider, type LocalProviderOptions } from "./providers/openai/local-provider.ts";
export {
  createOpenAIProvider,
  openAICapabilities,
  type OpenAIProviderOptions,
} from "./providers/openai/openai-provider.ts";
export { createTogetherProvider, type TogetherProviderOptions } from "./providers/together/together-provider.ts";
export { type FailureKind, ProviderFailure, type ProviderFailureOptions } from "./provider-failure.ts";
export { type TrainingPrice } from "./record/build-record.ts";
export {
  findJobRecord,
  jobRecordPath,
  parseJobRecord,
  readJobRecord,
  writeJobRecord,
} from "./record/job-record-file.ts";
export { listVersions, type VersionEntry, type VersionList } from "./record/list-versions.ts";
export {
  findProduction,
  type GateVerdict,
  productionPath,
  promoteVersion,
  type PromoteVersionOptions,
} from "./record/production-file.ts";
export { redact } from "./redact.ts";
export type {
  CallOptions,
  CreateJobRequest,
  Hyperparameters,
  JobPhase,
  JobSearch,
  LocalFile,
  MetricsOptions,
  ProviderCapabilities,
  RemoteCheckpoint,
  RemoteEvent,
  RemoteFile,
  RemoteJob,
  RemoteModel,
  RemoteProgress,
  TrainingProvider,
  UploadOptions,
  UploadProgress,
} from "./training-provider.ts";
export type { TrainingMethod } from "@tunewright/schema";
export { terminalPhases } from "./training-provider.ts";
export { type PollEvent, pollJob, type PollJobOptions, type WaitForChange } from "./watch/poll-job.ts";
export {
  changeJob,
  type JobChange,
  listEvents,
  type ListEventsOptions,
  refreshJob,
  type RefreshJobOptions,
} from "./watch/refresh-job.ts";
export { startWebhookReceiver, type WebhookReceiver, type WebhookReceiverOptions } from "./watch/webhook-receiver.ts";
export { type TrainingProgress } from "./watch/training-pace.ts";
export { type MissingResult, type WatchEvent, watchJob, type WatchJobOptions } from "./watch/watch-job.ts";
