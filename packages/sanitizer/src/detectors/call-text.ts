import { askedOnceByName } from "../languages/kept-answers.ts";
import type { CodeCall, CodeSpan } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { type ArgumentMacro, argumentMacros, standsFor } from "./argument-macros.ts";

/** The text of an argument, counted from 1; empty when there is none. What a macro stands for counts one by one. */
export function argument(view: SourcePawnView, call: CodeCall, position: number): string {
  const macros = argumentMacros(view);
  if (macros !== undefined) return written(view, call, macros)[position - 1] ?? "";
  const span = call.arguments[position - 1];
  return span === undefined ? "" : textAt(view, span);
}

/** How many arguments a call has, counted as {@link argument} does. */
export function argumentCount(view: SourcePawnView, call: CodeCall): number {
  const macros = argumentMacros(view);
  return macros === undefined ? call.arguments.length : written(view, call, macros).length;
}

const texts = new WeakMap<CodeCall, readonly string[]>();

/** The arguments of a call without macros, written out once: each is asked for by its position. */
function written(view: SourcePawnView, call: CodeCall, macros: ReadonlyMap<string, ArgumentMacro>): readonly string[] {
  let found = texts.get(call);
  if (found === undefined) {
    found = call.arguments.flatMap((span) => standsFor(textAt(view, span), macros));
    texts.set(call, found);
  }
  return found;
}

function textAt(view: SourcePawnView, { start, end }: CodeSpan): string {
  return view.code.slice(start, end).trim();
}

/** The positions of the arguments of a call, from one on. */
export function positionsFrom(view: SourcePawnView, call: CodeCall, from: number): readonly number[] {
  const positions: number[] = [];
  for (let position = from; position <= argumentCount(view, call); position += 1) positions.push(position);
  return positions;
}

/** The string literal that an argument is or stands for, with its quotes: by a define, or by an array that begins with it. */
export function literalText(view: SourcePawnView, call: CodeCall, position: number): string {
  const text = argument(view, call, position);
  return /^\w+$/.test(text) ? (constantText(view, text) ?? text) : text;
}

/** The string literal that a define or an array gives a name, with its quotes. */
export const constantText = askedOnceByName((view: SourcePawnView, name): string | undefined => {
  for (const index of view.occurrences(name)) {
    if (/^#\s*define$/.test(view.text(index - 1))) return quoted(view.text(index + 1));
    let at = index + 1;
    // Passes the brackets of `name[]`, `name[32]`.
    while (view.text(at) === "[" || view.text(at) === "]" || view.around(at) > view.around(index)) at += 1;
    if (at > index + 1 && view.text(at) === "=") return quoted(view.text(at + 1));
  }
  return undefined;
});

function quoted(text: string): string | undefined {
  return text.startsWith('"') ? text : undefined;
}
