import { isRightLine, labelOf, type Stance } from "./teaching.ts";
import type { CodePart, TextParts } from "../texts/text-parts.ts";

/** A lead-in that ties a block to the one before it: `or this:`, `and likewise`. */
const goesOn =
  /^\W*(?:(?:or|and|nor|also|likewise|neither|as well as|the same (?:goes )?for|oder|und|ou|et|o|y|e)\b)/iu;

/** A lead-in after which a block may well be there for its mistake; whether it is cannot be told. */
const suspicious = new RegExp(
  [
    // "Instead of", "Replace" and their like end where the block begins.
    `^\\W*(?:instead of|rather than) (?:writing|using|calling|doing|hooking|typing|this|that|these|the \\w+)\\W*$`,
    // A quiz: what stands under `A)` may be any of its answers.
    `^\\W*\\(?[A-E][).]\\W*$`,
    `\\b(?:tempt(?:ing|ed)|easy to (?:write|think|assume)|(?:people|plugins|models|beginners|newcomers) (?:often|usually|sometimes|tend to) (?:write|use|call|try)|(?:looks|seems) (?:right|correct|fine|plausible))\\b`,
    `^\\W*(?:instead of|rather than|replace|change|rename|from|in place of|anstatt|statt|au lieu de|en lugar de)\\W*$`,
    // "Replace this:" shows the old form, "Replace it with this:" the new one.
    `^\\W*(?:replace|swap|rename|remove|delete|drop|change)\\b(?![^:]*\\b(?:with|by|to|into|so|as follows|like|add|write|use|put|insert|paste)\\b)[^:]*:\\W*$`,
    `\\b(?:find|spot|locate|identify|name|guess)\\s+(?:the|all|every|\\w+)\\s+(?:\\w+\\s+)?(?:bugs?|mistakes?|errors?|problems?|faults?)`,
    `\\bwhat\\b[^.]*\\b(?:wrong|happens|mistake|problem)\\b[^.]*[?:]|\\b(?:this|that|the following)\\s+(?:code|snippet|plugin|example|line|call)\\b[^.]*\\?\\W*$`,
    `\\b(?:this|these|it|both(?: of (?:these|them))?|(?:all|each|none|neither|any) of (?:these|them)|the following(?: \\w+)?|the (?:code|snippet|call|line)s? (?:below|above))\\s+(?:will |would |may |can )?(?:fails?|throws?|crash(?:es)?|breaks?|errors? out|is broken|are broken|is flawed|gives? an? error)`,
    `\\b(?:broken|buggy|faulty|flawed|failing|hallucinated|invented|made-up|imaginary|fictitious|non-?existent)\\s+(?:code|calls?|versions?|lines?|snippets?|examples?|ones?|attempts?|plugins?|functions?|natives?|events?|names?)\\b`,
    `\\b(?:problem|error|bug|mistake|issue|culprit|fault)s?\\b[^.:]*\\b(?:is|are|lies?|comes?|sits?)\\b(?!\\s+(?:fixed|solved|gone|handled|corrected|mended))[^.:]*\\b(?:lines?|here|code|calls?|block|part|snippet|this|these)\\W*$`,
    `\\bundefined symbol\\b|\\bunknown native\\b|\\bdoes not compile\\b`,
  ].join("|"),
  "iu",
);

/** Answers of {@link isSuspicious}; the same few lines lead up to most blocks of code. */
const suspects = new Map<string, boolean>();

function isSuspicious(line: string): boolean {
  let is = suspects.get(line);
  if (is === undefined) {
    is = suspicious.test(line);
    if (suspects.size >= 4096) suspects.clear();
    suspects.set(line, is);
  }
  return is;
}

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
      if (isSuspicious(part.leadIn)) unclear.add(part);
      else if (!isRightLine(part.leadIn)) {
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
