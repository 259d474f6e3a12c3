import { firstSentenceEnd } from "../doubt/first-sentence.ts";
import { opensLikeCode, type TextParts } from "./text-parts.ts";

/**
 * The offset up to which a growing text is decided, when the name at `at` lies before it; `undefined` while more has to come.
 *
 * A block of code is decided when it is closed and the first sentence behind it is there. A paragraph is decided when it has
 * ended and the message can no longer turn out to be bare code.
 *
 * @param parts The text as it is cut now.
 */
export function settledEnd(text: string, parts: TextParts, at: number): number | undefined {
  if (!parts.hasFence && opensLikeCode(text)) return undefined;
  for (const part of parts.code) {
    if (at < part.start || at >= part.end) continue;
    // An open block, and bare code, end with the text.
    if (part.after >= text.length) return undefined;
    return firstSentenceEnd(text, part.after) === undefined ? undefined : part.end;
  }
  for (const { start, end } of parts.prose) {
    if (at < start || at >= end) continue;
    const blank = /\n[ \t]*\r?\n/g;
    blank.lastIndex = at;
    const found = blank.exec(text);
    if (found !== null && found.index < end) return found.index + 1;
    return end < text.length && text.indexOf("\n", end) !== -1 ? end : undefined;
  }
  // A block in a language that no rule reads.
  const block = parts.others.find(({ start, end }) => at >= start && at < end);
  return block === undefined || block.end >= text.length ? undefined : block.end;
}
