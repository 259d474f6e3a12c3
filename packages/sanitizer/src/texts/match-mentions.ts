import type { DoubtReason, Hit } from "./hit.ts";
import { isInFormula } from "../doubt/formulas.ts";
import { isListedAsWrong, isListedUnder } from "../doubt/list-lead-in.ts";
import { isIgnored } from "./ignore-mark.ts";
import type { CompiledRule, LanguageRules } from "../rules/rule-table.ts";
import { judgeSentence, paragraphAround, sentenceAround } from "../doubt/teaching.ts";
import { isWord } from "./words.ts";

/** A stretch of plain words in a message: prose, a comment, or a code span that holds only a name. */
export interface MentionContext {
  readonly role: string;
  readonly part: "prose" | "comment" | "inline";
  readonly fixDeprecated: boolean;
  /** The text that sentences are read from, and the offset of the stretch in it. */
  readonly around: string;
  readonly offset: number;
  /** Offset of `around` in the message. */
  readonly base: number;
  /** What the code around the words says of a name that a rule means: `other` where it is another one, or why it may be. */
  standing(rule: CompiledRule, name: string): "other" | DoubtReason | undefined;
  /** Whether what follows the paragraph around an offset in `around` takes it back. */
  isTakenBack(place: number): boolean;
}

const identifier = /[A-Za-z_][A-Za-z0-9_]*/g;

/**
 * Looks for bare names in words.
 *
 * A name counts only as a whole word that is not part of a path or a longer dotted name. The sentence around it decides:
 * a "not", a "wrong" or the right name in the same sentence keeps it.
 */
export function matchMentions(words: string, rules: LanguageRules, context: MentionContext): Hit[] {
  const hits: Hit[] = [];
  for (const match of words.matchAll(identifier)) {
    const candidates = rules.mentions.get(match[0]);
    if (candidates === undefined) continue;
    const start = context.offset + match.index;
    const end = start + match[0].length;
    if (isPartOfPath(context.around, start, end)) continue;
    for (const rule of candidates) {
      const hit = judgeMention(rule, match[0], start, end, context);
      if (hit !== undefined) hits.push(hit);
    }
  }
  return hits;
}

function judgeMention(
  rule: CompiledRule,
  name: string,
  start: number,
  end: number,
  context: MentionContext,
): Hit | undefined {
  const { rule: source } = rule;
  const wanted =
    context.part === "prose" ? rule.inProse : context.part === "inline" ? rule.inInline : rule.tokens.has("comment");
  if (!wanted || !rule.roles.has(context.role) || isIgnored(context.around, start, source.id)) return undefined;
  const sentence = sentenceAround(context.around, start, end);
  if (rule.near !== undefined && !rule.near.test(sentence.replaceAll(name, " "))) {
    // `pounce` in a list below "Events" may be a kind of damage; a name that is no word of English is none.
    if (isPlainWord(name) || context.part === "comment") return undefined;
    if (!isListedUnder(context.around, start, end, rule.near)) return undefined;
  }
  if (context.part !== "inline" && isPlainWord(name) && !isNamedAs(context.around, start, end, rule.near))
    return undefined;
  const { fix } = source;
  const stance = judgeSentence(sentence, name, fix?.name);
  if (stance === "teaches") return undefined;
  const standing = context.standing(rule, name);
  if (standing === "other") return undefined;
  const place = { rule, name, start: context.base + start, end: context.base + end };
  if (stance === "unclear") return { ...place, code: "doubtful", reason: "teaching-unclear" };
  const paragraph = paragraphAround(context.around, start, end);
  if (paragraph !== sentence && judgeSentence(paragraph, name, fix?.name) === "teaches" && fix !== undefined) {
    return { ...place, code: "doubtful", reason: "teaching-unclear" };
  }
  if (
    fix !== undefined &&
    (context.isTakenBack(end) || isListedAsWrong(context.around, start, context.part === "comment"))
  ) {
    return { ...place, code: "doubtful", reason: "teaching-unclear" };
  }
  const isFormula = context.part === "prose" && isInFormula(context.around, start, end);
  if (isFormula || ("where" in source.match && source.match.where.length > 0)) {
    return { ...place, code: "doubtful", reason: "scope-unclear" };
  }
  if (fix === undefined) return undefined;
  if (source.deprecated && !context.fixDeprecated) return undefined;
  if (fix.dropCall) return undefined;
  if (standing !== undefined) return { ...place, code: "doubtful", reason: standing };
  return { ...place, after: fix.name };
}

/** A name that is also a word of English. */
function isPlainWord(name: string): boolean {
  return /^[a-z]+$/.test(name);
}

/** What may stand between a verb and "pounce event"; another word makes it a phrase, as in "the hunter pounce event". */
const article = /^(?:the|a|an|this|that|your|its|each|every|das|dieses|ein|und|and|or|oder)$/i;

/**
 * Whether a plain word stands there as a name: in quotes, or right beside the word for what it names, as in "the pounce event".
 * "A hunter that pounces" is about the game, and so is "a hunter pounce hook".
 */
function isNamedAs(text: string, start: number, end: number, near: RegExp | undefined): boolean {
  if (/["'`]/.test(text.charAt(start - 1)) && text.charAt(start - 1) === text.charAt(end)) return true;
  const before = /(\p{L}+)(?:\s+(?:called|named|of|is))?:?\s+$/u.exec(text.slice(Math.max(0, start - 40), start))?.[1];
  const behind = /^\s+(\p{L}+)/u.exec(text.slice(end, end + 40))?.[1];
  if (near === undefined) return false;
  if (before !== undefined && near.test(before)) return true;
  return behind !== undefined && near.test(behind) && (before === undefined || article.test(before));
}

/** `models/x.mdl`, `foo.bar`, `Foo::bar`, `a-b`: a word that is joined to others is no name of its own. */
function isPartOfPath(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  const joins = (code: number): boolean => code === 47 || code === 92 || code === 46 || code === 45 || code === 58;
  return (
    (joins(before) && (isWord(text.charCodeAt(start - 2)) || text.startsWith("::", start - 2))) ||
    (joins(after) && isWord(text.charCodeAt(end + 1))) ||
    before === 47
  );
}
