import type { CodeInspector, RuleGuard, RulePack } from "@tunewright/schema";
import { createTableInspector } from "./code-inspector.ts";
import type { LanguageAdapter } from "../languages/language-adapter.ts";
import { requirePacks } from "../require-arguments.ts";
import { compileRules } from "../rules/rule-table.ts";
import { createTableGuard } from "./rule-guard.ts";
import { createSourcePawnAdapter } from "../languages/sourcepawn-adapter.ts";
import type { SymbolIndex } from "../rules/symbol-index.ts";

/** Options for {@link createCodeInspector} and {@link createRuleGuard}. */
export interface InspectionOptions {
  /**
   * Languages that rules may name.
   *
   * @default SourcePawn
   */
  readonly languages?: readonly LanguageAdapter[];
}

/**
 * Makes an inspector that sees answers as the sanitizer sees data.
 *
 * @param packs Rule packs that were proved.
 * @param index Knows real names; without it nothing is reported as unknown.
 * @throws {PipelineError} `RULE_PACK_INVALID` when a rule names a language or a detector that is not there.
 */
export function createCodeInspector(
  packs: readonly RulePack[],
  index?: SymbolIndex,
  options: InspectionOptions = {},
): CodeInspector {
  requirePacks(packs, "createCodeInspector");
  return createTableInspector(compileRules(packs, { languages: languagesOf(options), index }));
}

/**
 * Makes the guard that repairs answers while a model serves, whole or as a stream.
 *
 * @param packs Rule packs that were proved.
 * @param index Knows which includes are the API's own.
 * @throws {PipelineError} `RULE_PACK_INVALID` when a rule names a language or a detector that is not there.
 */
export function createRuleGuard(
  packs: readonly RulePack[],
  index?: SymbolIndex,
  options: InspectionOptions = {},
): RuleGuard {
  requirePacks(packs, "createRuleGuard");
  return createTableGuard(compileRules(packs, { languages: languagesOf(options), index }));
}

function languagesOf(options: InspectionOptions): readonly LanguageAdapter[] {
  return options.languages ?? [createSourcePawnAdapter()];
}
