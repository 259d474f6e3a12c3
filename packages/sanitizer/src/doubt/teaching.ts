import {
  doubtfulWords,
  isWrongHeading,
  negations,
  quotedLabel,
  rightLabel,
  rightSigns,
  rightWords,
  takesBack,
  teachingScripts,
  teachingWords,
  wrongClause,
  wrongLabel,
  wrongLine,
  wrongSigns,
} from "./teaching-words.ts";
import { warnsAsLabel, warnsInSentence } from "./foreign-warnings.ts";
import { isSpokenAgainst } from "./name-phrases.ts";
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

/** What is longer says more than whose the code is; the pattern would take the square of its length. */
const LONGEST_LABEL = 400;

function judgeLabel(words: string): Stance {
  if (isBad(words)) return isGood(words) ? "unclear" : "teaches";
  return (words.length <= LONGEST_LABEL && quotedLabel.test(words)) || warnsAsLabel(words) ? "unclear" : nothing;
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
  return (
    isWrongHeading(words) || [wrongSigns, wrongLabel, wrongLine, wrongClause].some((pattern) => pattern.test(words))
  );
}

/** A line without the marks of lists, quotes, emphasis and HTML. */
function plainWords(line: string): string {
  return line
    .replace(/<(?!s>|del\b)\/?[a-z][^>]*>/giu, "")
    .replace(/^(?:\s*(?:[-*+>]|\d+[.)]|\[[ xX]\])\s+)+/, "")
    .replace(/\*+|(?<!\w)_+|_+(?!\w)/g, "");
}

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
