const mark = /tunewright-ignore(?::\s*([\w./-]+(?:\s*,\s*[\w./-]+)*))?/g;

/** The text that was asked about last; its hits come one after the other. */
let lastText: { readonly text: string; readonly isMarked: boolean } | undefined;

/**
 * Whether a `tunewright-ignore: rule-id` on the same line, or alone on the line above, keeps a rule away from a place.
 *
 * Without ids the mark keeps every rule away.
 */
export function isIgnored(text: string, at: number, rule: string): boolean {
  // The hyphen is looked for first: it is rare, where the first letter is everywhere.
  if (lastText?.text !== text)
    lastText = { text, isMarked: text.includes("-ignore") && text.includes("tunewright-ignore") };
  if (!lastText.isMarked) return false;
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const feed = text.indexOf("\n", at);
  const line = text.slice(start, feed === -1 ? text.length : feed);
  const above = start === 0 ? "" : text.slice(text.lastIndexOf("\n", start - 2) + 1, start - 1);
  return names(line, rule) || (/^\W*tunewright-ignore/.test(above) && names(above, rule));
}

function names(line: string, rule: string): boolean {
  for (const [, ids] of line.matchAll(mark)) {
    if (ids === undefined || ids.split(/\s*,\s*/).includes(rule)) return true;
  }
  return false;
}
