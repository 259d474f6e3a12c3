// Over 300 lines: one walk over a message, whose code, code spans and words share the same few answers.
import { BlockStances } from "../doubt/block-stances.ts";
import { BlockSurroundings } from "../doubt/block-surroundings.ts";
import type { Hit } from "./hit.ts";
import { inDoubt, settleHits } from "./hit.ts";
import { applyEdits, type TextEdit } from "../records/json-text-span.ts";
import type { CodeSpan, CodeView } from "../languages/language-adapter.ts";
import { type CodeContext, matchCode } from "./match-code.ts";
import { standingOf } from "./name-origin.ts";
import { matchMentions } from "./match-mentions.ts";
import { matchProse } from "./match-prose.ts";
import { isPartOfPlugin, isWholeProgram } from "../doubt/part-of-plugin.ts";
import { piecesOfPart } from "../doubt/pieces-of-file.ts";
import { matchPatternsInCode, matchPatternsInWords } from "./match-patterns.ts";
import type { CompiledRule, LanguageRules, RuleTable } from "../rules/rule-table.ts";
import { isTakenBack } from "../doubt/teaching.ts";
import { mentions } from "./words.ts";
import { announcesForward, definesName, namesWhatIsDefinedIn } from "../languages/text-defines.ts";
import { includesIn } from "../languages/text-includes.ts";
import { type CodePart, type ProsePart, splitText, type TextParts } from "./text-parts.ts";
import { firstFrom } from "./first-from.ts";
import { requireTable, requireText } from "../require-arguments.ts";
import { findTriggers } from "../scanner/trigger-scan.ts";

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
  /** Whether the other messages of the conversation define a name in their code. */
  readonly isDefinedElsewhere?: (name: string) => boolean;
  /** Whether the conversation makes a name that of a forward; left out, whether this text does. */
  readonly isAnnounced?: (name: string) => boolean;
  /** Names of the files that code of the conversation includes; left out, those of this text. */
  readonly includesElsewhere?: () => readonly string[];
  /** Whether somebody else of the conversation wrote a piece of code, and it is quoted here. */
  readonly isQuoted?: (code: string) => boolean;
  /** Whether a later message complains of a name that would be repaired. */
  readonly isComplainedOf?: (wrong: string, right: string) => boolean;
  /**
   * Whether what is written further down counts: a definition in a later block, a paragraph that takes the last one back.
   * A text that is sent while it grows cannot wait for that.
   *
   * @default true
   */
  readonly looksAhead?: boolean;
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
  requireText(text, "sanitizeText", "the text of one message");
  requireTable(table, "sanitizeText");
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

/** Options for {@link findHits}. */
export interface FindHitsOptions extends SanitizeTextOptions {
  /** Where triggers stand, in order, for a caller that has looked for them already. */
  readonly places?: readonly number[];
}

/** Finds what the rules have to say about a text, overlaps settled. */
export function findHits(text: string, table: RuleTable, options: FindHitsOptions = {}): readonly Hit[] {
  if (table.languages.length === 0) return [];
  const places = table.scansAll ? undefined : (options.places ?? findTriggers(text, table.triggerTable));
  if (places?.length === 0) return [];
  return new TextScan(text, splitText(text, table.adapters), table, options, places).run();
}

/** As {@link findHits}, for a text that is already cut into parts whose code was read. */
export function findHitsInParts(
  text: string,
  parts: TextParts,
  table: RuleTable,
  views: ReadonlyMap<CodePart, CodeView>,
): readonly Hit[] {
  return new TextScan(text, parts, table, {}, undefined, views).run();
}

const nothing: readonly CodeSpan[] = [];
/** So many blocks are asked one by one, all but that of the name itself: reading that one is what costs, and mostly there is no other. */
const FEW = 16;
const isNot = (): boolean => false;

class TextScan {
  readonly #text: string;
  readonly #parts: TextParts;
  readonly #table: RuleTable;
  readonly #role: string;
  readonly #fixDeprecated: boolean;
  readonly #places: readonly number[] | undefined;
  readonly #views: ReadonlyMap<CodePart, CodeView> | undefined;
  readonly #options: SanitizeTextOptions;
  readonly #looksAhead: boolean;
  readonly #surroundings: BlockSurroundings;
  readonly #hits: Hit[] = [];
  readonly #stances: BlockStances;
  #partsOfPlugins: Map<CodePart, boolean> | undefined;
  readonly #piecesOfPart = new Map<LanguageRules, ReadonlySet<CodePart>>();
  /** Names that the code keeps since another file of its plugin may have them; words are read when all code was. */
  #ofOtherFiles: ReadonlySet<string> = new Set();
  #ownIncludes: readonly string[] | undefined;
  #forAnother: readonly CodePart[] | undefined;
  readonly #announced = new Map<string, boolean>();
  /** Answers of {@link TextScan.#definingBlocks}. */
  #definitions: Map<string, readonly CodePart[]> | undefined;

  /**
   * @param places Where triggers stand; parts without one are passed by. Left out, every part is looked at.
   * @param views Of code that was read already.
   */
  constructor(
    text: string,
    parts: TextParts,
    table: RuleTable,
    options: SanitizeTextOptions,
    places: readonly number[] | undefined,
    views?: ReadonlyMap<CodePart, CodeView>,
  ) {
    this.#text = text;
    this.#parts = parts;
    this.#surroundings = new BlockSurroundings(text, parts);
    this.#table = table;
    this.#role = options.role ?? "assistant";
    this.#fixDeprecated = options.fixDeprecated ?? false;
    this.#places = places;
    this.#views = views;
    this.#options = options;
    this.#looksAhead = options.looksAhead ?? true;
    this.#stances = new BlockStances(text, parts, this.#surroundings, this.#looksAhead);
  }

  run(): readonly Hit[] {
    for (const part of this.#parts.code) {
      const rules = this.#table.languages.find(({ adapter }) => adapter === part.adapter);
      if (rules === undefined || !this.#holds(part.start, part.end)) continue;
      const { detectors, places } =
        this.#places === undefined
          ? { detectors: rules.detectors, places: undefined }
          : rules.sorter.sort(this.#text, this.#places, part);
      if (places?.length === 0 && detectors.length === 0) continue;
      const context = this.#contextOf(part, rules, detectors);
      for (const view of this.#viewsOf(part, detectors, places)) {
        this.#code(part, view, rules, context, places);
        if (this.#views === undefined) view.release?.();
      }
    }
    this.#ofOtherFiles = new Set(this.#hits.flatMap(({ reason, name }) => (reason === "part-of-plugin" ? [name] : [])));
    for (const rules of this.#table.languages) {
      for (const part of this.#parts.prose)
        if (this.#holds(part.start, part.end)) this.#hits.push(...this.#prose(part, rules));
      if (rules.patterns.length > 0) this.#patterns(rules);
    }
    const { isComplainedOf } = this.#options;
    const hits = settleHits(this.#hits);
    if (isComplainedOf === undefined) return hits;
    return hits.map((hit) => (hit.after !== undefined && isComplainedOf(hit.name, hit.after) ? inDoubt(hit) : hit));
  }

  #patterns(rules: LanguageRules): void {
    const role = this.#role;
    for (const part of this.#parts.code) {
      if (part.adapter !== rules.adapter) continue;
      const stance = (wrong: string, right: string | undefined) => this.#stances.of(part, wrong, right);
      const hits = matchPatternsInCode(this.#text, part, rules, { role, stance });
      this.#hits.push(...this.#unlessShown(part, hits));
    }
    for (const part of this.#parts.prose) {
      const words = this.#text.slice(part.start, part.end);
      const isGivenUp = (place: number): boolean => this.#looksAhead && isTakenBack(words, place);
      this.#hits.push(...matchPatternsInWords(this.#text, part, rules, { role, isTakenBack: isGivenUp }));
    }
  }

  #holds(start: number, end: number): boolean {
    if (this.#places === undefined) return true;
    return (this.#places[firstFrom(this.#places, start)] ?? end) < end;
  }

  #viewsOf(
    part: CodePart,
    detectors: readonly CompiledRule[],
    places: readonly number[] | undefined,
  ): Iterable<CodeView> {
    const known = this.#views?.get(part);
    if (known !== undefined) return [known];
    // A detector looks at whole functions and at what they call.
    if (places !== undefined && detectors.length === 0) {
      const inside = places.map((place) => place - part.start);
      const windows = part.adapter.windows?.(part.code, inside);
      if (windows !== undefined) return windows;
    }
    return [part.adapter.view(part.code)];
  }

  /** What the rules may ask about the text around a part. */
  #contextOf(part: CodePart, rules: LanguageRules, detectors: readonly CompiledRule[]): CodeContext {
    const isDefinedElsewhere = (name: string): boolean => this.#isDefined(name, part.start);
    let isWhole: boolean | undefined;
    return {
      role: this.#role,
      inline: false,
      offset: part.start,
      fixDeprecated: this.#fixDeprecated,
      index: this.#table.index,
      detectors,
      isDefinedElsewhere,
      isAnnounced: (name: string) => this.#isAnnounced(name),
      includesElsewhere: () => {
        isWhole ??= isWholeProgram(part);
        return isWhole ? [] : this.#includes(part.start);
      },
      isPartOfPlugin: () => this.#isPartOfPlugin(part, rules, isDefinedElsewhere),
      isBesideAnother: () => {
        isWhole ??= isWholeProgram(part);
        return this.#isBesideAnother(part.start, rules, isWhole ? part : undefined);
      },
      stance: (wrong: string, right: string | undefined) => this.#stances.of(part, wrong, right),
    };
  }

  #code(
    part: CodePart,
    view: CodeView,
    rules: LanguageRules,
    context: CodeContext,
    places: readonly number[] | undefined,
  ): void {
    for (const hit of this.#unlessShown(part, matchCode(view, rules, context))) this.#hits.push(hit);
    for (const { start, end } of commentsOf(part, view, places)) {
      this.#hits.push(
        ...matchMentions(part.code.slice(start, end), rules, {
          role: this.#role,
          part: "comment",
          fixDeprecated: this.#fixDeprecated,
          around: part.code,
          offset: start,
          base: part.start,
          standing: (rule, name) => standingOf(view, rule, name, context),
          isTakenBack: () => false,
        }),
      );
    }
  }

  #isPartOfPlugin(part: CodePart, rules: LanguageRules, isDefinedElsewhere: (name: string) => boolean): boolean {
    this.#partsOfPlugins ??= new Map();
    let isPart = this.#partsOfPlugins.get(part);
    if (isPart === undefined) {
      isPart =
        isPartOfPlugin(part, rules, { index: this.#table.index, isDefinedElsewhere }) ||
        this.#isPieceOfPart(part, rules);
      this.#partsOfPlugins.set(part, isPart);
    }
    return isPart;
  }

  /** Whether a block is a piece of a file that this text shows block by block, and that file is a part of a larger plugin. */
  #isPieceOfPart(part: CodePart, rules: LanguageRules): boolean {
    if (this.#parts.code.length < 2) return false;
    const names = { index: this.#table.index, isDefinedElsewhere: this.#options.isDefinedElsewhere ?? isNot };
    if (!this.#looksAhead) {
      const before = this.#parts.code.filter(({ start }) => start <= part.start);
      return before.length <= FEW && piecesOfPart(before, rules, names).has(part);
    }
    const pieces = this.#piecesOfPart.get(rules) ?? piecesOfPart(this.#parts.code, rules, names);
    this.#piecesOfPart.set(rules, pieces);
    return pieces.has(part);
  }

  /**
   * Whether a block of this text that does not begin at an offset is code of the same language for another platform.
   *
   * @param whole What begins there, if it looks like all of a plugin: it still is a part where it names what the other block defines.
   */
  #isBesideAnother(at: number, { adapter }: LanguageRules, whole?: CodePart): boolean {
    this.#forAnother ??= this.#parts.code.filter((part) => part.adapter.isForAnother?.(part.code) === true);
    return this.#forAnother.some(
      (part) =>
        part.adapter === adapter &&
        (part.start < at || (this.#looksAhead && part.start > at)) &&
        (whole === undefined || namesWhatIsDefinedIn(part, whole)),
    );
  }

  /** Changes become doubtful in a block that is quoted from somebody else, or where they would make it the same as another one. */
  #unlessShown(part: CodePart, hits: readonly Hit[]): readonly Hit[] {
    if (!hits.some(({ after }) => after !== undefined)) return hits;
    return this.#isDiscussed(part, hits) || this.#wouldBeTwin(part, hits) ? hits.map((hit) => inDoubt(hit)) : hits;
  }

  /** Whether a block is quoted from somebody else in a message that has something better to show, or that names the right form. */
  #isDiscussed(part: CodePart, hits: readonly Hit[]): boolean {
    if (this.#options.isQuoted?.(part.code) !== true) return false;
    const rest = this.#text.slice(0, part.start) + this.#text.slice(part.end);
    return this.#parts.code.length > 1 || hits.some(({ after }) => after !== undefined && mentions(rest, after));
  }

  #wouldBeTwin(part: CodePart, hits: readonly Hit[]): boolean {
    if (this.#parts.code.length < 2) return false;
    const edits = hitEdits(settleHits(hits)).map(({ start, end, after }) => ({
      start: start - part.start,
      end: end - part.start,
      after,
    }));
    return this.#surroundings.hasTwin(part, applyEdits(part.code, edits), this.#looksAhead);
  }

  /** Whether a block of this text other than the one at an offset, or another message, defines a name. */
  #isDefined(name: string, at: number): boolean {
    const blocks = this.#parts.code;
    const isBeside = ({ start }: CodePart): boolean => start < at || (this.#looksAhead && start > at);
    const isHere =
      blocks.length <= FEW
        ? blocks.some((part) => isBeside(part) && definesName(part, name))
        : this.#definingBlocks(name).some(isBeside);
    return isHere || (this.#options.isDefinedElsewhere?.(name) ?? false);
  }

  /** The blocks that define a name, worked out once for many: the first two, since with one of them every other block can be answered. */
  #definingBlocks(name: string): readonly CodePart[] {
    const known = this.#definitions?.get(name);
    if (known !== undefined) return known;
    const found: CodePart[] = [];
    for (const part of this.#parts.code) {
      if (definesName(part, name)) found.push(part);
      if (found.length === 2) break;
    }
    (this.#definitions ??= new Map()).set(name, found);
    return found;
  }

  #isAnnounced(name: string): boolean {
    const elsewhere = this.#options.isAnnounced?.(name);
    if (elsewhere !== undefined) return elsewhere;
    let isAnnounced = this.#announced.get(name);
    if (isAnnounced === undefined) {
      isAnnounced = announcesForward(this.#text, name);
      this.#announced.set(name, isAnnounced);
    }
    return isAnnounced;
  }

  /** What code around an offset includes, in this text or the others. */
  #includes(at: number): readonly string[] {
    const elsewhere = this.#options.includesElsewhere?.();
    if (elsewhere !== undefined) return elsewhere;
    if (!this.#looksAhead) return includesIn(this.#text.slice(0, at));
    this.#ownIncludes ??= includesIn(this.#text);
    return this.#ownIncludes;
  }

  #prose(part: ProsePart, rules: LanguageRules): readonly Hit[] {
    return matchProse(this.#text, part, rules, {
      role: this.#role,
      fixDeprecated: this.#fixDeprecated,
      looksAhead: this.#looksAhead,
      origin: {
        index: this.#table.index,
        isDefinedElsewhere: (name: string) => this.#isDefined(name, part.start),
        includesElsewhere: () => this.#includes(part.start),
        isBesideAnother: () => this.#isBesideAnother(part.start, rules),
      },
      ofOtherFiles: this.#ofOtherFiles,
      isAnnounced: (name: string) => this.#isAnnounced(name),
      holds: (start: number, end: number) => this.#holds(start, end),
    });
  }
}

/** The comments that may hold a name. */
function commentsOf(part: CodePart, view: CodeView, places: readonly number[] | undefined): readonly CodeSpan[] {
  if (places === undefined) return view.comments;
  let comments: Map<number, CodeSpan> | undefined;
  const from = view.span === undefined ? 0 : firstFrom(places, part.start + view.span.start);
  const to = view.span === undefined ? places.length : firstFrom(places, part.start + view.span.end);
  for (let index = from; index < to; index += 1) {
    const comment = view.commentAt((places[index] as number) - part.start);
    if (comment !== undefined) (comments ??= new Map()).set(comment.start, comment);
  }
  return comments === undefined ? nothing : [...comments.values()];
}
