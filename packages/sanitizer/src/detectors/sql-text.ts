import type { CodeCall } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument, constantText, literalText } from "./call-text.ts";
import { beginsQuery, type BufferState, holdsAny, namesPlayer } from "./user-text.ts";

/** Whether a call puts text of a player into a query without escaping it. */
export function joinsQuery(
  view: SourcePawnView,
  index: number,
  call: CodeCall,
  { spoken, queries }: BufferState,
): boolean {
  // A method of that name is Database.Format, which escapes by itself.
  if (view.text(index - 1) === ".") return false;
  const isQuery = (position: number): boolean => {
    const name = argument(view, call, position);
    return queries.has(name) || beginsQuery(constantText(view, name) ?? "");
  };
  const format = literalText(view, call, 3);
  if (call.callee === "StrCat") return holdsAny(view, call, 3, spoken) && isQuery(1);
  const inserted = call.arguments.slice(3).map((_, at) => at + 4);
  const isSpoken =
    namesPlayer.test(format) ||
    (/%[0-9.-]*s/.test(format) && inserted.some((at) => holdsAny(view, call, at, spoken) && !isQuery(at)));
  return isSpoken && (beginsQuery(format) || inserted.some((at) => isQuery(at)));
}
