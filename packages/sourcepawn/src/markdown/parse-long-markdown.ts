import type { MarkdownPart } from "./markdown-part.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { scanMarkdown } from "./scan-markdown.ts";

/** From this many characters on, a text is cut before it is parsed. */
export const LONG_TEXT = 32_768;
/** No piece is much longer, so that what the parser takes quadratic time over stays bounded. */
const MAX_PIECE = 8192;
const fenceLine = /^[ \t>]*(`{3,}|~{3,})/;

/**
 * Cuts a long text into its parts, piece by piece, in time linear in its length.
 *
 * A piece begins at the left edge behind a blank line and outside fences, where every list and quote has ended; only a block
 * of HTML can reach over that. Where no such place comes, it is cut at a line, or in one.
 */
export function parseLongMarkdown(text: string): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let from = 0;
  for (const end of pieceEnds(text)) {
    const piece = text.slice(from, end);
    for (const part of scanMarkdown(piece) ?? parseMarkdown(piece)) parts.push(shift(part, from));
    from = end;
  }
  return parts;
}

function* pieceEnds(text: string): Generator<number, void, undefined> {
  let from = 0;
  let best = 0;
  let fence = "";
  let isBlank = false;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf("\n", at);
    const end = feed === -1 ? text.length : feed + 1;
    const line = text.slice(at, Math.min(end, at + 256));
    if (fence === "" && isBlank && /^[\p{L}\p{N}#`~]/u.test(line)) best = at;
    const mark = fenceLine.exec(line)?.[1] ?? "";
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence)) fence = "";
    isBlank = line.trim() === "";
    while (end - from > MAX_PIECE) {
      // A fence stays whole, however long: the parser is done with it in linear time.
      if (best > from) from = best;
      else if (fence === "" && mark === "") from = Math.min(from + MAX_PIECE, end);
      else break;
      yield from;
    }
    at = end;
  }
  if (text.length > from) yield text.length;
}

function shift(part: MarkdownPart, by: number): MarkdownPart {
  return {
    ...part,
    start: part.start + by,
    end: part.end + by,
    contentStart: part.contentStart + by,
    contentEnd: part.contentEnd + by,
    ...(part.lines === undefined
      ? {}
      : { lines: part.lines.map(({ start, end }) => ({ start: start + by, end: end + by })) }),
  };
}
