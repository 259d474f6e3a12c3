import type { CodeCall } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument, constantText, literalText, positionsFrom } from "./call-text.ts";
import { holdsAny, variableIn } from "./text-variables.ts";

/** How a string literal begins that may be the beginning of a query. */
export const queryStart = /"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|WITH|CALL)\b/i;

/** Capitals are for keywords: two of them in their order are a query, and the rest of it may come later. */
const shouted =
  /^"\s*(?:SELECT\b[^]*\bFROM\b|SELECT\s+[*`]|(?:INSERT|REPLACE)\b[^]*\bINTO\b|UPDATE\b[^]*\bSET\b|DELETE\s+FROM\b|(?:CREATE|DROP|ALTER)\s+(?:\w+\s+)?(?:TABLE|DATABASE|VIEW|INDEX|USER)\b|WITH\s+\w+\s+AS\s*\(|CALL\s+[\w`]+\s*\()/;
/** In small letters the same words begin sentences (`Select a player from the list`), so that more has to be seen. */
const spoken =
  /^"\s*(?:select\s+\*|select\b[^]*\bfrom\b[^]*\bwhere\b|(?:insert|replace)\b[^]*\binto\b[^]*\(|update\b[^]*\bset\b[^]*=|delete\s+from\b[^]*\bwhere\b|call\s+[\w`]+\s*\([^)]*')/i;

/** Characters of a literal that are read: the words that make it a query stand in front, and long literals would be slow. */
const FRONT = 1000;

/** Whether a string literal is the beginning of a query. */
export function beginsQuery(literal: string): boolean {
  if (queryStart.exec(literal)?.index !== 0) return false;
  const front = literal.slice(0, FRONT);
  return shouted.test(front) || spoken.test(front);
}

/** `%N` and `%L` write the name of a player. */
export const namesPlayer = /%[0-9.-]*[NL]/;

/** What is known of the buffers of a function at a place in it. */
export interface BufferState {
  /** Variables that hold what a player wrote. */
  readonly spoken: ReadonlySet<string>;
  /** Variables that hold the beginning of a query. */
  readonly queries: ReadonlySet<string>;
}

/** Whether a text that is put together from an argument on is a query: it begins one, or goes on with one. */
export function makesQuery(view: SourcePawnView, call: CodeCall, from: number, queries: ReadonlySet<string>): boolean {
  const format = literalText(view, call, from);
  if (beginsQuery(format) || isQuery(view, argument(view, call, from), queries)) return true;
  return /^"\s*%s/.test(format) && isQuery(view, argument(view, call, from + 1), queries);
}

function isQuery(view: SourcePawnView, text: string, queries: ReadonlySet<string>): boolean {
  const name = variableIn(text);
  return queries.has(name) || beginsQuery(constantText(view, name) ?? "");
}

/** Whether a call puts text of a player into a query without escaping it. */
export function joinsQuery(view: SourcePawnView, index: number, call: CodeCall, state: () => BufferState): boolean {
  // A method of that name is Database.Format, which escapes by itself.
  if (view.text(index - 1) === ".") return false;
  if (call.callee === "StrCat") {
    const { spoken, queries } = state();
    return isQuery(view, argument(view, call, 1), queries) && holdsAny(view, call, 3, spoken);
  }
  const format = literalText(view, call, 3);
  const names = namesPlayer.test(format);
  if (!names && !/%[0-9.-]*s/.test(format)) return false;
  const { spoken, queries } = state();
  if (!makesQuery(view, call, 3, queries)) return false;
  return names || positionsFrom(view, call, 4).some((position) => holdsUnsafe(view, call, position, spoken, queries));
}

/** Whether an argument is text of a player; the query so far was judged where it was put together. */
function holdsUnsafe(
  view: SourcePawnView,
  call: CodeCall,
  position: number,
  spoken: ReadonlySet<string>,
  queries: ReadonlySet<string>,
): boolean {
  return holdsAny(view, call, position, spoken) && !isQuery(view, argument(view, call, position), queries);
}
