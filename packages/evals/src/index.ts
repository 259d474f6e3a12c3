export { type ApiNames, checkSuiteNames, type SuiteFault } from "./suite/check-suite-names.ts";
export { type LoadedSuite, loadSuite, type LoadSuiteOptions } from "./suite/load-suite.ts";
export { canonicalName } from "./scoring/equivalent-names.ts";
export { usesName } from "./scoring/uses-name.ts";
export { checkStructure } from "./scoring/check-structure.ts";
export { type AnswerScore, scoreAnswer, type ScoreAnswerOptions, securityScore } from "./scoring/score-answer.ts";
export { inspectAnswer } from "./scoring/inspect-answer.ts";
export { describeCase } from "./scoring/describe-case.ts";
export { type DatasetGapOptions, findDatasetGaps, gapThreshold } from "./scoring/dataset-gaps.ts";
export { judgeCase } from "./scoring/judge-case.ts";
export {
  graderJsonSchema,
  graderPassMark,
  type GradeRequest,
  type ModelGrader,
  modelGrader,
  type ModelGraderOptions,
} from "./scoring/model-grader.ts";
export { summarizeCases, type SummarizeCasesOptions } from "./scoring/summarize-cases.ts";
export {
  type Answer,
  AnswerFault,
  type AnswerFaultKind,
  type AnswerRequest,
  type AnswerSource,
  type PromptMessage,
} from "./run/answer-source.ts";
export { AdaptiveLimiter, type AdaptiveLimiterOptions } from "./run/adaptive-limiter.ts";
export { askAll, type AskAllOptions, type AnsweredRequest } from "./run/ask-all.ts";
export { chatAnswers, type ChatAnswersOptions } from "./run/chat-answers.ts";
export { commandAnswers, type CommandAnswersOptions } from "./run/command-answers.ts";
export { CostMeter, type CostMeterOptions, type InferencePrices } from "./run/cost-meter.ts";
export { recordedAnswers } from "./run/recorded-answers.ts";
export { type CompileCode, type EvalProgress, runSuite, type RunSuiteOptions } from "./run/run-suite.ts";
export { type LoggedAnswer, memoryTrialLog, openTrialLog, type TrialLog, trialKey } from "./run/trial-log.ts";
export {
  analyzeResults,
  type AnalyzeResultsOptions,
  parseResults,
  readResults,
} from "./compare/analyze-results.ts";
export { checkGate, type GateCheck, type GateLimits, type GateReport } from "./compare/check-gate.ts";
export {
  compareResults,
  type CompareResultsOptions,
  type EvalComparison,
  type FigureComparison,
  type PairedPasses,
  type PartComparison,
} from "./compare/compare-results.ts";
export { formatComparison, type FormatComparisonOptions } from "./compare/format-comparison.ts";
export { junitReport } from "./exchange/junit-report.ts";
export { exportPromptfoo, type ExportPromptfooOptions } from "./exchange/promptfoo-export.ts";
export { importPromptfoo, type PromptfooAnswers } from "./exchange/promptfoo-import.ts";
export { stepSummary, type StepSummaryOptions } from "./exchange/step-summary.ts";
export { clusteredError } from "./statistics/clustered-error.ts";
export { formatP } from "./statistics/format-p.ts";
export { holmCorrection } from "./statistics/holm-correction.ts";
export { mcnemarExact } from "./statistics/mcnemar-exact.ts";
export { type PairedBootstrapOptions, type PairedDifference, pairedBootstrap } from "./statistics/paired-bootstrap.ts";
export { pairedSampleSize, type PairedSampleSizeOptions } from "./statistics/paired-sample-size.ts";
export { type PassCounts, passAtK, passHatK } from "./statistics/pass-at-k.ts";
export { seededRandom } from "./statistics/seeded-random.ts";
export { normalQuantile, wilsonInterval } from "./statistics/wilson-interval.ts";
