import type { RuleCondition } from "@tunewright/schema";
import { isIgnored } from "./ignore-mark.ts";
import type { CodeCall, CodeToken, CodeView, StringPlace } from "../languages/language-adapter.ts";
import type { DoubtReason, Hit } from "./hit.ts";
import { doubtOfOrigin, isDefined, isForAnother, isFromInclude, type OriginContext } from "./name-origin.ts";
import type { CompiledRule, LanguageRules } from "../rules/rule-table.ts";
import { judgeComments } from "../doubt/judge-comments.ts";
import type { Stance } from "../doubt/teaching.ts";

/** Where a piece of code stands. */
export interface CodeContext extends OriginContext {
  readonly role: string;
  /** Whether the code is a span inside a sentence. */
  readonly inline: boolean;
  /** Offset of the code in the text of the message. */
  readonly offset: number;
  readonly fixDeprecated: boolean;
  /** The detectors that have something to look for in the code. */
  readonly detectors: readonly CompiledRule[];
  /** Whether the conversation makes a name that of a forward, as a plugin does that others listen to. */
  isAnnounced(name: string): boolean;
  /** What the text around the code says of a name at an offset in the code. */
  stance(wrong: string, right: string | undefined, at: number): Stance;
}

/**
 * Runs every rule of a language over one piece of code, in one pass over its tokens.
 *
 * The cost of a token is one look-up by its name, whatever the number of rules.
 */
export function matchCode(view: CodeView, rules: LanguageRules, context: CodeContext): Hit[] {
  const hits: Hit[] = [];
  const { identifiers, strings } = rules.names;
  for (const token of view.select(rules.names)) {
    const candidates = (token.kind === "identifier" ? identifiers : strings).get(token.value);
    if (candidates === undefined) continue;
    for (const rule of candidates) {
      if (!applies(rule, context) || !rule.tokens.has(token.kind)) continue;
      const match = matchToken(view, rule, token, context);
      const hit = match === undefined ? undefined : decide(view, rule, token, match, context);
      if (hit !== undefined) hits.push(hit);
    }
  }
  for (const rule of context.detectors) {
    const { match } = rule.rule;
    if (match.kind !== "detector" || !applies(rule, context) || context.inline) continue;
    for (const found of rules.adapter.detectors[match.detector]?.detect(view, match.options) ?? []) {
      if (isIgnored(view.code, found.start, rule.rule.id)) continue;
      const stance = stanceAt(view, context, found.start, found.name, undefined);
      // Code that is shown as wrong is no finding.
      if (stance === "teaches") continue;
      const reason = stance === "unclear" ? "teaching-unclear" : found.certain ? undefined : "condition-unclear";
      hits.push({
        rule,
        start: context.offset + found.start,
        end: context.offset + found.end,
        name: found.name,
        code: reason === undefined ? "reported" : "doubtful",
        ...(reason === undefined ? {} : { reason }),
      });
    }
  }
  return hits;
}

function applies(rule: CompiledRule, context: CodeContext): boolean {
  return rule.roles.has(context.role) && (context.inline ? rule.inInline : rule.inCode);
}

/** A token that a rule means. */
interface TokenMatch {
  /** False where a condition could not be decided. */
  readonly certain: boolean;
  readonly call: CodeCall | undefined;
}

function matchToken(
  view: CodeView,
  rule: CompiledRule,
  token: CodeToken,
  context: CodeContext,
): TokenMatch | undefined {
  const { index } = token;
  const { match } = rule.rule;
  switch (match.kind) {
    case "call": {
      if (view.use(index) !== "call" || isDefined(view, token.value, context)) return undefined;
      // The arguments cost more than all else that is asked of a call, and few rules look at them.
      if (match.where.length === 0 && rule.rule.fix?.dropCall !== true) return sure;
      return withConditions(view, view.callAt(index), match.where);
    }
    case "value": {
      const use = view.use(index);
      if ((use !== "value" && use !== "function") || isDefined(view, token.value, context)) return undefined;
      return isOtherArgument(view, rule, index) ? undefined : sure;
    }
    case "forward": {
      if (view.use(index) !== "definition" || context.isAnnounced(token.value)) return undefined;
      const isHandedOn = view.handsOn(token.value);
      return isHandedOn === true ? undefined : { certain: isHandedOn === false, call: undefined };
    }
    case "member": {
      if (view.use(index) !== "member") return undefined;
      const type = view.receiverAt(index);
      if (type === undefined || !rule.types.has(type)) return undefined;
      const call = view.callAt(index);
      return match.where.length === 0 ? { certain: true, call } : withConditions(view, call, match.where);
    }
    case "event":
    case "netprop":
    case "string": {
      let doubtful: TokenMatch | undefined;
      for (const { call, position } of view.argumentsAt(index)) {
        if (!rule.places.some((place) => place.argument === position && isPlace(view, call, place))) continue;
        const found = withConditions(view, call, match.where);
        if (found?.certain === true) return found;
        doubtful ??= found;
      }
      return doubtful;
    }
    default:
      return undefined;
  }
}

const sure: TokenMatch = { certain: true, call: undefined };

/** Whether a word is another argument of a call that takes the constant elsewhere, as its callback may be. */
function isOtherArgument(view: CodeView, rule: CompiledRule, index: number): boolean {
  const around = view
    .argumentsAt(index)
    .filter(({ call }) => rule.places.some((place) => place.call.includes(call.callee)));
  return (
    around.length > 0 &&
    !around.some(({ call, position }) =>
      rule.places.some((place) => place.argument === position && isPlace(view, call, place)),
    )
  );
}

function isPlace(view: CodeView, call: CodeCall, { call: callees, beside }: StringPlace): boolean {
  if (!callees.includes(call.callee)) return false;
  if (beside === undefined) return true;
  const span = call.arguments[beside.argument - 1];
  return span !== undefined && view.judge(beside.is, span) === true;
}

function withConditions(
  view: CodeView,
  call: CodeCall | undefined,
  conditions: readonly RuleCondition[],
): TokenMatch | undefined {
  let certain = true;
  for (const condition of conditions) {
    const holds = call === undefined ? undefined : holdsFor(view, call, condition);
    if (holds === false) return undefined;
    if (holds === undefined) certain = false;
  }
  return { certain, call };
}

function holdsFor(view: CodeView, call: CodeCall, condition: RuleCondition): boolean | undefined {
  if ("count" in condition) return call.arguments.length === condition.count;
  const span = call.arguments[condition.argument - 1];
  if (span === undefined) return false;
  if ("is" in condition) return view.judge(condition.is, span);
  const text = view.code.slice(span.start, span.end).replace(/\s+/g, "");
  return condition.equals.includes(text);
}

function decide(
  view: CodeView,
  rule: CompiledRule,
  token: CodeToken,
  match: TokenMatch,
  context: CodeContext,
): Hit | undefined {
  const { rule: source } = rule;
  if (isIgnored(view.code, token.start, source.id)) return undefined;
  if (isForAnother(view, rule)) return undefined;
  const isIncluded = isFromInclude(view, rule, token.value, context);
  if (isIncluded === "yes") return undefined;
  const { fix } = source;
  const around = stanceAt(view, context, token.start, token.value, fix?.name);
  if (around === "teaches") return undefined;
  // Only the name inside a string literal is replaced, not its quotes.
  const inner = token.kind === "string" ? innerSpan(view.code, token) : token;
  const start = context.offset + inner.start;
  const end = context.offset + inner.end;
  const name = token.value;
  const isMeant = fix !== undefined && view.isFallback?.(token.index, fix.name) === true;
  const doubt = isMeant ? "condition-unclear" : doubtOf(rule, match, around, isIncluded, context);
  if (doubt !== undefined) return { rule, name, start, end, code: "doubtful", reason: doubt };
  if (source.deprecated && !context.fixDeprecated) return { rule, name, start, end, code: "deprecated" };
  if (fix === undefined) return { rule, name, start, end, code: "reported" };
  if (!fix.dropCall || match.call === undefined) return { rule, name, start, end, after: fix.name };
  if (match.call.arguments.length > 0) return { rule, name, start, end, code: "doubtful", reason: "has-arguments" };
  const close = match.call.close + 1;
  return { rule, name: view.code.slice(token.start, close), start, end: context.offset + close, after: fix.name };
}

/** Why a name that a rule means stays all the same. */
function doubtOf(
  rule: CompiledRule,
  match: TokenMatch,
  around: Stance,
  isIncluded: "perhaps" | "no",
  context: CodeContext,
): DoubtReason | undefined {
  if (around === "unclear") return "teaching-unclear";
  if (!match.certain) return "condition-unclear";
  return doubtOfOrigin(rule, isIncluded, context);
}

/** What the comments and the text around a place say of a name there. */
function stanceAt(view: CodeView, context: CodeContext, at: number, name: string, right: string | undefined): Stance {
  const comments = judgeComments(view.code, view.comments, at, name, right);
  return comments === "uses" ? context.stance(name, right, at) : comments;
}

function innerSpan(code: string, token: CodeToken): { start: number; end: number } {
  const at = code.indexOf(token.value, token.start);
  return at === -1 || at + token.value.length > token.end ? token : { start: at, end: at + token.value.length };
}
