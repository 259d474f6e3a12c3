/** A code span of Markdown: the offsets of its content. */
export interface CodeSpanPart {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the code spans of a stretch of prose: runs of backticks that are closed by a run of the same length in the same
 * paragraph (CommonMark 0.31, section 6.1).
 */
export function findCodeSpans(text: string, from: number, to: number): CodeSpanPart[] {
  const spans: CodeSpanPart[] = [];
  const run = /`+|\n[ \t]*\r?\n/g;
  run.lastIndex = from;
  let match = run.exec(text);
  while (match !== null && match.index < to) {
    if (match[0].startsWith("`") && text.charCodeAt(match.index - 1) !== 92) {
      const start = match.index + match[0].length;
      const end = closingRun(text, start, to, match[0].length);
      if (end !== -1) {
        spans.push({ start, end });
        run.lastIndex = end + match[0].length;
      }
    }
    match = run.exec(text);
  }
  return spans;
}

function closingRun(text: string, from: number, to: number, length: number): number {
  const run = /`+|\n[ \t]*\r?\n/g;
  run.lastIndex = from;
  for (let match = run.exec(text); match !== null && match.index < to; match = run.exec(text)) {
    if (!match[0].startsWith("`")) return -1;
    if (match[0].length === length) return match.index;
  }
  return -1;
}
