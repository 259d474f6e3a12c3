/** A wrong reference that the sample holds on purpose, within one text. */
export interface Mistake {
  readonly wrong: string;
  readonly right: string;
  readonly part: "code" | "inline";
}

/** A text without markers, and the mistakes that were written into it. */
export interface MarkedText {
  readonly text: string;
  readonly mistakes: readonly Mistake[];
}

// A part is written with the right name, so that it compiles as it stands; the marker says what to spoil it with.
const marker = /\/\*wrong:(\w+)\*\/("?)(\w+)\2|\{wrong:(\w+)\|(\w+)\}/g;

/**
 * Resolves the markers of a text: `/*wrong:pounce*\/"lunge_pounce"` in code, `{wrong:pounce|lunge_pounce}` in prose.
 *
 * @param text Text with markers.
 * @param inject Whether the wrong name is written (the raw sample) or the right one (what a repair must give).
 */
export function resolveMarkers(text: string, inject: boolean): MarkedText {
  const mistakes: Mistake[] = [];
  const resolved = text.replace(marker, (...groups: (string | undefined)[]) => {
    const [, codeWrong, quote = "", codeRight, proseWrong, proseRight] = groups;
    const wrong = codeWrong ?? proseWrong ?? "";
    const right = codeRight ?? proseRight ?? "";
    mistakes.push({ wrong, right, part: codeWrong === undefined ? "inline" : "code" });
    return `${quote}${inject ? wrong : right}${quote}`;
  });
  return { text: resolved, mistakes: inject ? mistakes : [] };
}
