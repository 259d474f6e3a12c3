import { isSuspicious } from "./suspicious-lines.ts";
import { isRightLine, labelOf, type Stance } from "./teaching.ts";
import type { CodePart, TextParts } from "../texts/text-parts.ts";

/** A lead-in that ties a block to the one before it: `or this:`, `and likewise`. */
const goesOn =
  /^\W*(?:(?:or|and|nor|also|likewise|neither|as well as|the same (?:goes )?for|oder|und|ou|et|o|y|e)\b)/iu;

/** What follows a block that is quoted for its mistake. */
const disowned =
  /^\W*(?:(?:which|that|this|it|all of (?:it|this)|the above)\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?(?:invented|made up|hallucinated|fictitious|imaginary|nonsense|fake)|hallucinat|what(?:'s| is) wrong\b)/iu;

const heading = /^(#{1,6})\s+(.*)$/gm;

/**
 * What stands around the blocks of a message, further off than their own lead-ins: the headings that a block is under, the block
 * that it goes on from, what takes it back, and a block that is the same but for the mistake.
 *
 * It never says more than that one cannot tell. One pass over the message serves all of its blocks.
 */
export class BlockSurroundings {
  readonly #text: string;
  readonly #parts: TextParts;
  #unclear: ReadonlySet<CodePart> | undefined;
  #next: ReadonlyMap<CodePart, CodePart | undefined> | undefined;
  #firsts: ReadonlyMap<string, readonly CodePart[]> | undefined;

  constructor(text: string, parts: TextParts) {
    this.#text = text;
    this.#parts = parts;
  }

  /** @param sentence The first sentence behind the block. */
  judge(part: CodePart, sentence: string): Stance {
    if (disowned.test(sentence)) return "unclear";
    this.#unclear ??= this.#findUnclear();
    return this.#unclear.has(part) ? "unclear" : "uses";
  }

  /** The block behind another. */
  behind(part: CodePart): CodePart | undefined {
    if (this.#parts.code.length === 1) return undefined;
    this.#next ??= new Map(this.#parts.code.map((one, index) => [one, this.#parts.code[index + 1]]));
    return this.#next.get(part);
  }

  /**
   * Whether a block would be the same as another once it is repaired: then the two stand there as wrong and right, and the repair
   * would undo the lesson.
   *
   * @param looksAhead Whether a block further down counts.
   */
  hasTwin(part: CodePart, repaired: string, looksAhead: boolean): boolean {
    if (this.#parts.code.length < 2) return false;
    this.#firsts ??= this.#byCode();
    const same = this.#firsts.get(plain(repaired)) ?? [];
    return same.some((other) => other !== part && (looksAhead || other.start < part.start));
  }

  #byCode(): Map<string, CodePart[]> {
    const found = new Map<string, CodePart[]>();
    for (const part of this.#parts.code) {
      const key = plain(part.code);
      const list = found.get(key);
      // Two tell that there is another one.
      if (list === undefined) found.set(key, [part]);
      else if (list.length < 2) list.push(part);
    }
    return found;
  }

  #findUnclear(): Set<CodePart> {
    const unclear = new Set<CodePart>();
    const headings = this.#headings();
    const open: Heading[] = [];
    let next = 0;
    let before: CodePart | undefined;
    for (const part of this.#parts.code) {
      for (let found = headings[next]; found !== undefined && found.at < part.start; found = headings[(next += 1)]) {
        while ((open.at(-1)?.level ?? 0) >= found.level) open.pop();
        open.push(found);
      }
      const isRight = isRightLine(part.leadIn);
      if (isSuspicious(part.leadIn, isRight)) unclear.add(part);
      else if (!isRight) {
        const isTied = before !== undefined && this.#goesOnFrom(before, part);
        const isBadBefore = before !== undefined && (unclear.has(before) || labelOf(before.leadIn) !== "uses");
        // The nearest heading that says good or bad counts.
        const judged = open.findLast(({ stance }) => stance !== undefined);
        if ((isTied && isBadBefore) || judged?.stance === "bad") unclear.add(part);
      }
      before = part;
    }
    return unclear;
  }

  #goesOnFrom(before: CodePart, part: CodePart): boolean {
    if (goesOn.test(part.leadIn)) return true;
    if (part.leadIn !== "" || part.start - before.after > 200) return false;
    // The block's own fence is no word between them.
    return (
      this.#text
        .slice(before.after, part.start)
        .trimEnd()
        .replace(/[^\n]*$/, "")
        .trim() === ""
    );
  }

  #headings(): Heading[] {
    const found: Heading[] = [];
    for (const { start, end } of this.#parts.prose) {
      const prose = this.#text.slice(start, end);
      if (!prose.includes("#")) continue;
      for (const { index, 1: marks = "", 2: title = "" } of prose.matchAll(heading)) {
        const isBad = labelOf(title) !== "uses";
        const stance = isRightLine(title) ? "good" : isBad ? "bad" : undefined;
        found.push({ at: start + index, level: marks.length, stance });
      }
    }
    return found;
  }
}

interface Heading {
  readonly at: number;
  readonly level: number;
  readonly stance: "good" | "bad" | undefined;
}

function plain(code: string): string {
  return code.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, "");
}
