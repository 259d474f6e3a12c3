/** Characters on either side of a place in which the signs of a formula are looked for. */
const LONGEST = 400;

/**
 * Whether a place in prose stands inside a formula of TeX: `$…$`, `$$…$$`, `\(…\)` or `\[…\]`.
 *
 * A dollar sign opens a formula where its content follows at once, and closes one where no word goes on, so that prices and shell
 * variables are none.
 */
export function isInFormula(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - LONGEST), start);
  const behind = text.slice(end, end + LONGEST);
  return isBetweenDollars(before, text.slice(start, end), behind) || isBetweenBrackets(before, behind);
}

function isBetweenDollars(before: string, name: string, behind: string): boolean {
  const open = before.lastIndexOf("$");
  const close = behind.indexOf("$");
  if (open === -1 || close === -1) return false;
  if (before.charAt(open - 1) === "$" && behind.charAt(close + 1) === "$")
    return before.split("$$").length % 2 === 0 && behind.includes("$$");
  const content = before.slice(open + 1) + name + behind.slice(0, close);
  return (
    !/^\s|\s$|\n[ \t]*\r?\n/.test(content) &&
    !/[\w$\\]/.test(before.charAt(open - 1)) &&
    !/[\w$]/.test(behind.charAt(close + 1))
  );
}

function isBetweenBrackets(before: string, behind: string): boolean {
  return (
    Math.max(before.lastIndexOf("\\("), before.lastIndexOf("\\[")) >
      Math.max(before.lastIndexOf("\\)"), before.lastIndexOf("\\]")) &&
    /^[^\\]*(?:\\[^()[\]][^\\]*)*\\[)\]]/.test(behind)
  );
}
