import { decodeSpan } from "./json-text-span.ts";
import { findStringValues, type RecordText } from "./record-texts.ts";
import type { RuleTable } from "./rule-table.ts";
import { textDefines } from "./text-defines.ts";

/** What the rest of a conversation says of one of its texts. Each answer is worked out when it is wanted. */
export interface Conversation {
  /** Whether code in another text defines a name. */
  isDefinedElsewhere(name: string): boolean;
  /** Names of the files that the code of the whole conversation includes. */
  includesElsewhere(): readonly string[];
  /** Whether a piece of code stands in a text of another role to the letter, so that it is quoted from there. */
  isQuoted(code: string): boolean;
}

/**
 * Looks at a record from one of its texts.
 *
 * @param source The JSON of the record.
 * @param texts Every text in it.
 * @param text The one that is asked for.
 * @param bytes Whether the source is UTF-8 read as Latin-1.
 */
export function conversationAround(
  source: string,
  texts: readonly RecordText[],
  text: RecordText,
  adapters: RuleTable["adapters"],
  bytes: boolean,
): Conversation {
  const decode = ({ start, end }: RecordText): string => decodeSpan(source, start, end, bytes);
  return {
    isDefinedElsewhere: (name) =>
      texts.some((other) => {
        // A name that is spelt with escapes is not looked for.
        if (other === text || !source.slice(other.start, other.end).includes(name)) return false;
        const pieces = other.kind === "text" ? [decode(other)] : argumentTexts(decode(other));
        return pieces.some((piece) => textDefines(piece, name, adapters));
      }),
    includesElsewhere: () => includesIn(source),
    isQuoted: (code) => {
      const lines = code.trim();
      return texts.some((other) => other.role !== text.role && other.kind === "text" && decode(other).includes(lines));
    },
  };
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
