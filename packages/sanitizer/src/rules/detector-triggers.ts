import type { CompiledRule } from "./rule-table.ts";
import { isWord } from "../doubt/teaching.ts";

/** Tells which detectors can find something in a text, by the triggers that stand in it. */
export class DetectorTriggers {
  readonly #detectors: readonly CompiledRule[];
  readonly #byWord = new Map<string, CompiledRule[]>();
  readonly #byText: { readonly text: string; readonly rule: CompiledRule }[] = [];

  constructor(detectors: readonly CompiledRule[]) {
    this.#detectors = detectors;
    for (const rule of detectors) {
      for (const word of rule.triggers.words) {
        const list = this.#byWord.get(word);
        if (list === undefined) this.#byWord.set(word, [rule]);
        else list.push(rule);
      }
      for (const text of rule.triggers.literals) this.#byText.push({ text, rule });
    }
  }

  /**
   * The detectors of which a trigger stands at one of the places from `start` to `end`, in the order of the rules.
   *
   * @param places Every place of the text where a trigger of any rule stands.
   */
  among(text: string, places: readonly number[], start: number, end: number): readonly CompiledRule[] {
    if (this.#detectors.length === 0) return [];
    const found = new Set<CompiledRule>();
    for (const place of places) {
      if (place < start || place >= end) continue;
      for (const rule of this.#byWord.get(wordAt(text, place)) ?? []) found.add(rule);
      for (const { text: literal, rule } of this.#byText) if (text.startsWith(literal, place)) found.add(rule);
    }
    return found.size === 0 ? [] : this.#detectors.filter((rule) => found.has(rule));
  }
}

function wordAt(text: string, place: number): string {
  let end = place;
  while (isWord(text.charCodeAt(end))) end += 1;
  return text.slice(place, end);
}
