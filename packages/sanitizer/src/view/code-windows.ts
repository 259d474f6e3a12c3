import type { CodeSpan } from "../languages/language-adapter.ts";

/**
 * The stretch of whole top-level functions and declarations around a place.
 *
 * A closing brace in the first column ends one. It holds where {@link hasWindows} says so.
 */
export function windowAround(code: string, place: number): CodeSpan {
  const before = code.lastIndexOf("\n}", place);
  const behind = code.indexOf("\n}", place);
  return {
    start: before === -1 ? 0 : endOfLine(code, before + 1),
    end: behind === -1 ? code.length : endOfLine(code, behind + 1),
  };
}

/**
 * Whether {@link windowAround} gives the same answers as all of the code.
 *
 * What may reach over the end of a function rules the short cut out: block comments, continued lines, conditional code.
 */
export function hasWindows(code: string): boolean {
  if (code.includes("/*")) return false;
  // Lines are told by their line feeds.
  if (code.includes("\r") && /\r(?!\n)/.test(code)) return false;
  if (code.includes("\\") && /\\[ \t]*\r?\n/.test(code)) return false;
  for (let at = code.indexOf("#"); at !== -1; at = code.indexOf("#", at + 1)) {
    if (code.startsWith("if", behindBlanks(code, at + 1))) return false;
  }
  return true;
}

/** Offset of the first character behind blanks. */
export function behindBlanks(code: string, from: number): number {
  let at = from;
  while (code.charCodeAt(at) === 32 || code.charCodeAt(at) === 9) at += 1;
  return at;
}

/** Offset behind the line feed of the line around an offset. */
export function endOfLine(code: string, from: number): number {
  const feed = code.indexOf("\n", from);
  return feed === -1 ? code.length : feed + 1;
}
