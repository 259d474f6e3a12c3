import type { PackLanguage, RulePack } from "@tunewright/schema";
import type { LanguageAdapter } from "../languages/language-adapter.ts";
import { createRegexAdapter } from "../languages/regex-adapter.ts";

/**
 * The languages that rules of some packs may name: those that are given, and those that the packs describe themselves. A given one goes
 * before a described one of the same id.
 */
export function languagesOfPacks(
  packs: readonly Pick<RulePack, "languages">[],
  given: readonly LanguageAdapter[],
): readonly LanguageAdapter[] {
  const known = new Map(given.map((adapter) => [adapter.id, adapter]));
  for (const { languages = [] } of packs) {
    for (const language of languages) if (!known.has(language.id)) known.set(language.id, adapterOf(language));
  }
  return [...known.values()];
}

/** The patterns of a described language, by the key that each stands under. */
export function languagePatterns(language: PackLanguage): readonly (readonly [string, string])[] {
  return (["comment", "string", "name", "definition", "assignment"] as const).flatMap((key) => {
    const pattern = language[key];
    return pattern === undefined ? [] : [[key, pattern] as const];
  });
}

function adapterOf({ id, fences, comment, string, name, definition, assignment }: PackLanguage): LanguageAdapter {
  return createRegexAdapter({
    id,
    fences,
    comment: new RegExp(comment),
    string: new RegExp(string),
    ...(name === undefined ? {} : { name: new RegExp(name) }),
    ...(definition === undefined ? {} : { definition: new RegExp(`(?:${definition})\\s*$`) }),
    ...(assignment === undefined ? {} : { assignment: new RegExp(`^\\s*(?:${assignment})`) }),
  });
}
