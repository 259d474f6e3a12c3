import type { CodeView } from "../languages/language-adapter.ts";
import type { DoubtReason } from "./hit.ts";
import type { CompiledRule } from "../rules/rule-table.ts";
import { includeKey, includesDefine, type SymbolIndex } from "../rules/symbol-index.ts";

/** What is known of the files that a piece of code may include. */
export interface IncludeContext {
  readonly index: SymbolIndex | undefined;
  /** Names of the files that other code of the conversation includes, where this code may be a part of it. */
  includesElsewhere(): readonly string[];
}

/** What is known of the code that a name may come from. */
export interface OriginContext extends IncludeContext {
  /** Whether other code of the same conversation defines a name. */
  isDefinedElsewhere(name: string): boolean;
  /** Whether the code is one file of a larger plugin, whose functions may stand in the others. */
  isPartOfPlugin(): boolean;
  /** Whether the code is a piece of a message that shows code for another platform in another block. */
  isBesideAnother(): boolean;
}

/** Kinds of name that an include could bring. None can add a member to a type of the API, and the rules are of no other types. */
const includable: ReadonlySet<string> = new Set(["call", "value", "forward"]);
/** Kinds of name that another file of the same plugin could define. */
const definable: ReadonlySet<string> = new Set(["call", "value"]);

/** Whether code of the conversation defines a name. */
export function isDefined(view: CodeView, name: string, context: OriginContext): boolean {
  return view.defines(name) || context.isDefinedElsewhere(name);
}

/** Why a name may be from a file that nobody knows, or the right one elsewhere. */
export function doubtOfOrigin(
  { rule }: CompiledRule,
  isIncluded: "perhaps" | "no",
  context: OriginContext,
): DoubtReason | undefined {
  if (mayBeForAnother(rule.scope.unlessIncludes, context)) return "scope-unclear";
  if (isIncluded === "perhaps") return "unknown-include";
  if (rule.nowhere) return undefined;
  return definable.has(rule.match.kind) && context.isPartOfPlugin() ? "part-of-plugin" : undefined;
}

/**
 * What code says of a name in one of its comments: `other` where it is not the one that a rule means, or why it may be another.
 * A comment is about its code, so what the code keeps, the comment keeps.
 */
export function standingOf(
  view: CodeView,
  rule: CompiledRule,
  name: string,
  context: OriginContext,
): "other" | DoubtReason | undefined {
  if (isForAnother(view, rule)) return "other";
  if (definable.has(rule.rule.match.kind) && isDefined(view, name, context)) return "other";
  const isIncluded = isFromInclude(view, rule, name, context);
  return isIncluded === "yes" ? "other" : doubtOfOrigin(rule, isIncluded, context);
}

/** What the conversation says of a name in words between its code: the same as {@link standingOf}, as far as definitions and includes tell. */
export function standingInWords(
  rule: CompiledRule,
  name: string,
  context: Omit<OriginContext, "isPartOfPlugin">,
): "other" | DoubtReason | undefined {
  if (definable.has(rule.rule.match.kind) && context.isDefinedElsewhere(name)) return "other";
  if (mayBeForAnother(rule.rule.scope.unlessIncludes, context)) return "scope-unclear";
  const isIncluded = isFromInclude(noIncludes, rule, name, context);
  return isIncluded === "yes" ? "other" : isIncluded === "perhaps" ? "unknown-include" : undefined;
}

const noIncludes: Pick<CodeView, "includes"> = { includes: [] };

/** Whether a name that a rule means is from a file that the code includes. */
export function isFromInclude(
  view: Pick<CodeView, "includes">,
  rule: CompiledRule,
  name: string,
  context: IncludeContext,
): "yes" | "perhaps" | "no" {
  if (rule.rule.nowhere) return isFromAnyFile(view, rule, context) ? "perhaps" : "no";
  return includable.has(rule.rule.match.kind) ? includeDefines(view, rule, name, context) : "no";
}

/** Whether an include of the code, or of other code that it may be a part of, defines a name. */
function includeDefines(
  view: Pick<CodeView, "includes">,
  rule: CompiledRule,
  name: string,
  context: IncludeContext,
): "yes" | "perhaps" | "no" {
  // Without an index, only what comes with the language's own platform is known.
  const index = context.index ?? {
    has: () => false,
    knowsInclude: (include) => rule.standardIncludes.has(includeKey(include)),
  };
  const use = { name, isFunction: rule.rule.match.kind !== "value" };
  const here = includesDefine(view.includes, use, index);
  if (here === "yes") return here;
  const elsewhere = includesDefine(context.includesElsewhere(), use, index);
  return elsewhere === "no" ? here : elsewhere;
}

/** Whether a file that the code includes may define a name that no library has. */
function isFromAnyFile(
  view: Pick<CodeView, "includes">,
  { rule, mayDefineAny }: CompiledRule,
  context: IncludeContext,
): boolean {
  // SourceMod itself has what is deprecated, and a plugin cannot define it again.
  if (rule.deprecated || !definable.has(rule.match.kind)) return false;
  return view.includes.some(mayDefineAny) || context.includesElsewhere().some(mayDefineAny);
}

/** Whether code is for something that a rule leaves alone, as another game. */
export function isForAnother(view: CodeView, rule: CompiledRule): boolean {
  const includes = rule.rule.scope.unlessIncludes;
  if (includes === undefined) return false;
  return view.includes.some((name) => includes.includes(includeKey(name))) || rule.isForAnother(view.code);
}

/** Whether code is a piece of something that a rule leaves alone: a plugin that is explained function by function says once what it is for. */
function mayBeForAnother(
  unlessIncludes: readonly string[] | undefined,
  context: Pick<OriginContext, "includesElsewhere" | "isBesideAnother">,
): boolean {
  if (unlessIncludes === undefined) return false;
  return (
    context.includesElsewhere().some((name) => unlessIncludes.includes(includeKey(name))) || context.isBesideAnother()
  );
}
