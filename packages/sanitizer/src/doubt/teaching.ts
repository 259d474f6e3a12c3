import {
  doubtfulRemark,
  doubtfulWords,
  negations,
  quotedLabel,
  rightLabel,
  rightSigns,
  rightWords,
  takesBack,
  teachingScripts,
  teachingWords,
  wrongClause,
  wrongHeading,
  wrongLabel,
  wrongRemark,
  wrongSigns,
} from "./teaching-words.ts";
import { warnsAsLabel, warnsAsRemark, warnsInSentence } from "./foreign-warnings.ts";
import { isSpokenAgainst } from "./name-phrases.ts";
import { asksForOther } from "./asks-for-other.ts";
import { plainInstruction } from "./plain-instruction.ts";
import type { CodeToken } from "../languages/language-adapter.ts";
import { mentions } from "../texts/words.ts";

/**
 * Whether a text uses a name or speaks about its being wrong.
 *
 * `uses`: it is meant as the right name, so it may be repaired. `teaches`: it is shown as wrong, so it stays.
 * `unclear`: it stays as well, and the run reports it.
 */
export type Stance = "uses" | "teaches" | "unclear";

const nothing: Stance = "uses";

/** So far from a name a sentence or a paragraph is looked at; a text without stops stays linear by it. */
const LONGEST = 4000;

/**
 * Judges one sentence that holds the wrong name.
 *
 * @param sentence The sentence.
 * @param wrong The wrong name.
 * @param right What the rule would write; a sentence with both names contrasts them.
 */
export function judgeSentence(sentence: string, wrong: string, right: string | undefined): Stance {
  const isContrast = right !== undefined && mentions(sentence, right);
  // "Call `np.alltrue(x)` to check all values" need not speak of `np.all`.
  if (isContrast && !/^[a-z]+$/.test(right)) return "teaches";
  if (isContrast && isMarkedAsName(sentence, right)) return "teaches";
  if (wrongSigns.test(sentence) || teachingWords.test(sentence) || teachingScripts.test(sentence)) return "teaches";
  const clauses = withoutArguments(sentence).split(/[,;:()–—]|\s-\s/u);
  if (clauses.some((clause) => mentions(clause, wrong) && negations.test(clause))) return "teaches";
  const isDoubtful =
    isContrast ||
    doubtfulWords.test(sentence) ||
    /[?？]\s*$/.test(sentence) ||
    isSpokenAgainst(sentence, wrong) ||
    warnsInSentence(sentence);
  return isDoubtful ? "unclear" : "uses";
}

/** Whether a word of English stands there as a name at least once: in quotes, behind a dot, or as a call. */
function isMarkedAsName(sentence: string, word: string): boolean {
  return new RegExp(`["'\`.]${word}(?!\\w)|(?<!\\w)${word}["'\`(]`).test(sentence);
}

/** A sentence whose calls have lost their brackets: what stands behind `Name(1.0, 2.0)` is the same clause still. */
function withoutArguments(sentence: string): string {
  return sentence.replace(/(?<=\w)\([^()`\n]*\)/g, "");
}

/** Judges the line that leads up to a block of code: `Wrong:`, `Don't do this:`, `### Before`. */
export function judgeLeadIn(line: string, wrong: string): Stance {
  if (line === "") return nothing;
  const label = labelOf(line);
  if (label !== "uses" || !mentions(line, wrong)) return label;
  return judgeSentence(line, wrong, undefined) === "uses" ? nothing : "unclear";
}

/** Answers of {@link labelOf}; the same few lines lead up to most blocks of code. */
const labels = new Map<string, Stance>();

/** What a line says of the code below it, whatever the names in it. */
export function labelOf(line: string): Stance {
  const known = labels.get(line);
  if (known !== undefined) return known;
  const words = plainWords(line);
  const last = words.split(/(?<=[.!?])\s+/).at(-1) ?? words;
  // What is said last counts: "That was wrong. Correct:".
  const stance = isGood(last) && !isBad(last) ? nothing : judgeLabel(words);
  if (labels.size >= 4096) labels.clear();
  labels.set(line, stance);
  return stance;
}

function judgeLabel(words: string): Stance {
  if (isBad(words)) return isGood(words) ? "unclear" : "teaches";
  return quotedLabel.test(words) || warnsAsLabel(words) ? "unclear" : nothing;
}

/** Whether a line promises the right form, and no wrong one. */
export function isRightLine(line: string): boolean {
  let is = rightLines.get(line);
  if (is === undefined) {
    const words = plainWords(line);
    is = isGood(words) && !isBad(words);
    if (rightLines.size >= 4096) rightLines.clear();
    rightLines.set(line, is);
  }
  return is;
}

/** Answers of {@link isRightLine}. */
const rightLines = new Map<string, boolean>();

function isGood(words: string): boolean {
  return rightSigns.test(words) || rightLabel.test(words) || rightWords.test(words);
}

function isBad(words: string): boolean {
  return wrongSigns.test(words) || wrongLabel.test(words) || wrongHeading.test(words) || wrongClause.test(words);
}

/** A line without the marks of lists, quotes, emphasis and HTML. */
function plainWords(line: string): string {
  return line
    .replace(/<(?!s>|del\b)\/?[a-z][^>]*>/giu, "")
    .replace(/^(?:\s*(?:[-*+>]|\d+[.)])\s+)+/, "")
    .replace(/\*+|(?<!\w)_+|_+(?!\w)/g, "");
}

/** A sentence that begins by speaking of the block before it. */
const pointsBackward = /^\W*(?:this|that|it|the (?:code |snippet |example |version )?above|above)\b/iu;

/** Judges the sentence that follows a block of code: `This is wrong, because RandomFloat does not exist.` */
export function judgeAftermath(sentence: string, wrong: string, right: string | undefined): Stance {
  if (sentence === "") return nothing;
  if (mentions(sentence, wrong)) {
    const stance = judgeSentence(sentence, wrong, right);
    // "Note: X does not exist" may be a lesson on its own, behind code that breaks it.
    return stance === "teaches" && !pointsBackward.test(sentence) ? "unclear" : stance;
  }
  if (takesBack.test(sentence) || warnsAsRemark(sentence)) return "unclear";
  return pointsBackward.test(sentence) && wrongClause.test(sentence) && !rightWords.test(sentence)
    ? "unclear"
    : nothing;
}

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
  if (isNamedWrong(code, at)) return "unclear";
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
    if (lineStart - end > LONGEST) return nothing;
    const gap = code.slice(end, pointer);
    if (/\n\}/.test(gap)) return nothing;
    if (/\n[ \t]*\r?\n/.test(gap)) crossedBlank = true;
    if (gap.trim() !== "") adjacent = false;
    // A remark behind `#if 0` labels the branch.
    const alone = /^\s*(?:#\s*(?:if|else|elseif)\b.*)?$/.test(code.slice(code.lastIndexOf("\n", start - 1) + 1, start));
    pointer = start;
    if (!alone) continue;
    if (rightLabel.test(text) || rightSigns.test(text)) return nothing;
    isNamed ||= mentions(text, wrong);
    const instruction = wrongSigns.test(text) ? "no" : plainInstruction(text);
    if (instruction === "perhaps" && adjacent && !crossedBlank) return "unclear";
    if (instruction === "no" && (wrongLabel.test(text) || wrongSigns.test(text)))
      return crossedBlank || (isNamed ? !adjacent : nameList.test(text)) ? "unclear" : "teaches";
    if (adjacent && !crossedBlank && (warnsAsRemark(text) || doubtfulRemark.test(text) || asksForOther(text, wrong)))
      return "unclear";
    if (adjacent && !crossedBlank && (mentions(text, wrong) || (right !== undefined && mentions(text, right)))) {
      const stance = judgeSentence(text, wrong, undefined);
      if (stance !== "uses") return stance;
    }
  }
  return nothing;
}

/** Two names in quotes: what a comment says of them, it need not say of a third. */
const nameList = /(["'`])\w+\1[^"'`]*(["'`])\w+\2/;

/** The sentence around a place in prose: up to a stop, a blank line, or the edge of a list item or table row. */
export function sentenceAround(text: string, start: number, end: number): string {
  const first = Math.max(0, start - LONGEST);
  const last = Math.min(text.length, end + LONGEST);
  const left = Math.max(lastMatchEnd(text.slice(first, start), sentenceEdge), 0);
  const edge = text.slice(end, last).search(sentenceEdge);
  return text.slice(first + left, edge === -1 ? last : end + edge + 1);
}

/** The paragraph around a place in prose. */
export function paragraphAround(text: string, start: number, end: number): string {
  const first = Math.max(0, start - LONGEST);
  const last = Math.min(text.length, end + LONGEST);
  const left = lastMatchEnd(text.slice(first, start), /\n[ \t]*\r?\n/g);
  const right = text.slice(end, last).search(/\n[ \t]*\r?\n/);
  return text.slice(first + Math.max(left, 0), right === -1 ? last : end + right);
}

/** Characters of a paragraph behind a place in it; one that goes on for longer is not taken back by the next. */
const LONGEST_PARAGRAPH = 16_384;

/** Whether the paragraph behind a place in prose begins by taking back what stands there. */
export function isTakenBack(text: string, end: number): boolean {
  const gap = /\n[ \t]*\r?\n\s*/.exec(text.slice(end, end + LONGEST_PARAGRAPH));
  return gap !== null && takesBack.test(text.slice(end + gap.index + gap[0].length).slice(0, 80));
}

const sentenceEdge = /[.!?。！？](?=\s|$)|\n[ \t]*\r?\n|\n(?=[ \t]*(?:[-*+|#>]|\d+[.)])[ \t]?)|[。！？]/g;

function lastMatchEnd(text: string, pattern: RegExp): number {
  let end = -1;
  for (const match of text.matchAll(new RegExp(pattern, "g"))) end = match.index + match[0].length;
  return end;
}

function judgeRemark(text: string, wrong: string, right: string | undefined): Stance {
  if (wrongSigns.test(text) || wrongLabel.test(text) || wrongRemark.test(text)) return "teaches";
  if (warnsAsRemark(text) || doubtfulRemark.test(text) || asksForOther(text, wrong)) return "unclear";
  const stance = mentions(text, wrong) ? judgeSentence(text, wrong, undefined) : nothing;
  // "should be …" beside the wrong name: whether the line is the mistake or a slip cannot be told.
  return stance === nothing && right !== undefined && mentions(text, right) ? "unclear" : stance;
}

/** So long the head of a function may be. */
const LONGEST_HEAD = 400;
/** A function that is called an example of what is wrong: `BadExample`, `Timer_Wrong`. */
const wrongNames = ["Bad", "Wrong", "Broken", "Incorrect", "Buggy", "Invalid"];
const wrongFunction =
  /^(?:\w+_)?(?:Bad|Wrong|Broken|Incorrect|Buggy|Invalid)(?:_?(?:Example|Version|Way|Code|Usage|Call|Hook))?\d*$/;
const functionHead = /^(?:[A-Za-z_][\w:]*[ \t]+)*([A-Za-z_]\w*)[ \t]*\([^;{}]*\)\s*\{/m;

/** No function is longer; code without any stays linear by it. */
const LONGEST_FUNCTION = 20_000;

/** The code that was asked about last; its hits come one after the other. */
let lastCode: { readonly code: string; readonly mayBeNamed: boolean } | undefined;

/** Whether the function around a place says by its name that it is wrong. */
function isNamedWrong(code: string, at: number): boolean {
  if (lastCode?.code !== code) lastCode = { code, mayBeNamed: wrongNames.some((word) => code.includes(word)) };
  if (!lastCode.mayBeNamed) return false;
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
