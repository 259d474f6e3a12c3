/**
 * Brings a text into the form in which two texts are compared: Unicode NFC, line ends as LF, no trailing space.
 *
 * Only the comparison sees this form; what is written is always the record's own bytes.
 */
export function normaliseText(text: string): string {
  let result = isAscii(text) ? text : text.normalize("NFC");
  if (result.includes("\r")) result = result.replace(/\r\n?/g, "\n");
  // The look-behind keeps a long run of blanks linear: only its first one begins a match.
  if (hasTrailingBlank(result)) result = result.replace(/(?<![ \t])[ \t]+$/gm, "");
  return result.trimEnd();
}

function isAscii(text: string): boolean {
  // Anything above 0x7f, in one native pass.
  // oxlint-disable-next-line no-control-regex
  return !/[^\u0000-\u007f]/.test(text);
}

function hasTrailingBlank(text: string): boolean {
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    const before = text.charCodeAt(end - 1);
    if (before === 32 || before === 9) return true;
  }
  return false;
}
