import type { CodeCall } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";

/** The text of an argument, counted from 1; empty when there is none. */
export function argument(view: SourcePawnView, call: CodeCall, position: number): string {
  const span = call.arguments[position - 1];
  return span === undefined ? "" : view.code.slice(span.start, span.end).trim();
}

/** The string literal that an argument is or stands for, with its quotes: by a define, or by an array that begins with it. */
export function literalText(view: SourcePawnView, call: CodeCall, position: number): string {
  const text = argument(view, call, position);
  return /^\w+$/.test(text) ? (constantText(view, text) ?? text) : text;
}

const known = new WeakMap<SourcePawnView, Map<string, string | undefined>>();

/** The string literal that a define or an array gives a name, with its quotes. */
export function constantText(view: SourcePawnView, name: string): string | undefined {
  let texts = known.get(view);
  if (texts === undefined) {
    texts = new Map();
    known.set(view, texts);
  }
  if (!texts.has(name)) texts.set(name, findConstant(view, name));
  return texts.get(name);
}

function findConstant(view: SourcePawnView, name: string): string | undefined {
  for (const index of view.occurrences(name)) {
    if (/^#\s*define$/.test(view.text(index - 1))) return quoted(view.text(index + 1));
    let at = index + 1;
    // Passes the brackets of `name[]`, `name[32]`.
    while (view.text(at) === "[" || view.text(at) === "]" || view.around(at) > view.around(index)) at += 1;
    if (at > index + 1 && view.text(at) === "=") return quoted(view.text(at + 1));
  }
  return undefined;
}

function quoted(text: string): string | undefined {
  return text.startsWith('"') ? text : undefined;
}
