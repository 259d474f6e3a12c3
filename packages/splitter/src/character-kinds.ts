/** A sign or punctuation: a token in code, nothing in prose. */
export const SIGN = 0;
/** Part of a word. */
export const WORD = 1;
/** A character of a script without spaces: a token of its own everywhere. */
export const IDEOGRAPH = 2;
/** A blank or a control character. */
export const BLANK = 3;

/** The kind of every UTF-16 unit, as a table: looked up once for each character of a dataset. */
export const characterKinds = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  if (code <= 32) return BLANK;
  if (isIdeograph(code)) return IDEOGRAPH;
  return isWordCode(code) ? WORD : SIGN;
});

/** Letters, digits and the underscore; of what lies beyond ASCII everything but ideographs and general punctuation. */
function isWordCode(code: number): boolean {
  if (code < 128) return /\w/.test(String.fromCharCode(code));
  if (code < 0x2000) return code >= 0xc0 || code === 0xaa || code === 0xb5 || code === 0xba;
  return code >= 0x2070 && !(code >= 0x3000 && code <= 0x303f) && code < 0xfe00;
}

/** Scripts that are written without spaces: each character is a token of its own. */
function isIdeograph(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x2fff) ||
    (code >= 0x3040 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}
