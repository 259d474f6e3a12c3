export { type BatchHit, type BatchPair, type BatchReject, type SanitizedBatch } from "./records/sanitize-batch.ts";
export { type ExampleOutcome, type ExampleResult, checkExamples } from "./rules/check-examples.ts";
export { createCodeInspector, createRuleGuard } from "./guard/create-inspection.ts";
export type { DoubtReason, Hit } from "./texts/hit.ts";
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
} from "./languages/language-adapter.ts";
export {
  loadRulePack,
  loadRulePacks,
  type LoadedRulePack,
  parseRulePack,
  type RulePackFault,
} from "./rules/load-rule-pack.ts";
export { findRuleFaults, proveRules, type ProveRulesOptions } from "./rules/prove-rules.ts";
export { type CompiledRule, compileRules, type CompileRulesOptions, type RuleTable } from "./rules/rule-table.ts";
export { sanitizeExample, type RecordHit, type SanitizedExample, sanitizeRecord } from "./records/sanitize-record.ts";
export {
  sanitizeFiles,
  type SanitizeFilesOptions,
  type SanitizeInput,
  type SanitizeTarget,
} from "./files/sanitize-files.ts";
export { sanitizeJsonl, type SanitizeJsonlOptions } from "./files/sanitize-jsonl.ts";
export { sanitizeText, type SanitizedText, type SanitizeTextOptions } from "./texts/sanitize-text.ts";
export { createSourcePawnAdapter } from "./languages/sourcepawn-adapter.ts";
export type { IncludeList, SymbolIndex } from "./rules/symbol-index.ts";
export { formatDiff } from "./report/format-diff.ts";
export { formatGitHub } from "./report/format-github.ts";
export { formatSarif } from "./report/format-sarif.ts";
export { preferencePairs } from "./records/preference-pairs.ts";
export { findRecordTexts, type RecordText } from "./records/record-texts.ts";
export { languagesOfPacks } from "./rules/pack-languages.ts";
export { changesOf, countFindings, findingsOf, formatReport } from "./report/report-entries.ts";
export { createRegexAdapter, type RegexAdapterOptions } from "./languages/regex-adapter.ts";
