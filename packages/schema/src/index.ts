export {
  type ApiConstant,
  apiConstantSchema,
  type ApiEvent,
  apiEventSchema,
  type ApiForward,
  apiForwardSchema,
  type ApiFunction,
  apiFunctionSchema,
  type ApiIndexData,
  apiIndexSchema,
  type ApiMember,
  apiMemberSchema,
  type ApiType,
  apiTypeSchema,
} from "./documents/api-index.ts";
export { type ApiLibrary, apiLibrarySchema, type LibraryList, libraryListSchema } from "./documents/api-library.ts";
export { formatCount, formatNumber } from "./format-count.ts";
export { isObject } from "./is-object.ts";
export { usualEpochs } from "./usual-epochs.ts";
export { compareVersions, isVersionName, versionNumber } from "./version-name.ts";
export { type ContractFault, contractFaults } from "./contract-faults.ts";
export { yamlOffset, type YamlTree } from "./yaml/yaml-offset.ts";
export { readYaml, type YamlContent, type YamlDocument, type YamlFault, type YamlLines } from "./yaml/read-yaml.ts";
export {
  type FindingSeverity,
  findingSeveritySchema,
  type Issue,
  issueSchema,
  type Severity,
  severitySchema,
} from "./issue.ts";
export { PipelineError, type PipelineErrorCode, type PipelineErrorOptions } from "./pipeline-error.ts";
export {
  type ChatExample,
  type ChatMessage,
  type ChatRole,
  chatExampleSchema,
  chatMessageSchema,
  chatRoles,
  imagePartSchema,
  refusalPartSchema,
  textPartSchema,
  toolCallSchema,
  toolSchema,
} from "./examples/chat-example.ts";
export { type PreferenceExample, preferenceExampleSchema } from "./examples/preference-example.ts";
export { type ReinforcementExample, reinforcementExampleSchema } from "./examples/reinforcement-example.ts";
export {
  type Config,
  type ConfigInput,
  configSchema,
  type ProviderName,
  providerNameSchema,
} from "./documents/config.ts";
export type {
  CodeFinding,
  CodeInspection,
  CodeInspector,
  CodeReference,
  GuardChange,
  GuardedText,
  GuardStream,
  ReferenceKind,
  RuleGuard,
} from "./code-inspection.ts";
export { findJsonFault, type JsonFault, type JsonNotes, scanJson } from "./examples/json-text.ts";
export {
  type EvalCase,
  evalCaseSchema,
  type EvalSuite,
  evalSuiteSchema,
  type StructureCheck,
  structureCheckSchema,
  type SuiteCorrection,
  suiteCorrectionSchema,
  type SuiteName,
  type SuiteNameKind,
  suiteNameKindSchema,
  suiteNameSchema,
} from "./documents/eval-suite.ts";
export {
  type CategorySummary,
  categorySummarySchema,
  type CorrectionSummary,
  correctionSummarySchema,
  type DatasetGap,
  datasetGapSchema,
  type EvalCaseResult,
  evalCaseResultSchema,
  type EvalResults,
  evalResultsSchema,
  type EvalSummary,
  evalSummarySchema,
  type EvalTrial,
  evalTrialSchema,
  type GraderVerdict,
  graderVerdictSchema,
  type Interval,
  intervalSchema,
  type SymbolSummary,
  symbolSummarySchema,
  type TrialFinding,
  trialFindingSchema,
} from "./documents/eval-results.ts";
export {
  checkExample,
  detectFormat,
  type ExampleFormat,
  exampleFormats,
  formatPath,
} from "./examples/check-example.ts";
export { checkText } from "./examples/check-text.ts";
export { findSpecialToken } from "./examples/special-token.ts";
export { formatOfMethod, type TrainingMethod, trainingMethodSchema } from "./documents/training-method.ts";
export { type Conversion, convertRecord } from "./foreign/convert-record.ts";
export { foreignAdvice, type ForeignFormat, foreignFormats, recogniseForeign } from "./foreign/foreign-format.ts";
export { type ValidationReport, validationReportSchema } from "./documents/validation-report.ts";
export {
  type Rule,
  type RuleCondition,
  type RuleExample,
  type RuleFix,
  type PackLanguage,
  packLanguageSchema,
  type RuleInput,
  type RuleMatch,
  type RulePack,
  type RulePackInput,
  type RulePart,
  type RuleToken,
  ruleConditionSchema,
  ruleExampleSchema,
  ruleFixSchema,
  ruleMatchSchema,
  rulePackSchema,
  rulePartSchema,
  ruleSchema,
  ruleTokenSchema,
} from "./documents/rule-pack.ts";
export {
  fileDigestSchema,
  type SanitizeChange,
  sanitizeChangeSchema,
  type SanitizeFinding,
  sanitizeFindingSchema,
  type SanitizeReport,
  sanitizeReportSchema,
} from "./documents/sanitize-report.ts";
export {
  type JobCheckpoint,
  jobCheckpointSchema,
  type JobCost,
  jobCostSchema,
  type JobEvent,
  jobEventSchema,
  type JobRecord,
  type JobRecordInput,
  jobRecordSchema,
  type MetricPoint,
  metricPointSchema,
  type PreviousJob,
  previousJobSchema,
  type Production,
  productionSchema,
  type RecordedEvaluation,
  recordedEvaluationSchema,
  versionNameSchema,
} from "./documents/job-record.ts";
export {
  type PreflightFinding,
  preflightFindingSchema,
  type PreflightReport,
  preflightReportSchema,
} from "./documents/preflight-report.ts";
export { documents } from "./documents/documents.ts";
export { type StepRecords, stepRecordsSchema } from "./documents/step-record.ts";
export {
  type DatasetSummary,
  datasetSummarySchema,
  type ReportData,
  reportDataSchema,
  type ReportPrice,
  reportPriceSchema,
} from "./documents/report-data.ts";
export {
  type DedupeReport,
  dedupeReportSchema,
  type Duplicate,
  duplicateSchema,
  type Hazard,
  hazardSchema,
  type RecordPlace,
  recordPlaceSchema,
  type SavedPair,
  savedPairSchema,
  type SimilarityHistogram,
  similarityHistogramSchema,
  type SimilaritySearch,
  similaritySearchSchema,
} from "./documents/dedupe-report.ts";
export {
  type Leak,
  leakSchema,
  type SplitManifest,
  splitManifestSchema,
  type SplitNote,
  splitNoteSchema,
  type SplitRecord,
  splitRecordSchema,
  type SplitSettings,
  splitSettingsSchema,
} from "./documents/split-manifest.ts";
export { type SplitSide, splitSides } from "./documents/split-sides.ts";
export { type ModelPrice, modelPriceSchema, type Pricing, pricingSchema } from "./documents/pricing.ts";
export {
  type ModelTable,
  modelTableSchema,
  type TrainableModel,
  trainableModelSchema,
} from "./documents/model-table.ts";
export {
  type OverLongRecord,
  overLongRecordSchema,
  type TokenReport,
  tokenReportSchema,
  type TrainingPrice,
  trainingPriceSchema,
} from "./documents/token-report.ts";
export {
  type DatasetDiff,
  datasetDiffSchema,
  type Verification,
  verificationSchema,
} from "./documents/dataset-diff.ts";
export {
  type CandidatePair,
  candidatePairSchema,
  type FileSignature,
  fileSignatureSchema,
  type RecordSignature,
  recordSignatureSchema,
  type SignatureLine,
  signatureLineSchema,
} from "./documents/signature.ts";
