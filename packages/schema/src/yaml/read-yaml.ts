/** A document as the package `yaml` parses it; named by its shape, so that this package needs no parser. */
export interface YamlDocument {
  /** What the parser stumbled over, in the order of the text. */
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly pos: readonly [number, number];
  }[];
  /** The value, with its aliases followed; a `ReferenceError` where that cannot be. */
  toJS(): unknown;
}

/** Where an offset of a YAML text lies, as the `LineCounter` of the package `yaml` says it. */
export interface YamlLines {
  /** Line and column, both from 1. */
  linePos(offset: number): { readonly line: number; readonly col: number };
}

/** One fault of a YAML text. */
export interface YamlFault {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** What is wrong and what to do, without a word of the text. */
  readonly message: string;
}

/** What a YAML text holds, or why it cannot be read. */
export type YamlContent =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "faults"; readonly faults: readonly YamlFault[] };

/**
 * Takes the value out of a parsed YAML document, or says in words what is wrong with the text.
 *
 * Messages hold nothing of the text: whoever names a dataset where a config belongs must not find its records on the screen.
 * Of one line only the first fault is told, and nothing behind the place where the parser has lost its way, since that would be
 * its echo.
 *
 * @param document What `parseDocument` gave.
 * @param source `text`: what was parsed; `lines`: the line counter that it was parsed with.
 *
 * @example A list that is not closed
 * ```ts
 * import { readYaml } from "@tunewright/schema";
 * import { LineCounter, parseDocument } from "yaml";
 *
 * const text = "raw:\n  - [a.jsonl\n";
 * const lines = new LineCounter();
 * const content = readYaml(parseDocument(text, { lineCounter: lines }), { text, lines });
 * console.log(content.kind === "faults" ? content.faults[0]?.line : content.value);
 * //=> 3
 * ```
 */
export function readYaml(
  document: YamlDocument,
  { text, lines }: { readonly text: string; readonly lines: YamlLines },
): YamlContent {
  const faultAt = (offset: number, message: string): YamlFault => {
    const { line, col } = lines.linePos(offset);
    return { offset, line, column: col, message };
  };
  for (const [sign, message] of unreadable) {
    const at = text.search(sign);
    if (at !== -1) return { kind: "faults", faults: [faultAt(at, message)] };
  }
  const faults: YamlFault[] = [];
  for (const { code, message, pos } of document.errors) {
    const fault = faultAt(pos[0], wordsOf(code, message));
    if (fault.line !== faults.at(-1)?.line) faults.push(fault);
    // Whoever misses an indent or a quote reads all that follows otherwise than it was meant.
    if (code !== "DUPLICATE_KEY") break;
  }
  if (faults.length > 0) return { kind: "faults", faults };
  try {
    return { kind: "value", value: document.toJS() };
  } catch (error) {
    // Aliases are followed only now: one that leads nowhere, or so many of them that they would fill the memory.
    if (!(error instanceof ReferenceError)) throw error;
    const [, name] = /^Unresolved alias.*: (.+)$/.exec(error.message) ?? [];
    const words =
      name === undefined
        ? "its aliases stand for too much text; write out what they mean"
        : "this alias has no anchor before it; write out what it means";
    return { kind: "faults", faults: [faultAt(name === undefined ? 0 : Math.max(0, text.indexOf(`*${name}`)), words)] };
  }
}

/** What to do about a fault, by the parser's name for it. */
const words: Readonly<Record<string, string>> = {
  BAD_INDENT: "this line is indented otherwise than the ones that it belongs to; give them the same spaces",
  BLOCK_AS_IMPLICIT_KEY: "a colon inside this value makes a map of it; put the value in quotes",
  BLOCK_IN_FLOW: "this stands over several lines inside brackets; write it in one line, or without the brackets",
  DUPLICATE_KEY: "this key stands here a second time; keep one of them",
  MULTILINE_IMPLICIT_KEY: "this name of a setting goes over several lines; is a colon or a quote missing before it?",
  MULTIPLE_DOCS: "a second document begins here; keep one in a file",
  TAB_AS_INDENT: "a tab stands where the line is indented; write spaces",
};

function wordsOf(code: string, message: string): string {
  const [, bracket] = /end with an? ([\]}])/.exec(message) ?? [];
  if (bracket !== undefined) return `a bracket is not closed before this place; close it with ${bracket}`;
  if (code === "MISSING_CHAR") return missingSign(message);
  return words[code] ?? "this is not YAML; check the quotes, brackets and spaces here and before it";
}

/** What is missing, which only the parser's words tell. */
function missingSign(message: string): string {
  if (message.includes("quote")) return "a quote is not closed before this place; close it";
  if (message.includes("- indicator"))
    return "this line stands between the items of a list; indent it as the item that it belongs to, or begin it with a dash";
  if (message.includes(" , ")) return "a comma is missing between two items before this place; write it";
  return "a sign of YAML is missing before this place; check the colons, dashes and brackets";
}

/** What no text of lines in UTF-8 holds, whatever language it is in. */
const unreadable: readonly (readonly [RegExp, string])[] = [
  [/\0/, "the file is no text in UTF-8; save it as UTF-8, if its editor wrote UTF-16"],
  // What decoding leaves in place of bytes that mean nothing.
  [/\uFFFD/, "this letter is not in UTF-8; save the file as UTF-8"],
  [/\r(?!\n)/, "this line ends with a carriage return alone; save the file with line feeds"],
];
