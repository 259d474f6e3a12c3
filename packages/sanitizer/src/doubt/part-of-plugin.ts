import { includesAny } from "../languages/text-includes.ts";
import type { CodePart } from "../texts/text-parts.ts";
import type { LanguageRules } from "../rules/rule-table.ts";
import type { SymbolIndex } from "../rules/symbol-index.ts";

/** So many functions from elsewhere are no slip of the pen: the code is a file of a larger program. */
const ENOUGH = 3;

/** What is known of names beyond one piece of code. */
export interface NamesAround {
  readonly index: SymbolIndex | undefined;
  /** Whether other code of the conversation defines a name. */
  readonly isDefinedElsewhere: (name: string) => boolean;
}

/**
 * Whether code calls so many functions that neither it nor the API has that it must be one file of a larger program.
 *
 * There, a name that no library has may well be a function of another file. A program that is whole by itself has no other
 * files. A file that is written to be included says so itself; of any other nothing can be told without an API index.
 */
export function isPartOfPlugin({ adapter, code }: CodePart, rules: LanguageRules, names: NamesAround): boolean {
  const { index, isDefinedElsewhere } = names;
  if (adapter.isWhole?.(code) !== false) return false;
  if (adapter.isIncluded?.(code) === true) return true;
  if (index === undefined) return false;
  const view = adapter.view(code);
  const unknown = new Set<string>();
  for (const { kind, index: at, value } of view.tokens) {
    if (unknown.size === ENOUGH) break;
    if (kind !== "identifier" || unknown.has(value) || view.use(at) !== "call") continue;
    if (rules.names.identifiers.has(value) || index.has("function", value)) continue;
    if (!view.defines(value) && !isDefinedElsewhere(value)) unknown.add(value);
  }
  view.release?.();
  return unknown.size === ENOUGH;
}

/** Whether code is a program by itself; one that includes nothing may be the piece behind the one that does. */
export function isWholeProgram({ adapter, code }: CodePart): boolean {
  return adapter.isWhole?.(code) === true && includesAny(code);
}
