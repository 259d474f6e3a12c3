import { includedFile } from "@tunewright/sourcepawn";
import { decodeSpan } from "./json-text-span.ts";
import { findStringValues } from "./record-texts.ts";
import type { RuleTable } from "./rule-table.ts";
import { textDefines } from "./text-defines.ts";

/** What the rest of a conversation says of one of its texts. */
export interface ConversationAround {
  /** Whether code in another text defines a name. */
  isDefinedElsewhere(name: string): boolean;
  /** Names of the files that the code of the whole conversation includes. */
  includesElsewhere(): readonly string[];
  /** Whether a piece of code stands in a text of another role to the letter, so that it is quoted from there. */
  isQuoted(code: string): boolean;
}

/** A text of a conversation, wherever it comes from. */
export interface ConversationText {
  readonly role: string;
  /** `arguments` is JSON inside a string. */
  readonly kind: "text" | "arguments";
  /** Whether a name stands in it as it is written; one that is spelt with escapes is not looked for. */
  holds(name: string): boolean;
  decode(): string;
}

/** The texts of one record, asked about each other. Each answer is worked out once, when it is wanted. */
export class Conversation {
  readonly #texts: readonly ConversationText[];
  readonly #source: () => string;
  readonly #adapters: RuleTable["adapters"];
  readonly #definitions = new Map<ConversationText, Map<string, boolean>>();
  readonly #decoded = new Map<ConversationText, string>();
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
    const text = this.#texts[index];
    return {
      isDefinedElsewhere: (name) => this.#texts.some((other) => other !== text && this.#defines(other, name)),
      includesElsewhere: () => (this.#includes ??= includesIn(this.#source())),
      isQuoted: (code) => {
        const lines = code.trim();
        return this.#texts.some(
          (other) => other.role !== text?.role && other.kind === "text" && this.#decode(other).includes(lines),
        );
      },
    };
  }

  /** The decoded text with this number. */
  decoded(index: number): string {
    const text = this.#texts[index];
    return text === undefined ? "" : this.#decode(text);
  }

  #defines(text: ConversationText, name: string): boolean {
    if (!text.holds(name)) return false;
    let answers = this.#definitions.get(text);
    if (answers === undefined) {
      answers = new Map();
      this.#definitions.set(text, answers);
    }
    let isDefined = answers.get(name);
    if (isDefined === undefined) {
      const pieces = text.kind === "text" ? [this.#decode(text)] : argumentTexts(this.#decode(text));
      isDefined = pieces.some((piece) => textDefines(piece, name, this.#adapters));
      answers.set(name, isDefined);
    }
    return isDefined;
  }

  #decode(text: ConversationText): string {
    let decoded = this.#decoded.get(text);
    if (decoded === undefined) {
      decoded = text.decode();
      this.#decoded.set(text, decoded);
    }
    return decoded;
  }
}

/** Names of the included files in a text, also where it is written as JSON in JSON: each at the start of its line. */
export function includesIn(text: string): readonly string[] {
  if (!text.includes("include")) return [];
  return [
    ...text.matchAll(/(?:^|\\[nrt]|["\n\t])[ \t]*#[ \t]*(?:try)?include[ \t]*(?:<([^<>"\\\n]+)>|\\*"([^<>"\\\n]+))/g),
  ].map(([, angled, quoted = ""]) => (angled === undefined ? includedFile(quoted, true) : angled.trim()));
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
