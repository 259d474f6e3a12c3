import {
  doubtfulRemark,
  isOfCode,
  remarkOfRight,
  rightLabel,
  rightSigns,
  wrongLabel,
  wrongRemark,
  wrongSigns,
} from "./teaching-words.ts";
import { asksForOther } from "./asks-for-other.ts";
import { warnsAsRemark } from "./foreign-warnings.ts";
import { plainInstruction } from "./plain-instruction.ts";
import type { CodeToken } from "../languages/language-adapter.ts";
import { askedOnce } from "../languages/kept-answers.ts";
import { isShortJudgement } from "./short-judgement.ts";
import { judgeSentence, type Stance } from "./teaching.ts";
import { mentions } from "../texts/words.ts";

/** So far from a name its comments are looked at; code without any stays linear by it. */
const LONGEST = 4000;

/**
 * Judges the comments around a place in code: a remark on the same line, a label above it, a mention with a "not".
 *
 * A label holds until a blank line, a label of the other kind, or the end of the function; behind a blank line it is unclear.
 * A label over a list of names that stands above other code is unclear as well: it may speak of the names, and not of the code; and
 * so it is for a name that such a list leaves out.
 *
 * @param comments The comments of the code, in order.
 */
export function judgeComments(
  code: string,
  comments: readonly CodeToken[],
  at: number,
  wrong: string,
  right: string | undefined,
): Stance {
  const lineStart = code.lastIndexOf("\n", at - 1) + 1;
  const feed = code.indexOf("\n", at);
  const lineEnd = feed === -1 ? code.length : feed;
  const below = /^\s*(?:\/\/+|\/\*+|#+|--+)\s*(?:\^|↑)+(.*)/u.exec(code.slice(lineEnd, lineEnd + LONGEST))?.[1];
  if (below !== undefined && judgeRemark(below.trim(), wrong, right) !== "uses") return "unclear";
  if (isNamedWrong(code, at) || labelInCode.test(code.slice(lineStart, at))) return "unclear";
  let pointer = lineStart;
  let crossedBlank = false;
  let adjacent = true;
  let isNamed = false;
  for (let index = lastBefore(comments, lineEnd); index >= 0; index -= 1) {
    const comment = comments[index];
    if (comment === undefined) break;
    const { start, end } = comment;
    const text = commentText(code.slice(start, end));
    if (end > lineStart && start < lineEnd && (start > at || end <= at)) {
      const trailing = judgeRemark(text, wrong, right);
      if (trailing !== "uses") return trailing;
      if (start < lineStart) pointer = start;
      continue;
    }
    if (end > lineStart) continue;
    if (lineStart - end > LONGEST) return "uses";
    const gap = code.slice(end, pointer);
    if (/\n\}/.test(gap)) return "uses";
    if (/\n[ \t]*\r?\n/.test(gap)) crossedBlank = true;
    if (gap.trim() !== "") adjacent = false;
    // A remark behind `#if 0` labels the branch.
    const alone = /^\s*(?:#\s*(?:if|else|elseif)\b.*)?$/.test(code.slice(code.lastIndexOf("\n", start - 1) + 1, start));
    pointer = start;
    if (!alone) continue;
    if (rightLabel.test(text) || rightSigns.test(text)) return "uses";
    isNamed ||= mentions(text, wrong);
    const instruction = wrongSigns.test(text) ? "no" : plainInstruction(text);
    if (instruction === "perhaps" && adjacent && !crossedBlank) return "unclear";
    if (instruction === "no" && (wrongLabel.test(text) || wrongSigns.test(text)))
      return crossedBlank || (isNamed ? !adjacent : nameList.test(text)) ? "unclear" : "teaches";
    if (adjacent && !crossedBlank && (mentions(text, wrong) || (right !== undefined && mentions(text, right)))) {
      const stance = judgeSentence(text, wrong, undefined);
      if (stance !== "uses") return stance;
    }
    if (adjacent && !crossedBlank && blames(text, wrong, right)) return "unclear";
  }
  return "uses";
}

/** A word that can only be a name of code. */
const identifier = /\b(?!Source(?:Pawn|Mod)\b|VScript\b)(?:[A-Z]+[a-z0-9]\w*[A-Z]\w*|\w+_\w+)\b/;

/** Whether a comment right above a line may say that the line is wrong. */
function blames(text: string, wrong: string, right: string | undefined): boolean {
  if (warnsAsRemark(text) || doubtfulRemark.test(text) || asksForOther(text, wrong)) return true;
  // "SetHealth does not exist" means SetHealth, whatever stands below.
  const isBlame = (wrongRemark.test(text) && isOfCode(text)) || isShortJudgement(text);
  if (isBlame && (!identifier.test(text) || mentions(text, wrong))) return true;
  return right !== undefined && remarkOfRight.test(text) && mentions(text, right);
}

/** Two names in quotes: what a comment says of them, it need not say of a third. */
const nameList = /(["'`])\w+\1[^"'`]*(["'`])\w+\2/;

function judgeRemark(text: string, wrong: string, right: string | undefined): Stance {
  if (wrongSigns.test(text) || wrongLabel.test(text) || (wrongRemark.test(text) && isOfCode(text))) return "teaches";
  const isBlamed = warnsAsRemark(text) || doubtfulRemark.test(text) || isShortJudgement(text);
  if (isBlamed || asksForOther(text, wrong)) return "unclear";
  const stance = mentions(text, wrong) ? judgeSentence(text, wrong, undefined) : "uses";
  // "should be …" beside the wrong name: whether the line is the mistake or a slip cannot be told.
  return stance === "uses" && right !== undefined && mentions(text, right) ? "unclear" : stance;
}

/** So long the head of a function may be. */
const LONGEST_HEAD = 400;
/** A word before a line of code that no program has: `wrong: Roll();`. */
const labelInCode = /^\s*(?:wrong|bad|incorrect|old|before|no)\s*:(?!:)/i;
/** A function that is called an example of what is wrong: `BadExample`, `Timer_Wrong`. */
const wrongNames = ["Bad", "Wrong", "Broken", "Incorrect", "Buggy", "Invalid"];
const wrongFunction =
  /^(?:\w+_)?(?:Bad|Wrong|Broken|Incorrect|Buggy|Invalid)(?:_?(?:Example|Version|Way|Code|Usage|Call|Hook))?\d*$/;
const functionHead = /^(?:[A-Za-z_][\w:]*[ \t]+)*([A-Za-z_]\w*)[ \t]*\([^;{}]*\)\s*\{/m;

/** No function is longer; code without any stays linear by it. */
const LONGEST_FUNCTION = 20_000;

const mayBeNamedWrong = askedOnce((code) => wrongNames.some((word) => code.includes(word)));

/** Whether the function around a place says by its name that it is wrong. */
function isNamedWrong(code: string, at: number): boolean {
  if (!mayBeNamedWrong(code)) return false;
  const from = Math.max(0, at - LONGEST_FUNCTION);
  const before = code.slice(from, at + 2);
  const end = Math.max(from + before.lastIndexOf("\n}"), 0);
  const found = before.lastIndexOf("\n{");
  const brace = found === -1 ? -1 : from + found;
  // The head stands above a brace of its own line, else right behind the function before.
  const start = brace > end ? Math.max(end, brace - LONGEST_HEAD) : end;
  const name = functionHead.exec(code.slice(start, Math.min(at, start + LONGEST_HEAD + 2)))?.[1];
  return name !== undefined && wrongFunction.test(name);
}

/** The words of a comment without its marks. */
function commentText(comment: string): string {
  return comment
    .replace(/^(?:\/\/+|\/\*+|#)/, "")
    .replace(/\*+\/$/, "")
    .trim();
}

function lastBefore(comments: readonly CodeToken[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
