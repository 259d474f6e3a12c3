const opening = /^[^\p{L}\p{N}]*(?:do not|don['’]?t|never)\s+(do|write|copy|use|call|try)\s+(\S.*)$/isu;
/** What points at code: "don't do this", "never like that". */
const points =
  /^(?:this|that|it|these|those|them|such|so|like|as|either|both|any of|the (?:following|above|below))\b/iu;
/** Names of code, and words for what has one. */
const namesCode =
  /[`"'(]\w|\w\(|[a-z][A-Z]|\w_\w|\b(?:code|versions?|examples?|approach|apis?|names?|events?|functions?|natives?|usage|calls?|snippets?|patterns?|forms?|syntax|methods?|properties|property|netprops?|props?|constants?|defines?|forwards?)\b/u;

/**
 * Whether a comment that begins with "don't" says what the program is not to do, as "Don't write to the file twice" does, and
 * nothing of how the code below it is written: `plain` where it is so, `perhaps` where it may be advice about code.
 */
export function plainInstruction(comment: string): "plain" | "perhaps" | "no" {
  const [, verb, object] = opening.exec(comment) ?? [];
  if (verb === undefined || object === undefined || /[:：]\s*$/u.test(comment)) return "no";
  if (points.test(object) || namesCode.test(object)) return "no";
  return /^(?:do|write|copy)$/i.test(verb) ? "plain" : "perhaps";
}
