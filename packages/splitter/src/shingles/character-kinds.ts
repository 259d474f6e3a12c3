/** A sign or punctuation: a token in code, nothing in prose. */
export const SIGN = 0;
/** Part of a word. */
export const WORD = 1;
/** A character of a script without spaces: a token of its own everywhere. */
export const IDEOGRAPH = 2;
/** A blank or a control character. */
export const BLANK = 3;

/** The kind of every UTF-16 unit, as a table: looked up once for each character of a dataset. */
export const characterKinds = new Uint8Array(0x10000).fill(SIGN);

const ranges: readonly (readonly [kind: number, first: number, last: number])[] = [
  [BLANK, 0, 0x20],
  // Letters, digits and the underscore; of what lies beyond ASCII everything but ideographs and general punctuation.
  [WORD, 0x30, 0x39],
  [WORD, 0x41, 0x5a],
  [WORD, 0x5f, 0x5f],
  [WORD, 0x61, 0x7a],
  [WORD, 0xaa, 0xaa],
  [WORD, 0xb5, 0xb5],
  [WORD, 0xba, 0xba],
  [WORD, 0xc0, 0x1fff],
  [WORD, 0x2070, 0x2fff],
  [WORD, 0x3040, 0xfdff],
  // Scripts that are written without spaces: each character is a token of its own.
  [IDEOGRAPH, 0x2e80, 0x2fff],
  [IDEOGRAPH, 0x3040, 0x9fff],
  [IDEOGRAPH, 0xac00, 0xd7af],
  [IDEOGRAPH, 0xf900, 0xfaff],
];
for (const [kind, first, last] of ranges) characterKinds.fill(kind, first, last + 1);
