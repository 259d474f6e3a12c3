import { judgeAftermath } from "./aftermath.ts";
import type { BlockSurroundings } from "./block-surroundings.ts";
import { firstSentence } from "./first-sentence.ts";
import { clausesAbout } from "./lead-in-clauses.ts";
import { isRightLine, judgeLeadIn, judgeSentence, type Stance, sentenceAround } from "./teaching.ts";
import { mentions } from "../texts/words.ts";
import type { CodePart, TextParts } from "../texts/text-parts.ts";

/** What a compiler or an interpreter says of a name that it does not know, and SourceMod of an event, up to the name in its quotes. */
const complaint =
  /(?:undefined symbol|unknown symbol|invalid (?:native|event)|Native|[Gg]ame event|has no attribute|NameError: name|cannot import name|No module named|[Uu]ndefined (?:method|function|variable)|definition for|[Cc]annot find name|undeclared identifier|no member named|[Uu]nresolved reference:?)[ \t]+["'`]$/;
/** So long it is at most, with some blanks. */
const LONGEST_COMPLAINT = 40;
const quotes: ReadonlySet<string> = new Set(['"', "'", "`"]);

/** Offsets at which a text complains of a name. */
function complaintsOf(text: string, name: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    // Nearly every name stands behind a bracket, and hardly one behind a blank and a quote.
    const before = text.charCodeAt(at - 2);
    if (
      (before !== 32 && before !== 9) ||
      !quotes.has(text.charAt(at - 1)) ||
      !quotes.has(text.charAt(at + name.length))
    )
      continue;
    if (complaint.test(text.slice(Math.max(0, at - LONGEST_COMPLAINT), at))) found.push(at);
  }
  return found;
}

/** A line between two blocks by which the second takes the place of the first: "with", "becomes", "Replace it with:". */
const takesPlace =
  /^\W*(?:(?:with|to|into|by|becomes?|should (?:be|read)|after)\b\W*$|[→⇒⬇↓]|[-=]+>|(?:(?:replace|swap|change|turn|rewrite|correct|fix)\s+(?:it|that|this|them|these|those)\s+(?:with|to|into|by|as|for)\b))/iu;

/** Whether a block is shown as the right form of the one before it, as far as a name is meant. */
function isReplacedBy(next: CodePart, wrong: string, right: string | undefined): boolean {
  if (right === undefined || !mentions(next.code, right) || mentions(next.code, wrong)) return false;
  return takesPlace.test(next.leadIn) || isRightLine(next.leadIn);
}

interface KnownStance {
  readonly wrong: string;
  readonly right: string | undefined;
  readonly stance: Stance;
}

/** What the prose around the blocks of a message says of the names in them; one block often holds the same name again and again. */
export class BlockStances {
  readonly #text: string;
  readonly #parts: TextParts;
  readonly #surroundings: BlockSurroundings;
  /** Of the part that was asked about last; its hits come one after the other. */
  #known: KnownStance[] = [];
  #knownOf: CodePart | undefined;
  readonly #looksAhead: boolean;
  /** Offsets of complaints, by name. */
  #complaints: Map<string, readonly number[]> | undefined;
  /** Answers of {@link BlockStances.#firstLesson}, by name and what is right. */
  #lessons: Map<string, number> | undefined;

  /** @param looksAhead Whether what stands behind a block counts, beyond the sentence that follows it. */
  constructor(text: string, parts: TextParts, surroundings: BlockSurroundings, looksAhead: boolean) {
    this.#looksAhead = looksAhead;
    this.#text = text;
    this.#parts = parts;
    this.#surroundings = surroundings;
  }

  /** What is said of a name in a block: by its lead-in, by what was said before, and by what follows. */
  of(part: CodePart, wrong: string, right: string | undefined): Stance {
    if (this.#knownOf !== part) {
      this.#known = [];
      this.#knownOf = part;
    }
    for (const known of this.#known) if (known.wrong === wrong && known.right === right) return known.stance;
    const stance = this.#judge(part, wrong, right);
    this.#known.push({ wrong, right, stance });
    return stance;
  }

  /** Whether the text shows what a compiler or the server says of a name: `undefined symbol "RandomFloat"`. */
  #isBlamed(part: CodePart, wrong: string): boolean {
    let complaints = this.#complaints?.get(wrong);
    if (complaints === undefined) {
      complaints = complaintsOf(this.#text, wrong);
      (this.#complaints ??= new Map()).set(wrong, complaints);
    }
    return complaints.some((at) => this.#looksAhead || at < part.start);
  }

  #judge(part: CodePart, wrong: string, right: string | undefined): Stance {
    const leadIn = judgeLeadIn(clausesAbout(part.leadIn, part.code), wrong);
    if (leadIn !== "uses") return leadIn;
    const behind = firstSentence(this.#text, part.after);
    const next = this.#looksAhead ? this.#surroundings.behind(part) : undefined;
    const isLeadIn = /[:：]\W*$/.test(behind) || (behind !== "" && next?.leadIn === behind);
    const aftermath = judgeAftermath(behind, wrong, right, isLeadIn);
    if (aftermath !== "uses") return aftermath;
    if (this.#isBlamed(part, wrong)) return "unclear";
    if (next !== undefined && isReplacedBy(next, wrong, right)) return "unclear";
    const surroundings = this.#surroundings.judge(part, behind);
    if (surroundings !== "uses") return surroundings;
    return this.#firstLesson(wrong, right) <= part.start ? "unclear" : "uses";
  }

  /** Where the first paragraph ends that teaches what is wrong about a name; far beyond the text where none does. */
  #firstLesson(wrong: string, right: string | undefined): number {
    const key = `${wrong}\n${right ?? ""}`;
    const known = this.#lessons?.get(key);
    if (known !== undefined) return known;
    const lesson = this.#parts.prose.find(({ start, end }) => {
      const prose = this.#text.slice(start, end);
      if (!mentions(prose, wrong)) return false;
      for (let at = prose.indexOf(wrong); at !== -1; at = prose.indexOf(wrong, at + 1)) {
        if (judgeSentence(sentenceAround(prose, at, at + wrong.length), wrong, right) === "teaches") return true;
      }
      return false;
    });
    const end = lesson?.end ?? Number.POSITIVE_INFINITY;
    (this.#lessons ??= new Map()).set(key, end);
    return end;
  }
}
