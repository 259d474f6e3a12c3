import { decodeSpan } from "../records/json-text-span.ts";
import { findStringValues } from "../records/record-texts.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { announcesForward, textDefines } from "../languages/text-defines.ts";
import { includesIn } from "../languages/text-includes.ts";
import { complainsOf, withoutCode } from "./later-complaint.ts";
import { asksForWhatIsWrong, reportsFailure, requestHint, takesAnswerBack } from "./requests.ts";
import { mentions } from "../texts/words.ts";

/** What the rest of a conversation says of one of its texts. */
export interface ConversationAround {
  /** Whether code in another text defines a name. */
  readonly isDefinedElsewhere: (name: string) => boolean;
  /** Whether the conversation makes a name that of a forward, as a plugin does that others listen to. */
  readonly isAnnounced: (name: string) => boolean;
  /** Names of the files that the code of the whole conversation includes. */
  readonly includesElsewhere: () => readonly string[];
  /** Whether a piece of code stands in a text of another role to the letter, so that it is quoted from there. */
  readonly isQuoted: (code: string) => boolean;
  /** Whether a later text complains of a name that would be repaired, or takes it back, or an earlier one asked for what is wrong. */
  readonly isComplainedOf: (wrong: string, right: string) => boolean;
}

/** A text of a conversation, wherever it comes from. */
export interface ConversationText {
  readonly role: string;
  /** `arguments` is JSON inside a string. */
  readonly kind: "text" | "arguments";
  /** UTF-16 units that it has at most once it is decoded. */
  readonly length: number;
  /** Whether a name stands in it as it is written; one that is spelt with escapes is not looked for. */
  holds(name: string): boolean;
  /** Whether a pattern of plain words matches it as it is written: a look that is far cheaper than {@link decode}. */
  matches(pattern: RegExp): boolean;
  decode(): string;
}

/** So many texts are asked one by one, all but that of the name itself: reading that one is what costs. */
const FEW = 16;
/** UTF-16 units of a message that is read for what it asks for; a longer one is pasted. */
const LONGEST_REQUEST = 16_384;

/** The texts of one record, asked about each other. Each answer is worked out once, when it is wanted. */
export class Conversation {
  readonly #texts: readonly ConversationText[];
  readonly #source: () => string;
  readonly #adapters: RuleTable["adapters"];
  readonly #defining = new Map<string, readonly number[]>();
  readonly #announced = new Map<string, boolean>();
  readonly #decoded: (string | undefined)[] = [];
  /** By what is wrong and what is right, the last text that complains, -1 for none among those from `from` on. */
  #complaints: Map<string, { last: number; from: number }> | undefined;
  /** Texts without their code. */
  readonly #words: (string | undefined)[] = [];
  /** Whether requests ask for what is wrong. */
  readonly #requests: (boolean | undefined)[] = [];
  #includes: readonly string[] | undefined;

  /**
   * @param texts Every text in the record.
   * @param source The JSON of the record.
   */
  constructor(texts: readonly ConversationText[], source: () => string, adapters: RuleTable["adapters"]) {
    this.#texts = texts;
    this.#source = source;
    this.#adapters = adapters;
  }

  /** What the others say of the text with this number. */
  around(index: number): ConversationAround {
    return {
      isDefinedElsewhere: (name) => this.#isDefinedBeside(index, name),
      isAnnounced: (name) => this.#isAnnounced(name),
      includesElsewhere: () => (this.#includes ??= includesIn(this.#source())),
      isQuoted: (code) => this.#isQuoted(index, code),
      isComplainedOf: (wrong, right) =>
        this.#isAskedFor(index) || this.#isComplainedOf(index, wrong, right) || this.#isTakenBack(index, wrong, right),
    };
  }

  /** The decoded text with this number. */
  decoded(index: number): string {
    return (this.#decoded[index] ??= this.#texts[index]?.decode() ?? "");
  }

  #isAnnounced(name: string): boolean {
    let isAnnounced = this.#announced.get(name);
    if (isAnnounced === undefined) {
      isAnnounced = announcesForward(this.#source(), name);
      this.#announced.set(name, isAnnounced);
    }
    return isAnnounced;
  }

  #isDefinedBeside(index: number, name: string): boolean {
    if (this.#texts.length > FEW) return this.#definingTexts(name).some((other) => other !== index);
    for (let other = 0; other < this.#texts.length; other += 1) {
      if (other !== index && this.#defines(other, name)) return true;
    }
    return false;
  }

  /** The first two texts that define a name: with one of them every other text can be answered. */
  #definingTexts(name: string): readonly number[] {
    const known = this.#defining.get(name);
    if (known !== undefined) return known;
    const found: number[] = [];
    for (let index = 0; index < this.#texts.length && found.length < 2; index += 1) {
      if (this.#defines(index, name)) found.push(index);
    }
    this.#defining.set(name, found);
    return found;
  }

  #isQuoted(index: number, code: string): boolean {
    const role = this.#texts[index]?.role;
    const lines = code.trim();
    for (const [other, text] of this.#texts.entries()) {
      if (text.role === role || text.kind !== "text" || text.length < lines.length) continue;
      if (this.decoded(other).includes(lines)) return true;
    }
    return false;
  }

  #isComplainedOf(index: number, wrong: string, right: string): boolean {
    const last = this.#texts.length - 1;
    // Nearly every hit is in the last text, behind which nobody complains.
    if (index === last) return false;
    const key = `${wrong} ${right}`;
    this.#complaints ??= new Map();
    let known = this.#complaints.get(key);
    if (known === undefined) {
      known = { last: -1, from: last + 1 };
      this.#complaints.set(key, known);
    }
    while (known.last === -1 && known.from > index + 1) {
      known.from -= 1;
      const text = this.#texts[known.from];
      if (text?.kind !== "text" || !text.holds(wrong)) continue;
      if (complainsOf(this.#wordsOf(known.from), wrong, right)) known.last = known.from;
    }
    return known.last > index;
  }

  /** Whether the last request before a text is for mistakes, or for another language. */
  #isAskedFor(index: number): boolean {
    for (let other = index - 1; other >= 0; other -= 1) {
      const text = this.#texts[other];
      if (text?.role !== "user" || text.kind !== "text" || text.length > LONGEST_REQUEST) continue;
      return (this.#requests[other] ??= text.matches(requestHint) && asksForWhatIsWrong(this.#wordsOf(other)));
    }
    return false;
  }

  /** Whether the next answer has the right name instead, after somebody said that the code fails. */
  #isTakenBack(index: number, wrong: string, right: string): boolean {
    const role = this.#texts[index]?.role;
    let isReported = false;
    for (let other = index + 1; other < this.#texts.length; other += 1) {
      const text = this.#texts[other];
      if (text?.kind !== "text") continue;
      if (text.role === role) {
        if (!isReported || !text.holds(right)) return false;
        const decoded = this.decoded(other);
        if (!mentions(decoded, right) || mentions(decoded, wrong)) return false;
        const words = this.#wordsOf(other);
        return takesAnswerBack(words) || mentions(words, right);
      }
      isReported ||= text.length <= LONGEST_REQUEST && reportsFailure(this.#wordsOf(other));
    }
    return false;
  }

  #wordsOf(index: number): string {
    return (this.#words[index] ??= withoutCode(this.decoded(index)));
  }

  #defines(index: number, name: string): boolean {
    const text = this.#texts[index];
    if (text === undefined || !text.holds(name)) return false;
    const decoded = this.decoded(index);
    const pieces = text.kind === "text" ? [decoded] : argumentTexts(decoded);
    return pieces.some((piece) => textDefines(piece, name, this.#adapters));
  }
}

/** The strings inside the arguments of a tool call. */
function argumentTexts(json: string): string[] {
  try {
    JSON.parse(json);
  } catch {
    return [];
  }
  return findStringValues(json).map(({ start, end }) => decodeSpan(json, start, end, false));
}
