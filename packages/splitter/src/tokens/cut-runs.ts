/** Longest run of one kind of character that a tokenizer is handed in one piece. */
const LONGEST_RUN = 256;

/**
 * Cuts a text where a run of letters, of blanks or of signs is so long that byte-pair merging turns quadratic.
 *
 * A tokenizer never merges over the borders of runs, so only a run above the limit counts otherwise than whole: by at most one
 * token for each 256 characters of it.
 *
 * @returns The text itself where no run is too long.
 */
export function cutRuns(text: string): readonly string[] {
  let pieces: string[] | undefined;
  let start = 0;
  let runStart = 0;
  let run = -1;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind !== run) {
      run = kind;
      runStart = at;
    } else if (at - runStart >= LONGEST_RUN && !isLowSurrogate(text.charCodeAt(at))) {
      pieces ??= [];
      pieces.push(text.slice(start, at));
      start = at;
      runStart = at;
    }
  }
  if (pieces === undefined) return [text];
  pieces.push(text.slice(start));
  return pieces;
}

/** 0 blanks, 1 digits, 2 letters and all beyond ASCII, 3 signs. */
function kindOf(code: number): number {
  if (code <= 32) return 0;
  if (code >= 48 && code <= 57) return 1;
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127) return 2;
  return 3;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
