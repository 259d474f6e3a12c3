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
  const faults: YamlFault[] = [];
  for (const { code, message, pos } of document.errors) {
    const fault = faultAt(pos[0], wordsOf(code, message));
    if (fault.line !== faults.at(-1)?.line) faults.push(fault);
    if (!plainCodes.has(code)) break;
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

/** Faults whose words name only YAML's own signs, and behind which the parser goes on. */
const plainCodes: ReadonlySet<string> = new Set([
  "ALIAS_PROPS",
  "BAD_INDENT",
  "BLOCK_AS_IMPLICIT_KEY",
  "BLOCK_IN_FLOW",
  "DUPLICATE_KEY",
  "MISSING_CHAR",
  "MULTILINE_IMPLICIT_KEY",
  "MULTIPLE_ANCHORS",
  "MULTIPLE_TAGS",
  "TAB_AS_INDENT",
]);

function wordsOf(code: string, message: string): string {
  if (code === "MULTIPLE_DOCS") return "a second document begins here; keep one in a file";
  if (!plainCodes.has(code)) return "this is not YAML; check the quotes, brackets and spaces here and before it";
  return (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
}
