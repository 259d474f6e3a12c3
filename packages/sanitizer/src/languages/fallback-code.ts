/** So far from a name its surroundings are looked at. */
const FARTHEST = 4000;

/** A line that asks which version of a library is there, what to do without a newer name, or that a name is wrong. */
const asksForVersion =
  /^\s*(?:except\b(?:\s*:|.*\b(?:Attribute|Import|ModuleNotFound|Name)Error\b)|(?:el)?if\b.*(?:\bhasattr\s*\(|_version\b|\b__version__|\bversion_info\b)|with\b.*\b(?:r|assertR)aises\w*\s*\()/;
const bringsNames = /^\s*(?:from|import|using)\b/;

/**
 * Whether a name stands where code falls back on it: in a branch for older versions of a library, or in an import beside that of the right
 * name. There the old name is meant, and repaired it would only say the same twice.
 *
 * @param span Where the name stands.
 * @param right What it would be repaired to.
 */
export function isFallback(
  code: string,
  { start, end }: { readonly start: number; readonly end: number },
  right: string,
): boolean {
  const lineStart = code.lastIndexOf("\n", start - 1) + 1;
  const feed = code.indexOf("\n", end);
  const lineEnd = feed === -1 ? code.length : feed;
  const line = code.slice(lineStart, lineEnd);
  if (asksForVersion.test(line)) return true;
  if (bringsNames.test(line)) {
    const repaired = `${code.slice(lineStart, start)}${right}${code.slice(end, lineEnd)}`.trim();
    const near = code.slice(Math.max(0, lineStart - FARTHEST), lineEnd + FARTHEST);
    if (near.split("\n").some((other) => other.trim() === repaired)) return true;
  }
  return asksForVersion.test(headOf(code.slice(Math.max(0, lineStart - FARTHEST), lineStart), indentOf(line)));
}

/** The nearest line above that stands further left, which is the head of the branch. */
function headOf(above: string, indent: number): string {
  if (indent === 0) return "";
  const lines = above.split("\n");
  return lines.findLast((line) => line.trim() !== "" && indentOf(line) < indent) ?? "";
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
