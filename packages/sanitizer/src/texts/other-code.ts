import type { LanguageAdapter } from "../languages/language-adapter.ts";
import { firstFrom } from "./first-from.ts";

/** A line that ends as statements do, or an assignment: no sentence does either. */
const statement = /[;{}][ \t]*\r?$|^[ \t]*(?:\w+[ \t]+)?[\w.[\]]+[ \t]*(?:=|<-)[ \t]/m;

/** Code of another language that stands among words, without a fence: what looks wrong in it may be right there. */
export class OtherCode {
  readonly #isOther: (lines: string) => boolean;
  readonly #looksAhead: boolean;
  readonly #paragraphs: readonly string[];
  /** Where each paragraph ends, with the blank lines behind it. */
  readonly #ends: readonly number[];
  /** Paragraphs that were looked at for the first one of another language. */
  #seen = 0;
  #firstOther = Number.POSITIVE_INFINITY;

  /**
   * @param words A stretch of a message between its blocks of code.
   * @param looksAhead Whether a paragraph further down tells the language of those before it.
   */
  constructor(
    words: string,
    { looksLikeOtherCode }: Pick<LanguageAdapter, "looksLikeOtherCode">,
    { looksAhead = true }: { readonly looksAhead?: boolean } = {},
  ) {
    this.#isOther = looksLikeOtherCode ?? (() => false);
    this.#looksAhead = looksAhead;
    this.#paragraphs = words.split(/(?<=\n[ \t]*\r?\n)(?![ \t]*\r?\n)/);
    let end = 0;
    this.#ends = this.#paragraphs.map((paragraph) => (end += paragraph.length));
  }

  /**
   * Whether the paragraph around an offset is such code. A function with blank lines in it is many paragraphs, and only one may tell the
   * language: where one does, all that are statements count.
   */
  holds(offset: number): boolean {
    const index = firstFrom(this.#ends, offset + 1);
    if (!statement.test(this.#paragraphs[index] ?? "")) return false;
    const last = this.#looksAhead ? this.#paragraphs.length - 1 : index;
    for (; this.#seen <= last && this.#firstOther === Number.POSITIVE_INFINITY; this.#seen += 1) {
      const paragraph = this.#paragraphs[this.#seen] ?? "";
      if (statement.test(paragraph) && this.#isOther(paragraph)) this.#firstOther = this.#seen;
    }
    return this.#firstOther <= last;
  }
}
