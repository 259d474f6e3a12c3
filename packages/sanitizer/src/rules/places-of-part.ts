import type { LanguageAdapter } from "../languages/language-adapter.ts";
import type { CompiledRule } from "./rule-table.ts";
import { firstFrom } from "../texts/first-from.ts";
import { endOfWord } from "../texts/words.ts";

/** What the rules of a language have to look at in a piece of code. */
export interface PlacesOfPart {
  /** The detectors that may find something, in the order of the rules. */
  readonly detectors: readonly CompiledRule[];
  /** The places of names that a rule may mean. */
  readonly places: readonly number[];
}

/**
 * Tells of the places where triggers stand which ones a rule can mean at all, so that code is not read for the others: most triggers of
 * detectors stand in code that is plainly right, and a method is wrong only on objects of some types.
 */
export class PlaceSorter {
  readonly #adapter: LanguageAdapter;
  readonly #detectors: readonly CompiledRule[];
  readonly #detectorsByWord: ReadonlyMap<string, readonly CompiledRule[]>;
  readonly #detectorTexts: readonly { readonly text: string; readonly rule: CompiledRule }[];
  readonly #membersByWord: ReadonlyMap<string, readonly CompiledRule[]>;
  /** Words with which names of all other rules begin, and texts that may stand in a word. */
  readonly #otherWords: ReadonlySet<string>;
  readonly #otherTexts: readonly string[];

  /** @param rules The rules of one language. */
  constructor(adapter: LanguageAdapter, rules: readonly CompiledRule[]) {
    const of = (...kinds: string[]): CompiledRule[] => rules.filter(({ rule }) => kinds.includes(rule.match.kind));
    const others = rules.filter(({ rule: { match } }) => match.kind !== "detector" && match.kind !== "member");
    this.#adapter = adapter;
    this.#detectors = of("detector");
    this.#detectorsByWord = byWord(this.#detectors);
    this.#detectorTexts = this.#detectors.flatMap((rule) => rule.triggers.literals.map((text) => ({ text, rule })));
    this.#membersByWord = byWord(of("member"));
    this.#otherWords = new Set(others.flatMap(({ triggers }) => triggers.words.map((word) => wordAt(word, 0))));
    this.#otherTexts = others.flatMap(({ triggers }) => triggers.literals);
  }

  /**
   * @param text The whole text.
   * @param places Every place of it where a trigger of any rule stands.
   * @param part Where the code lies in it; `code` is without what the lines of a block have before them.
   */
  sort(
    text: string,
    places: readonly number[],
    part: { readonly start: number; readonly end: number; readonly code: string },
  ): PlacesOfPart {
    const { start, code } = part;
    const found = new Set<CompiledRule>();
    const kept: number[] = [];
    for (let index = firstFrom(places, start); index < places.length; index += 1) {
      const place = places[index] as number;
      if (place >= part.end) break;
      const word = wordAt(text, place);
      const isDetectors = this.#noteDetectors(code, place - start, word, found);
      const members = this.#membersByWord.get(word);
      const isOthers = this.#otherWords.has(word) || this.#otherTexts.some((other) => text.startsWith(other, place));
      if (isOthers || (members === undefined ? !isDetectors : this.#mayBeOf(members, code, place - start)))
        kept.push(place);
    }
    const detectors = found.size === 0 ? [] : this.#detectors.filter((rule) => found.has(rule));
    return { detectors, places: kept };
  }

  /** Whether a detector has the place for its trigger. */
  #noteDetectors(code: string, at: number, word: string, found: Set<CompiledRule>): boolean {
    const rules = this.#detectorsByWord.get(word);
    if (rules !== undefined) for (const rule of rules) this.#note(rule, code, at, found);
    let isTrigger = rules !== undefined;
    for (const { text, rule } of this.#detectorTexts) {
      if (!code.startsWith(text, at)) continue;
      this.#note(rule, code, at, found);
      isTrigger = true;
    }
    return isTrigger;
  }

  #note(rule: CompiledRule, code: string, at: number, found: Set<CompiledRule>): void {
    const { match } = rule.rule;
    if (found.has(rule) || match.kind !== "detector") return;
    if (this.#adapter.detectors[match.detector]?.mayFind?.(code, at) ?? true) found.add(rule);
  }

  #mayBeOf(members: readonly CompiledRule[], code: string, at: number): boolean {
    return members.some(({ types }) => this.#adapter.mayBeMemberOf?.(code, at, types) ?? true);
  }
}

function byWord(rules: readonly CompiledRule[]): ReadonlyMap<string, readonly CompiledRule[]> {
  const words = new Map<string, CompiledRule[]>();
  for (const rule of rules) {
    for (const name of rule.triggers.words) {
      const word = wordAt(name, 0);
      const list = words.get(word);
      if (list === undefined) words.set(word, [rule]);
      else list.push(rule);
    }
  }
  return words;
}

function wordAt(text: string, place: number): string {
  return text.slice(place, endOfWord(text, place));
}
