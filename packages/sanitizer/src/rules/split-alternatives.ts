/**
 * Splits a regular expression at its outermost bars: `a|(b|c)|[|]` has the alternatives `a`, `(b|c)` and `[|]`.
 *
 * An engine that tries a pattern at one place tries its alternatives one after another, and nothing behind them sends it back.
 * So the pattern takes linear time there when each alternative does, and several small questions are answered where a large
 * one is not in any reasonable time.
 *
 * @returns The pattern itself as the only one where it refers back to a group, whose number would change.
 */
export function splitAlternatives(pattern: string): string[] {
  if (/\\(?:[1-9]|k<)/.test(pattern)) return [pattern];
  const alternatives: string[] = [];
  let depth = 0;
  let inClass = false;
  let start = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === "\\") at += 1;
    else if (inClass) inClass = char !== "]";
    else if (char === "[") inClass = true;
    else if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    else if (char === "|" && depth === 0) {
      alternatives.push(pattern.slice(start, at));
      start = at + 1;
    }
  }
  return [...alternatives, pattern.slice(start)];
}
