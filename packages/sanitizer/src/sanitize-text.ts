import type { Hit } from "./hit.ts";
import { settleHits } from "./hit.ts";
import { applyEdits, type TextEdit } from "./json-text-span.ts";
import type { CodeView } from "./language-adapter.ts";
import { matchCode } from "./match-code.ts";
import { matchMentions } from "./match-mentions.ts";
import { matchPatterns } from "./match-patterns.ts";
import type { LanguageRules, RuleTable } from "./rule-table.ts";
import { findCodeSpans } from "./find-code-spans.ts";
import { judgeAftermath, judgeLeadIn, judgeSentence, mentions, type Stance, sentenceAround } from "./teaching.ts";
import { type CodePart, splitText, type TextParts } from "./text-parts.ts";

/** Options for {@link sanitizeText}. */
export interface SanitizeTextOptions {
  /**
   * Who says the text; rules apply to the roles they name.
   *
   * @default "assistant"
   */
  readonly role?: string;
  /**
   * Whether calls that are deprecated but legal are rewritten as well.
   *
   * @default false
   */
  readonly fixDeprecated?: boolean;
}

/** A text after the rules. */
export interface SanitizedText {
  readonly text: string;
  /** Every change and finding, in order, with offsets in the text as it was given. */
  readonly hits: readonly Hit[];
}

/**
 * Applies rules to the text of one message: its code, its code spans and, where a rule asks for it, its prose.
 *
 * @example Repair a name in code and leave the lesson alone
 * ```ts
 * sanitizeText("Not `RandomFloat`, but:\n```sourcepawn\nfloat x = RandomFloat(0.0, 1.0);\n```", table).text;
 * ```
 */
export function sanitizeText(text: string, table: RuleTable, options: SanitizeTextOptions = {}): SanitizedText {
  const hits = findHits(text, table, options);
  if (hits.length === 0) return { text, hits };
  return { text: applyEdits(text, hitEdits(hits)), hits };
}

/** The changes among hits, as edits. */
export function hitEdits(hits: readonly Hit[]): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { start, end, after } of hits) if (after !== undefined) edits.push({ start, end, after });
  return edits;
}

/** Finds what the rules have to say about a text, overlaps settled. */
export function findHits(text: string, table: RuleTable, options: SanitizeTextOptions = {}): readonly Hit[] {
  if (table.languages.length === 0) return [];
  const parts = splitText(
    text,
    table.languages.map(({ adapter }) => adapter),
  );
  return findHitsInParts(text, parts, table, options);
}

/** As {@link findHits}, for a text that is already cut into parts. */
export function findHitsInParts(
  text: string,
  parts: TextParts,
  table: RuleTable,
  options: SanitizeTextOptions & { readonly views?: ReadonlyMap<CodePart, CodeView> } = {},
): readonly Hit[] {
  const scan = new TextScan(text, parts, table, options.role ?? "assistant", options.fixDeprecated ?? false);
  return scan.run(options.views);
}

class TextScan {
  readonly #text: string;
  readonly #parts: TextParts;
  readonly #table: RuleTable;
  readonly #role: string;
  readonly #fixDeprecated: boolean;
  readonly #hits: Hit[] = [];

  constructor(text: string, parts: TextParts, table: RuleTable, role: string, fixDeprecated: boolean) {
    this.#text = text;
    this.#parts = parts;
    this.#table = table;
    this.#role = role;
    this.#fixDeprecated = fixDeprecated;
  }

  run(views: ReadonlyMap<CodePart, CodeView> | undefined): readonly Hit[] {
    for (const part of this.#parts.code) {
      const rules = this.#table.languages.find(({ adapter }) => adapter === part.adapter);
      if (rules === undefined) continue;
      this.#code(part, views?.get(part) ?? part.adapter.view(part.code), rules);
    }
    for (const rules of this.#table.languages) {
      for (const { start, end } of this.#parts.prose) this.#prose(start, end, rules);
      this.#hits.push(...matchPatterns(this.#text, this.#parts, rules, this.#role));
    }
    return settleHits(this.#hits);
  }

  #code(part: CodePart, view: CodeView, rules: LanguageRules): void {
    const context = {
      role: this.#role,
      inline: false,
      offset: part.start,
      fixDeprecated: this.#fixDeprecated,
      index: this.#table.index,
      stance: (wrong: string, right: string | undefined) => this.#stanceAround(part, wrong, right),
    };
    this.#hits.push(...matchCode(view, rules, context));
    for (const comment of view.comments) {
      this.#hits.push(
        ...matchMentions(part.code.slice(comment.start, comment.end), rules, {
          role: this.#role,
          part: "comment",
          fixDeprecated: this.#fixDeprecated,
          around: part.code,
          offset: comment.start,
          base: part.start,
        }),
      );
    }
  }

  /** What the prose around a block of code says of a name in it: its lead-in, what was said before, and what follows. */
  #stanceAround(part: CodePart, wrong: string, right: string | undefined): Stance {
    const leadIn = judgeLeadIn(part.leadIn, wrong);
    if (leadIn !== "uses") return leadIn;
    const aftermath = judgeAftermath(firstSentence(this.#text, part.after), wrong, right);
    if (aftermath !== "uses") return aftermath;
    for (const { start, end } of this.#parts.prose) {
      if (end > part.start) break;
      const prose = this.#text.slice(start, end);
      if (!mentions(prose, wrong)) continue;
      for (let at = prose.indexOf(wrong); at !== -1; at = prose.indexOf(wrong, at + 1)) {
        if (judgeSentence(sentenceAround(prose, at, at + wrong.length), wrong, right) === "teaches") return "unclear";
      }
    }
    return "uses";
  }

  #prose(start: number, end: number, rules: LanguageRules): void {
    const prose = this.#text.slice(start, end);
    const shared = { role: this.#role, fixDeprecated: this.#fixDeprecated, around: prose, base: start };
    let at = 0;
    for (const span of findCodeSpans(prose, 0, prose.length)) {
      this.#words(prose, at, span.start, rules, shared);
      this.#span(prose, span.start, span.end, rules, shared);
      at = span.end;
    }
    this.#words(prose, at, prose.length, rules, shared);
  }

  #words(prose: string, from: number, to: number, rules: LanguageRules, shared: SharedContext): void {
    this.#hits.push(...matchMentions(prose.slice(from, to), rules, { ...shared, part: "prose", offset: from }));
  }

  #span(prose: string, from: number, to: number, rules: LanguageRules, shared: SharedContext): void {
    const code = prose.slice(from, to);
    if (/^\s*["']?\w+["']?(?:\(\))?;?\s*$/.test(code)) {
      this.#hits.push(...matchMentions(code, rules, { ...shared, part: "inline", offset: from }));
      return;
    }
    const sentence = sentenceAround(prose, from, to);
    const context = {
      role: this.#role,
      inline: true,
      offset: shared.base + from,
      fixDeprecated: this.#fixDeprecated,
      index: this.#table.index,
      stance: (wrong: string, right: string | undefined) => judgeSentence(sentence, wrong, right),
    };
    this.#hits.push(...matchCode(rules.adapter.view(code), rules, context));
  }
}

interface SharedContext {
  readonly role: string;
  readonly fixDeprecated: boolean;
  readonly around: string;
  readonly base: number;
}

/** How far behind a block of code its first sentence is looked for. */
const AFTERMATH = 400;

function firstSentence(text: string, from: number): string {
  return text.slice(from, firstSentenceEnd(text, from) ?? text.length).trim();
}

/** The end of the first sentence at or behind `from`; `undefined` while the text breaks off before it is certain. */
export function firstSentenceEnd(text: string, from: number): number | undefined {
  const window = text.slice(from, from + AFTERMATH);
  const words = window.search(/\S/);
  if (words === -1) return window.length < AFTERMATH ? undefined : from + AFTERMATH;
  const edge = window.slice(words).search(/[.!?](?=\s)|[。！？]|\n[ \t]*\r?\n|\n(?=```|~~~)/);
  if (edge !== -1) return from + words + edge + 1;
  return window.length < AFTERMATH ? undefined : from + AFTERMATH;
}
