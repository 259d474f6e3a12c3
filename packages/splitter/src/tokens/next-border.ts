const TAB = 9;
const LINE_END = 10;
const SPACE = 32;
const APOSTROPHE = 39;
const SLASH = 47;
const DELETE = 127;

/**
 * Where the piece that begins at `start` may be cut off a text, so that its tokens and those of the rest add up to the tokens of the
 * whole: between a word and a sign, both in ASCII, before a single space between two visible ASCII characters, and behind a line
 * end that one follows, after spaces and tabs or none.
 *
 * No token of `o200k_base` or `cl100k_base` reaches over such a place. Their patterns give a sign or a space to the word behind it, never to
 * the one before, but for an apostrophe; they join a line end with what stands before it (signs, blanks, other line ends)
 * and with slashes or line ends that follow it at once, but with nothing behind. So a slash is not cut off from a line end, nor
 * anything before blanks that end the text, which `cl100k_base` takes together. Source: the split patterns in
 * `openai_public.py` of tiktoken.
 *
 * @returns The length of the text where no such place is left.
 */
export function nextBorder(text: string, start: number): number {
  let before = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (before === LINE_END) {
      if (code !== SLASH && isVisible(firstBeyondBlanks(text, at))) return at;
    } else if (code === SPACE) {
      if (isVisible(before) && isVisible(text.charCodeAt(at + 1))) return at;
    } else if (isWord(before) && isSign(code)) return at;
    before = code;
  }
  return text.length;
}

function firstBeyondBlanks(text: string, start: number): number {
  let at = start;
  let code = text.charCodeAt(at);
  while (code === SPACE || code === TAB) code = text.charCodeAt(++at);
  return code;
}

function isVisible(code: number): boolean {
  return code > SPACE && code < DELETE;
}

/** A letter or a digit, in ASCII. */
function isWord(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57);
}

function isSign(code: number): boolean {
  return isVisible(code) && !isWord(code) && code !== APOSTROPHE;
}
