/** "Should be `m_flSpeed`", with the name that somebody would rather have. */
const wanted =
  /\b(?:should(?: have)? be(?:en)?|must be|ought to be|needs? to be|should use|must use)\s+["'`]?([A-Za-z_]\w*)/giu;

/** How a name of code is written, where that is no plain word: properties, events, constants and functions differ in it. */
function spelling(name: string): string | undefined {
  if (name.startsWith("m_")) return "property";
  if (/^[a-z\d]+(?:_[a-z\d]+)+$/.test(name)) return "event";
  if (/^[A-Z\d]+(?:_[A-Z\d]+)+$/.test(name)) return "constant";
  return /^[A-Z]+[a-z\d]+[A-Z]/.test(name) ? "function" : undefined;
}

/**
 * Whether a comment beside a name says that another one of its kind should stand there: it is the author of the code who calls the
 * name wrong, and has another right one in mind than the rules have. "Should be 100", or a constant beside a call, speaks of a value.
 */
export function asksForOther(comment: string, name: string): boolean {
  // An event may be a single word, as `pounce`.
  const own = spelling(name) ?? (/^[a-z\d]+$/.test(name) ? "event" : undefined);
  return Array.from(comment.matchAll(wanted)).some(
    ([, other = ""]) => other !== name && own !== undefined && spelling(other) === own,
  );
}
