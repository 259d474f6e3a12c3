import type { CodeView } from "../languages/language-adapter.ts";
import type { CompiledRule, LanguageRules } from "../rules/rule-table.ts";
import { isListedAsWrong } from "../doubt/list-lead-in.ts";
import { judgeComments } from "../doubt/judge-comments.ts";
import { judgeSentence, paragraphAround, sentenceAround, type Stance } from "../doubt/teaching.ts";
import type { Hit } from "./hit.ts";
import { isIgnored } from "./ignore-mark.ts";
import { spanAt } from "./span-at.ts";
import type { CodePart, ProsePart } from "./text-parts.ts";

/** A word in place of what a pattern took, where the text around it is not asked about that by name. */
const STAND_IN = "PatternMatch";
/** So many different texts of one block are asked for by name in the text around it; a pattern can take any number of them. */
const MOST_NAMES = 100;

/** What a pattern in code has to be told. */
export interface CodePatternContext {
  readonly role: string;
  /** What the text around the code says of what was found there. */
  stance(wrong: string, right: string | undefined): Stance;
}

/** What a pattern in words has to be told. */
export interface WordPatternContext {
  readonly role: string;
  /** Whether what follows the paragraph around an offset in the words takes it back. */
  isTakenBack(place: number): boolean;
}

/**
 * Runs the rules that are regular expressions over a piece of code, as plain text.
 *
 * A comment speaks about code; a rule with a fix rewrites one only where its scope names comments. A fix replaces the whole match.
 */
export function matchPatternsInCode(
  text: string,
  part: CodePart,
  rules: LanguageRules,
  context: CodePatternContext,
): Hit[] {
  const hits: Hit[] = [];
  const piece = text.slice(part.start, part.end);
  const asked = new Set<string>();
  let view: CodeView | undefined;
  let read: CodeOutlook | undefined;
  for (const rule of rules.patterns) {
    if (!rule.inCode || !rule.roles.has(context.role)) continue;
    for (const match of matchesOf(rule, piece)) {
      // Code is read only where there is something to judge.
      view ??= part.adapter.view(part.code);
      read ??= { tokens: view.tokens, comments: view.comments };
      if (!isWanted(rule, read, match.index)) continue;
      const [wrong, right] = asked.size < MOST_NAMES ? namesOf(rule, match[0]) : [STAND_IN, undefined];
      asked.add(wrong);
      const comments = judgeComments(part.code, read.comments, match.index, wrong, right);
      const stance = comments === "uses" ? context.stance(wrong, right) : comments;
      hits.push(...hitsOf(rule, match[0], part.start + match.index, stance));
    }
  }
  view?.release?.();
  return hits;
}

/** Runs them over words: over all of them where a rule's scope names prose, and over the code spans in them where it names those. */
export function matchPatternsInWords(
  text: string,
  { start, end, spans }: ProsePart,
  rules: LanguageRules,
  context: WordPatternContext,
): Hit[] {
  const hits: Hit[] = [];
  const words = text.slice(start, end);
  for (const rule of rules.patterns) {
    if (!(rule.inProse || rule.inInline) || !rule.roles.has(context.role)) continue;
    for (const match of matchesOf(rule, words)) {
      const at = match.index;
      const until = at + match[0].length;
      const span = spanAt(spans, start + at);
      const isInSpan = span !== undefined && start + until <= span.end;
      if (!(isInSpan ? rule.inInline : rule.inProse)) continue;
      const [, right] = namesOf(rule, match[0]);
      const stance = stanceInWords(words, at, match[0], right, context);
      // Words may well speak of what is only reported; whoever reads the finding sees it.
      const isKept = stance === "teaches" && rule.rule.fix === undefined;
      hits.push(...hitsOf(rule, match[0], start + at, isKept ? "unclear" : stance));
    }
  }
  return hits;
}

/** What of code is asked for each match: a view may make its lists anew whenever it is asked for them. */
type CodeOutlook = Pick<CodeView, "tokens" | "comments">;

function* matchesOf({ pattern, rule }: CompiledRule, piece: string): Generator<RegExpExecArray> {
  if (pattern === undefined) return;
  for (const match of piece.matchAll(pattern)) {
    if (match[0] !== "" && !isIgnored(piece, match.index, rule.id)) yield match;
  }
}

/** Whether a rule may touch what stands at an offset; one that only reports may look anywhere, unless its scope says otherwise. */
function isWanted({ rule, tokens }: CompiledRule, read: CodeOutlook, at: number): boolean {
  if (rule.scope.tokens === undefined && rule.fix === undefined) return true;
  if (spanAt(read.comments, at) !== undefined) return tokens.has("comment");
  return spanAt(read.tokens, at)?.kind === "string"
    ? tokens.has("string")
    : tokens.has("identifier") || tokens.has("preprocessor");
}

/** What was found and what is right, without the signs at their end: a sentence that speaks of a call may leave out its bracket. */
function namesOf({ rule: { fix } }: CompiledRule, match: string): [string, string | undefined] {
  return fix === undefined ? [STAND_IN, undefined] : [nameIn(match), nameIn(fix.name)];
}

function nameIn(text: string): string {
  return /\w[^]*\w/.exec(text)?.[0] ?? text;
}

function stanceInWords(
  words: string,
  at: number,
  match: string,
  right: string | undefined,
  context: WordPatternContext,
): Stance {
  const until = at + match.length;
  const sentence = sentenceAround(words, at, until);
  // The signs of a match would cut the sentence into clauses, so a word stands for it.
  const judge = (text: string): Stance => judgeSentence(text.replaceAll(match, ` ${STAND_IN} `), STAND_IN, right);
  const stance = judge(sentence);
  if (stance !== "uses" || right === undefined) return stance;
  const paragraph = paragraphAround(words, at, until);
  const isDoubtful =
    (paragraph !== sentence && judge(paragraph) === "teaches") ||
    context.isTakenBack(until) ||
    isListedAsWrong(words, at, false);
  return isDoubtful ? "unclear" : "uses";
}

/** What is shown as wrong is no finding. Of one that is only reported the rule is named: what a pattern catches can be a secret. */
function hitsOf(rule: CompiledRule, match: string, at: number, stance: Stance): Hit[] {
  if (stance === "teaches") return [];
  const { fix, id } = rule.rule;
  const place = { rule, start: at, end: at + match.length, name: fix === undefined ? id : match };
  if (stance === "unclear") return [{ ...place, code: "doubtful", reason: "teaching-unclear" }];
  return [fix === undefined ? { ...place, code: "reported" } : { ...place, after: fix.name }];
}
