export { type BatchHit, type BatchPair, type BatchReject, type SanitizedBatch } from "./sanitize-batch.ts";
export { type ExampleOutcome, type ExampleResult, checkExamples } from "./check-examples.ts";
export { createCodeInspector, createRuleGuard } from "./create-inspection.ts";
export type { DoubtReason, Hit } from "./hit.ts";
export type {
  CodeArgument,
  CodeCall,
  CodeSpan,
  CodeToken,
  CodeTokenKind,
  CodeView,
  Detection,
  Detector,
  IdentifierUse,
  LanguageAdapter,
  StringPlace,
  SymbolKind,
} from "./language-adapter.ts";
export {
  loadRulePack,
  loadRulePacks,
  type LoadedRulePack,
  parseRulePack,
  type RulePackFault,
} from "./load-rule-pack.ts";
export { findRuleFaults, proveRules, type ProveRulesOptions } from "./prove-rules.ts";
export { type CompiledRule, compileRules, type CompileRulesOptions, type RuleTable } from "./rule-table.ts";
export { sanitizeExample, type RecordHit, type SanitizedExample, sanitizeRecord } from "./sanitize-record.ts";
export {
  sanitizeFiles,
  type SanitizeFilesOptions,
  type SanitizeInput,
  type SanitizeTarget,
} from "./sanitize-files.ts";
export { sanitizeJsonl, type SanitizeJsonlOptions } from "./sanitize-jsonl.ts";
export { sanitizeText, type SanitizedText, type SanitizeTextOptions } from "./sanitize-text.ts";
export { createSourcePawnAdapter } from "./sourcepawn-adapter.ts";
export type { IncludeList, SymbolIndex } from "./symbol-index.ts";
export { formatDiff } from "./format-diff.ts";
export { formatGitHub } from "./format-github.ts";
export { formatSarif } from "./format-sarif.ts";
export { preferencePairs } from "./preference-pairs.ts";
export { findRecordTexts, type RecordText } from "./record-texts.ts";
export { languagesOfPacks } from "./pack-languages.ts";
export { changesOf, countFindings, findingsOf, formatReport } from "./report-entries.ts";
export { createRegexAdapter, type RegexAdapterOptions } from "./regex-adapter.ts";
