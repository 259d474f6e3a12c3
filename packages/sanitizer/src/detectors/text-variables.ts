import type { CodeCall } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument } from "./call-text.ts";

/**
 * What an expression is called as a place for text; empty where it is none.
 *
 * The elements of an array are one place, but for those that a constant tells apart: `g_Player[client][Name]` is not
 * `g_Player[client][Auth]`, nor is `player.name` `player.auth`.
 */
export function variableIn(text: string): string {
  let place = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] as string;
    if (letter !== "[") {
      if (!/[\w.]/.test(letter)) return "";
      place += letter;
      continue;
    }
    const close = closeOf(text, at);
    const element = text.slice(at + 1, close).trim();
    if (/^(?:\d+|[A-Z]\w*)$/.test(element)) place += `[${element}]`;
    at = close;
  }
  return /^[A-Za-z_]/.test(place) ? place : "";
}

/** The array that an element as {@link variableIn} writes it belongs to. */
export function arrayOf(place: string): string {
  return place.replace(/\[\w+\]/g, "");
}

/** Offset of the bracket that closes the one at an offset; the end where none does. */
function closeOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "[") depth += 1;
    else if (text[at] === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** Whether an argument is one of some variables, or an element of one. */
export function holdsAny(view: SourcePawnView, call: CodeCall, position: number, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const place = variableIn(argument(view, call, position));
  return place !== "" && (names.has(place) || names.has(arrayOf(place)));
}
