/** A stretch of a text in Markdown. All offsets count UTF-16 units; parts do not overlap and leave nothing out. */
export interface MarkdownPart {
  /** A fenced code block, an indented code block, a code span, or all the rest. */
  readonly kind: "fence" | "indented" | "inline" | "prose";
  /** First word of a fence's info string, in lower case; empty where there is none. */
  readonly language: string;
  /** The part with its marks: the lines of a fence, the backticks of a code span. */
  readonly start: number;
  readonly end: number;
  /** The code without its marks. */
  readonly contentStart: number;
  readonly contentEnd: number;
  /**
   * The code of each line that has any, where lines begin with marks of a list, a quote or an indented block; absent where
   * the content is one piece.
   */
  readonly lines?: readonly TextSpan[];
}

/** A stretch of a text. */
export interface TextSpan {
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/** Puts prose between blocks and code spans, so that the parts leave nothing out. */
export function fillWithProse(text: string, code: readonly MarkdownPart[]): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let at = 0;
  for (const part of code) {
    if (part.start > at) parts.push(prosePart(at, part.start));
    parts.push(part);
    at = part.end;
  }
  if (text.length > at) parts.push(prosePart(at, text.length));
  return parts;
}

function prosePart(start: number, end: number): MarkdownPart {
  return { kind: "prose", language: "", start, end, contentStart: start, contentEnd: end };
}
