import type { LanguageRules, CompiledRule } from "../rules/rule-table.ts";
import { isListedAsWrong } from "../doubt/list-lead-in.ts";
import { isTakenBack, judgeSentence, sentenceAround } from "../doubt/teaching.ts";
import { type Hit, inDoubt } from "./hit.ts";
import { isIgnored } from "./ignore-mark.ts";
import { matchCode } from "./match-code.ts";
import { type MentionContext, matchMentions } from "./match-mentions.ts";
import { type OriginContext, standingInWords } from "./name-origin.ts";
import { OtherCode } from "./other-code.ts";
import type { ProsePart } from "./text-parts.ts";

/** What a stretch of words has to be told. */
export interface ProseContext {
  readonly role: string;
  readonly fixDeprecated: boolean;
  /** Whether what is written further down counts. */
  readonly looksAhead: boolean;
  /** Where a name in the words may come from. */
  readonly origin: Omit<OriginContext, "isPartOfPlugin">;
  /** Names that the code keeps since another file of its plugin may have them. */
  readonly ofOtherFiles: ReadonlySet<string>;
  /** Whether the conversation makes a name that of a forward. */
  isAnnounced(name: string): boolean;
  /** False where no trigger stands between two offsets of the message. */
  holds(start: number, end: number): boolean;
}

/**
 * Finds names in the words of a message and in their code spans.
 *
 * @param text The whole message; `part` is the stretch of it.
 */
export function matchProse(text: string, part: ProsePart, rules: LanguageRules, context: ProseContext): Hit[] {
  const { start, end, spans } = part;
  const prose: Prose = { words: text.slice(start, end), start, rules, context };
  const hits: Hit[] = [];
  let at = start;
  for (const span of spans) {
    hits.push(...matchWords(prose, at, span.start), ...matchSpan(prose, span.start, span.end));
    at = span.end;
  }
  hits.push(...matchWords(prose, at, end));
  return leaveOtherCode(prose, hits);
}

/** A stretch of words; offsets count in the message. */
interface Prose {
  readonly words: string;
  readonly start: number;
  readonly rules: LanguageRules;
  readonly context: ProseContext;
}

function matchWords(prose: Prose, from: number, to: number, part: "prose" | "inline" = "prose"): Hit[] {
  const { words, start, rules, context } = prose;
  if (!context.holds(from, to)) return [];
  const { role, fixDeprecated, origin, ofOtherFiles } = context;
  const mentions: MentionContext = {
    role,
    part,
    fixDeprecated,
    around: words,
    offset: from - start,
    base: start,
    standing: (rule: CompiledRule, name: string) =>
      standingInWords(rule, name, origin) ?? (ofOtherFiles.has(name) ? "part-of-plugin" : undefined),
    isTakenBack: (place) => context.looksAhead && isTakenBack(words, place),
  };
  return matchMentions(words.slice(from - start, to - start), rules, mentions);
}

/** A code span: a name alone is a mention of it, anything more is code in a sentence. */
function matchSpan(prose: Prose, from: number, to: number): Hit[] {
  const { words, start, rules, context } = prose;
  if (!context.holds(from, to)) return [];
  const code = words.slice(from - start, to - start);
  if (/^\s*["']?\w+["']?(?:\(\))?;?\s*$/.test(code)) return matchWords(prose, from, to, "inline");
  const isOther = rules.adapter.looksLikeOtherCode?.(code) === true;
  const sentence = sentenceAround(words, from - start, to - start);
  const isKept = (): boolean =>
    (context.looksAhead && isTakenBack(words, to - start)) || isListedAsWrong(words, from - start, false);
  const hits = matchCode(rules.adapter.view(code), rules, {
    role: context.role,
    inline: true,
    offset: from,
    fixDeprecated: context.fixDeprecated,
    ...context.origin,
    detectors: [],
    isAnnounced: (name: string) => context.isAnnounced(name),
    isPartOfPlugin: () => false,
    stance: (wrong: string, right: string | undefined) => {
      const stance = judgeSentence(sentence, wrong, right);
      return stance === "uses" && isKept() ? "unclear" : stance;
    },
  });
  return hits
    .filter((hit) => !isIgnored(words, hit.start - start, hit.rule.rule.id))
    .map((hit) => {
      if (isOther) return inDoubt(hit, "other-language");
      return context.ofOtherFiles.has(hit.name) ? inDoubt(hit, "part-of-plugin") : hit;
    });
}

/** Changes become doubtful in lines of another language's code. */
function leaveOtherCode({ words, start, rules, context }: Prose, hits: Hit[]): Hit[] {
  if (!hits.some(({ after }) => after !== undefined)) return hits;
  const others = new OtherCode(words, rules.adapter, { looksAhead: context.looksAhead });
  return hits.map((hit) =>
    hit.after !== undefined && others.holds(hit.start - start) ? inDoubt(hit, "other-language") : hit,
  );
}
