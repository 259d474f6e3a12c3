import { findWord, isWord } from "../texts/words.ts";
import { looksAt } from "./check-names.ts";
import { askedOnce } from "../languages/kept-answers.ts";

/**
 * What the bare text of code surely tells, so that most code is not read as code for a detector's sake.
 *
 * Each of these answers `true` only where the reading gives the same; what it does not understand it leaves to the reading.
 */

/** Text without brackets, quotes, comments and the ends of statements. */
const PLAIN = String.raw`[^()"'/\\;{}]`;
const STRING = String.raw`"(?:[^"\\\n]|\\.)*"`;
const BRACKETS = String.raw`\((?:${PLAIN}|${STRING})*\)`;
/** What stands between the brackets of a call. */
const ARGUMENTS = String.raw`(?:${PLAIN}|${STRING}|${BRACKETS})*`;
/** One argument of it. */
const ARGUMENT = String.raw`(?:[^(),"'/\\;{}]|${STRING}|${BRACKETS})*`;

/** What makes text tell nothing: a comment or a line that goes on may stand in the middle of a call, a branch may be left out. */
const obscure = ["/*", "\\\n", "\\\r", "#if", "# ", "#\t", "ctrlchar"];
/** Whether the text of code can tell anything. */
export const isPlainCode = askedOnce((code) => !obscure.some((mark) => code.includes(mark)));

const more = `(${ARGUMENT})`;
/** Ends with the call, or behind the fourth argument: what was not understood may be the one that is asked for. */
const call = new RegExp(String.raw`\w+\s*\(${more}(?:\)|,${more}(?:\)|,${more}(?:\)|,${more}[,)])))`, "y");
const SPACE = 32;
/** Characters behind a statement in which the next use of its variable is looked for: far uses of many would be slow to find. */
const REACH = 4096;

/** The first four arguments of the call that begins at an offset; `undefined` where that is not plain to see. */
export function argumentsAt(code: string, at: number): readonly string[] | undefined {
  call.lastIndex = at;
  const found = call.exec(code);
  return found?.slice(1).flatMap((argument: string | undefined) => (argument === undefined ? [] : [argument.trim()]));
}

const restOfStatement = new RegExp(String.raw`\w+\s*\(${ARGUMENTS}\)\s*;`, "y");

/**
 * Whether what a call gives is surely no more than looked at first: `int client = GetClientOfUserId(id);`, and the next place of
 * the name compares it, negates it or asks an `Is…` function about it.
 *
 * @param at Where the name of the function stands.
 */
export function isLookedAt(code: string, at: number): boolean {
  const equals = behind(code, at);
  if (code[equals] !== "=" || "=!<>+-*/%&|^~".includes(code[equals - 1] ?? "")) return false;
  const name = wordBefore(code, equals);
  if (name === "" || /^\d/.test(name)) return false;
  restOfStatement.lastIndex = at;
  const statement = restOfStatement.exec(code);
  if (statement === null) return false;
  const from = at + statement[0].length;
  const next = findWord(code.slice(from, from + REACH), name) + from;
  if (next < from) return from + REACH >= code.length;
  if (next + name.length === from + REACH) return false;
  // A string or a comment on its line may be what holds the name.
  const line = code.slice(Math.max(from, code.lastIndexOf("\n", next) + 1), next);
  return !/["'/]/.test(line) && isCheckedAt(code, next, name);
}

/** As {@link isLookedAt} of a use, by the signs beside it. */
function isCheckedAt(code: string, at: number, name: string): boolean {
  const left = behind(code, at);
  const before = code[left] ?? "";
  if (before === "!") return true;
  if (before === "(" && looksAt(wordBefore(code, left))) return true;
  if (wordBefore(code, at) === "return" && left < at - 1) return true;
  return /^\s*(?:&&|\|\||[=!<>]=|<(?!<)|>(?!>))/.test(code.slice(at + name.length, at + name.length + 40));
}

/** Offset of the last character before an offset that is no blank, -1 where there is none. */
function behind(code: string, at: number): number {
  let place = at - 1;
  while (place >= 0 && code.charCodeAt(place) <= SPACE) place -= 1;
  return place;
}

/** The word that ends before an offset and its blanks; empty where none does. */
function wordBefore(code: string, at: number): string {
  const end = behind(code, at) + 1;
  let start = end;
  while (start > 0 && isWord(code.charCodeAt(start - 1))) start -= 1;
  return code.slice(start, end);
}
