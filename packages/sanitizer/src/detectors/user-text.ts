import type { CodeCall } from "../language-adapter.ts";
import type { SourcePawnView } from "../sourcepawn-view.ts";

/** Functions that fill a buffer with what a player typed or chose, and the position of the buffer. */
const sources: ReadonlyMap<string, number> = new Map([
  ["GetClientName", 2],
  ["GetCmdArg", 2],
  ["GetCmdArgString", 1],
  ["GetClientInfo", 3],
]);

/** Functions that make text safe, or prove that it is, when it is one of their arguments. */
const guards = [
  "IsMapValid",
  "ReplaceString",
  "ReplaceStringEx",
  "SQL_EscapeString",
  "SQL_QuoteString",
  "Escape",
  "StringToInt",
  "StringToFloat",
  "FindTarget",
  "ProcessTargetString",
  "IsCharAlpha",
  "IsCharNumeric",
  "FindCharInString",
];

/** Names of functions that {@link userText} starts from. */
export const userTextSources: readonly string[] = [...sources.keys(), "OnClientSayCommand", "OnClientSayCommand_Post"];

/**
 * The variables that hold what a player wrote, in the function around an index, and that nothing has made safe.
 *
 * Follows the text for one step only, from the function that fills the buffer: enough for how plugins are written, and a
 * variable whose origin the code does not show is never accused.
 */
export function userText(view: SourcePawnView, index: number): Set<string> {
  const open = view.functionAt(index);
  const end = view.functionEnd(open);
  const isInside = (at: number): boolean => at > open && at < end;
  const found = new Set<string>();
  for (const { index: at, call } of view.calls(sources.keys())) {
    if (!isInside(at)) continue;
    const buffer = argument(view, call, sources.get(call.callee) ?? 0);
    if (/^\w+$/.test(buffer)) found.add(buffer);
  }
  if (open > 0) {
    const head = view.code.slice(view.startOf(headStart(view, open)), view.startOf(open));
    if (/\bOnClientSayCommand(?:_Post)?\s*\(/.test(head)) {
      const text = /(\w+)\s*(?:\[\s*\])?\s*\)\s*$/.exec(head)?.[1];
      if (text !== undefined) found.add(text);
    }
  }
  for (const { index: at, call } of view.calls(guards)) {
    if (!isInside(at)) continue;
    for (const span of call.arguments) found.delete(view.code.slice(span.start, span.end).trim());
  }
  return found;
}

/** The text of an argument, counted from 1; empty when there is none. */
export function argument(view: SourcePawnView, call: CodeCall, position: number): string {
  const span = call.arguments[position - 1];
  return span === undefined ? "" : view.code.slice(span.start, span.end).trim();
}

function headStart(view: SourcePawnView, open: number): number {
  let at = open - 1;
  while (at > 0 && view.around(at) !== -1) at -= 1;
  while (at > 0 && !/^[;}]$/.test(view.text(at - 1)) && view.around(at - 1) === view.around(open)) at -= 1;
  return Math.max(at - 1, 0);
}
