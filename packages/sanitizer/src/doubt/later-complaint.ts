import { judgeSentence, sentenceAround } from "./teaching.ts";
import { isWord } from "../texts/words.ts";

/** What a compiler or a server says of a name that it does not know. */
const complaint = /\bundefined (?:symbol|identifier)|\berror \d{3}\b|\bunknown (?:event|property|native)\b/i;

/** A block of code, to its end or that of the text. */
const fence = /^[ \t>]*(```+|~~~+)[^\n]*\n[\s\S]*?(?:^[ \t>]*\1|$(?![\s\S]))/gm;

/** A message without its code, unless that is the output of a compiler. */
export function withoutCode(text: string): string {
  return text.replace(fence, (block) => (complaint.test(block) ? block : "\n\n"));
}

/**
 * Whether a message complains of a name that an earlier one used: "RandomFloat is undefined", "You are right, it is GetRandomFloat".
 *
 * With the name repaired above it, such a message would speak of a mistake that nobody made.
 *
 * @param words The message {@link withoutCode}.
 * @param right What the name would be repaired to.
 */
export function complainsOf(words: string, wrong: string, right: string): boolean {
  for (let at = words.indexOf(wrong); at !== -1; at = words.indexOf(wrong, at + wrong.length)) {
    const end = at + wrong.length;
    if (isWord(words.charCodeAt(at - 1)) || isWord(words.charCodeAt(end))) continue;
    if (judgeSentence(sentenceAround(words, at, end), wrong, right) !== "uses") return true;
  }
  return false;
}
