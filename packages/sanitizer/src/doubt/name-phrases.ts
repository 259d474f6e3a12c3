/** What may stand between a verb and the name that is its object: "every call to `Name`". */
const object =
  "(?:(?:the|every|all|any|each|your|this|that|those|these|both|old)\\s+){0,2}(?:(?:calls?|uses?|mentions?|references?)\\s+(?:to|of)\\s+)?[`\"'*_(]*§";

/** Phrases around a name, for which `§` stands, that tell a reader to keep off it or that it is gone. */
const against = [
  `\\b(?:drop|remove|delete|discard|ditch|rename|swap(?:\\s+out)?|get\\s+rid\\s+of|strip|strike)\\s+${object}`,
  // A property may well be changed to a number.
  `\\bchang(?:e|ed|ing)\\s+${object}\\S*\\s+(?:in)?to\\s+(?!\\W*\\d)`,
  `\\b(?:beware|watch\\s+out|look\\s+out|stay\\s+away|steer\\s+clear|keep\\s+away|shy\\s+away|refrain|abstain)\\b[^§]{0,60}§`,
  `(?:line|call|code|part)s?\\s+(?:with|to|of)\\s+[\`"'*_(]*§\\S*\\s+(?:has|have|must|needs?)\\s+(?:to\\s+)?(?:go|be\\s+\\w+ed)\\b`,
  `§\\S*\\s+(?:was|were|is|got|has\\s+been|had\\s+been)\\s+(?:\\w+ly\\s+)?(?:removed|dropped|deleted|retired)\\b`,
].map((pattern) => new RegExp(pattern, "iu"));

/** A word that each of these phrases has: most sentences are done with here. */
const hint =
  /drop|remove|delete|discard|ditch|rename|swap|rid of|strip|strike|chang|has to|must|beware|out|away|clear|refrain|abstain|retired/i;

/**
 * Whether a sentence sets a reader against a name by where it stands, and not by a word that is bad in itself: `Remove every call to
 * SetClientHealth.`
 */
export function isSpokenAgainst(sentence: string, name: string): boolean {
  if (!hint.test(sentence)) return false;
  const marked = sentence.replace(new RegExp(`(?<!\\w)${name}(?!\\w)`, "g"), "§");
  return against.some((pattern) => pattern.test(marked));
}
