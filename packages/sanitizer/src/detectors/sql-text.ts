import type { CodeCall } from "../language-adapter.ts";
import type { SourcePawnView } from "../sourcepawn-view.ts";
import { argument, constantText, literalText } from "./call-text.ts";
import { holdsAny, namesPlayer } from "./user-text.ts";

const query = /^"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|WITH)\b/i;

/** Whether a call puts text of a player into a query without escaping it. */
export function joinsQuery(view: SourcePawnView, index: number, call: CodeCall, text: ReadonlySet<string>): boolean {
  // A method of that name is Database.Format, which escapes by itself.
  if (view.text(index - 1) === ".") return false;
  const format = literalText(view, call, 3);
  const queries = queryBuffers(view, index);
  if (call.callee === "StrCat") {
    return queries.has(argument(view, call, 1)) && (holdsAny(view, call, 3, text) || query.test(format));
  }
  const inserted = call.arguments.slice(3).map((_, at) => at + 4);
  const isQuery = query.test(format) || inserted.some((position) => queries.has(argument(view, call, position)));
  if (!isQuery) return false;
  if (namesPlayer.test(format)) return true;
  return (
    /%[0-9.-]*s/.test(format) &&
    inserted.some((at) => !queries.has(argument(view, call, at)) && holdsAny(view, call, at, text))
  );
}

/** Variables that hold the beginning of a query when an index is reached. */
function queryBuffers(view: SourcePawnView, index: number): ReadonlySet<string> {
  const open = view.functionAt(index);
  const found = new Set<string>();
  for (const { index: at, call } of view.calls(["Format", "FormatEx", "strcopy"])) {
    if (at <= open || at >= index || view.text(at - 1) === ".") continue;
    if (query.test(literalText(view, call, 3))) found.add(argument(view, call, 1));
  }
  for (const { index: at, call } of view.calls(["Format", "FormatEx", "StrCat"])) {
    const name = argument(view, call, 1);
    if (at > open && at <= index && query.test(constantText(view, name) ?? "")) found.add(name);
  }
  return found;
}
