/** Line feeds, escape sequences and other controls of C0 and C1, and the marks that turn the direction of text. */
const controls = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A line that may be printed whatever a dataset put into it: a key or a file name can hold a line feed, which would forge
 * a line of the output, or an escape sequence, which a terminal would obey.
 */
export function printable(line: string): string {
  return line.replaceAll(controls, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
