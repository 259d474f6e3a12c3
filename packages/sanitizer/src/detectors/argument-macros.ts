import { askedOnceOf } from "../languages/kept-answers.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";

/** A macro that stands for several arguments: `#define SZF(%0) %0, sizeof(%0)`. */
export interface ArgumentMacro {
  /** The names of its parameters, as `%0`. */
  readonly parameters: readonly string[];
  /** The arguments that it stands for, in terms of its parameters. */
  readonly stands: readonly string[];
}

const definition = /^[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w*)\(([^()\n]{1,64})\)[ \t]+([^\n]{1,256})/gm;

/** The macros of some code that stand for several arguments, a text before its size; `undefined` for nearly all code, which has none. */
export const argumentMacros = askedOnceOf((view: SourcePawnView) => readMacros(view.code));

function readMacros(code: string): ReadonlyMap<string, ArgumentMacro> | undefined {
  if (!code.includes("sizeof") || !code.includes("define")) return undefined;
  const macros = new Map<string, ArgumentMacro>();
  for (const [, name = "", heads = "", body = ""] of code.matchAll(definition)) {
    const stands = splitArguments(body.replace(/\/[/*][^\n]*$/, ""));
    if (stands.length < 2 || !stands.some((part) => part.startsWith("sizeof"))) continue;
    macros.set(name, { parameters: splitArguments(heads), stands });
  }
  return macros.size === 0 ? undefined : macros;
}

/** The arguments that one stands for: itself, unless it is a call of such a macro. */
export function standsFor(text: string, macros: ReadonlyMap<string, ArgumentMacro>): readonly string[] {
  const [, name = "", inner = ""] = /^([A-Za-z_]\w*)\s*\(([^]*)\)$/.exec(text) ?? [];
  const macro = macros.get(name);
  if (macro === undefined) return [text];
  const given = splitArguments(inner);
  return macro.stands.map((part) =>
    part.replace(/%\d/g, (parameter) => given[macro.parameters.indexOf(parameter)] ?? parameter),
  );
}

/** Text cut at the commas that stand in no brackets and no string. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] as string;
    if (letter === '"') at = endOfString(text, at);
    else if ("([{".includes(letter)) depth += 1;
    else if (")]}".includes(letter)) depth -= 1;
    else if (letter === "," && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, text.slice(from).trim()];
}

/** Offset of the quote that ends the string whose first quote is at an offset; the end where none does. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
