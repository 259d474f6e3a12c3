/** A fenced code block of Markdown, with UTF-16 offsets. */
export interface Fence {
  /** Offset of the line that opens it. */
  readonly start: number;
  /** Offset behind the line that closes it. */
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** First word of the info string, in lower case; empty when there is none. */
  readonly language: string;
  /** Whether lines of the content begin with the marks of a block quote. */
  readonly prefixed: boolean;
}

const opener =
  /^([ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t]*)(?:(`{3,})[ \t]*([^\s`]*)[^`\n]*|(~{3,})[ \t]*(\S*)[^\n]*)$/gm;

/**
 * Finds the fenced code blocks of a message.
 *
 * A fence at the left edge, which is nearly every one, is found by its lines alone; that agrees with CommonMark.
 * An unclosed fence runs to the end.
 */
export function findFences(text: string): Fence[] {
  const fences: Fence[] = [];
  if (!text.includes("```") && !text.includes("~~~")) return fences;
  const open = new RegExp(opener);
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const prefix = match[1] ?? "";
    const marks = match[2] ?? match[4] ?? "```";
    const lineEnd = match.index + match[0].length;
    const contentStart = Math.min(lineEnd + 1, text.length);
    const close = new RegExp(`^[ \\t>]*${marks.charAt(0)}{${marks.length},}[ \\t]*\\r?$`, "gm");
    close.lastIndex = contentStart;
    const closing = contentStart > lineEnd ? close.exec(text) : null;
    const contentEnd = closing === null ? text.length : closing.index;
    const end = closing === null ? text.length : Math.min(closing.index + closing[0].length + 1, text.length);
    fences.push({
      start: match.index,
      end,
      contentStart,
      contentEnd,
      language: (match[3] ?? match[5] ?? "").toLowerCase(),
      prefixed: prefix.includes(">"),
    });
    open.lastIndex = end;
    if (end >= text.length) break;
  }
  return fences;
}
