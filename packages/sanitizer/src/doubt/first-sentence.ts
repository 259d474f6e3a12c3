/** How far behind a block of code its first sentence is looked for. */
const AFTERMATH = 400;

/** The first sentence at or behind `from`, as long as it is at hand. */
export function firstSentence(text: string, from: number): string {
  const sentence = text.slice(from, firstSentenceEnd(text, from) ?? text.length).trim();
  // Code that follows at once says nothing of the code before it.
  return /^(?:```|~~~)/.test(sentence) ? "" : sentence;
}

/** The end of the first sentence at or behind `from`; `undefined` while the text breaks off before it is certain. */
export function firstSentenceEnd(text: string, from: number): number | undefined {
  const window = text.slice(from, from + AFTERMATH);
  const words = window.search(/\S/);
  if (words === -1) return window.length < AFTERMATH ? undefined : from + AFTERMATH;
  const edge = window.slice(words).search(/[.!?](?=\s)|[。！？]|\n[ \t]*\r?\n|\n(?=```|~~~)/);
  if (edge !== -1) return from + words + edge + 1;
  return window.length < AFTERMATH ? undefined : from + AFTERMATH;
}
