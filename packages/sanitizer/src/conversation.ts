import { decodeSpan } from "./json-text-span.ts";
import { findStringValues, type RecordText } from "./record-texts.ts";
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

/** The texts of one record, asked about each other. Each answer is worked out once, when it is wanted. */
export class Conversation {
  readonly #source: string;
  readonly #texts: readonly RecordText[];
  readonly #adapters: RuleTable["adapters"];
  readonly #bytes: boolean;
  readonly #defined = new Map<string, Map<RecordText, boolean>>();
  readonly #decoded = new Map<RecordText, string>();
  #includes: readonly string[] | undefined;

  /**
   * @param source The JSON of the record.
   * @param texts Every text in it.
   * @param bytes Whether the source is UTF-8 read as Latin-1.
   */
  constructor(source: string, texts: readonly RecordText[], adapters: RuleTable["adapters"], bytes: boolean) {
    this.#source = source;
    this.#texts = texts;
    this.#adapters = adapters;
    this.#bytes = bytes;
  }

  /** What the others say of one text. */
  around(text: RecordText): ConversationAround {
    return {
      isDefinedElsewhere: (name) => this.#isDefinedBeside(text, name),
      includesElsewhere: () => (this.#includes ??= includesIn(this.#source)),
      isQuoted: (code) => {
        const lines = code.trim();
        return this.#texts.some(
          (other) => other.role !== text.role && other.kind === "text" && this.#decode(other).includes(lines),
        );
      },
    };
  }

  #isDefinedBeside(text: RecordText, name: string): boolean {
    let answers = this.#defined.get(name);
    if (answers === undefined) {
      answers = new Map();
      this.#defined.set(name, answers);
    }
    for (const other of this.#texts) {
      if (other === text) continue;
      let isDefined = answers.get(other);
      if (isDefined === undefined) {
        isDefined = this.#defines(other, name);
        answers.set(other, isDefined);
      }
      if (isDefined) return true;
    }
    return false;
  }

  #defines(text: RecordText, name: string): boolean {
    // A name that is spelt with escapes is not looked for.
    if (!this.#source.slice(text.start, text.end).includes(name)) return false;
    const pieces = text.kind === "text" ? [this.#decode(text)] : argumentTexts(this.#decode(text));
    return pieces.some((piece) => textDefines(piece, name, this.#adapters));
  }

  #decode(text: RecordText): string {
    let decoded = this.#decoded.get(text);
    if (decoded === undefined) {
      decoded = decodeSpan(this.#source, text.start, text.end, this.#bytes);
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
  ].map(([, angled, quoted]) => (angled ?? quoted ?? "").trim());
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
