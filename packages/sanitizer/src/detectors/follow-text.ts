import type { CodeCall } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { isAnswerUsed } from "./answers.ts";
import { meetingOf } from "./branches.ts";
import { argument, argumentCount, literalText, positionsFrom } from "./call-text.ts";
import { makesQuery, namesPlayer } from "./sql-text.ts";
import {
  breakingText,
  changesText,
  copies,
  escapes,
  fills,
  guards,
  ownGuard,
  ownQuestion,
  replacements,
  sources,
  splits,
  spokenFields,
} from "./text-functions.ts";
import { arrayOf, holdsAny, variableIn } from "./text-variables.ts";
import { firstFrom } from "../texts/first-from.ts";

/** What the variables of a function hold; grows with each call that is followed. */
export interface TextState {
  /** Variables that hold what a player wrote. */
  readonly spoken: Set<string>;
  /** Variables that hold the beginning of a query. */
  readonly queries: Set<string>;
  /** Variables that were given another text than a constant, or whose text was found to be safe. */
  readonly cleared: Set<string>;
  /** Where the variables that hold what a player wrote got it, as far as the function shows. */
  readonly marked: Map<string, number>;
  /** Variables that hold another text only in the branch that is followed, and where that ends. */
  readonly hidden: { readonly name: string; readonly until: number }[];
  /** Whether what the function is called with, behind its named parameters, is text of a player. */
  readonly hasSpokenRest: boolean;
}

const filling = new Set(fills);
/** Functions that are followed by their names alone. */
const named: ReadonlySet<string> = new Set([
  ...sources.keys(),
  ...copies.keys(),
  ...splits.keys(),
  ...escapes.keys(),
  ...guards,
  ...replacements,
  ...fills,
  "StrContains",
  "GetEventString",
  "VFormat",
]);

/** Whether calls of a function may say something about text, by its name. */
export function isFollowed(name: string): boolean {
  return named.has(name) || ownGuard.test(name);
}

/** Takes into account that an index is reached: what a branch did to a text that the other branches wrote is over behind it. */
export function reach(state: TextState, index: number): void {
  const { hidden, spoken } = state;
  for (let last = hidden.at(-1); last !== undefined && last.until <= index; last = hidden.at(-1)) {
    spoken.add(last.name);
    hidden.pop();
  }
}

/** Takes one call into account. */
export function followCall(view: SourcePawnView, at: number, call: CodeCall, state: TextState): void {
  const { callee } = call;
  const { spoken, queries, cleared, marked, hidden } = state;
  reach(state, at);
  const place = (position: number): string => variableIn(argument(view, call, position));
  const mark = (position: number): void => {
    const name = place(position);
    if (name === "") return;
    spoken.add(name);
    marked.set(name, at);
  };
  const remove = (name: string): void => {
    if (!spoken.delete(name)) return;
    const from = marked.get(name);
    const until = from === undefined ? undefined : meetingOf(view, from, at);
    if (until !== undefined) hidden.push({ name, until });
  };
  const clear = (position: number, isForGood = true): void => {
    const name = place(position);
    if (name === "") return;
    remove(name);
    queries.delete(name);
    if (isForGood) cleared.add(name);
    // What is done to any element of an array may be done to each.
    for (const other of spoken) if (other.includes("[") && arrayOf(other) === name) remove(other);
  };
  const clearAll = (): void => {
    for (const position of positionsFrom(view, call, 1)) clear(position);
  };
  const set = (position: number, isSpoken: boolean, isForGood = true): void =>
    isSpoken ? mark(position) : clear(position, isForGood);

  const source = sources.get(callee);
  const escaped = escapes.get(callee);
  const copy = copies.get(callee);
  const split = splits.get(callee);
  // The first word of a command is its name, which the plugin gave it.
  if (source !== undefined) set(source, callee !== "GetCmdArg" || argument(view, call, 1) !== "0");
  else if (callee === "GetString" && spokenFields.test(argument(view, call, 1)) && isEvent(view, at)) mark(2);
  else if (callee === "GetEventString") set(3, spokenFields.test(argument(view, call, 2)));
  else if (escaped !== undefined) clear(escaped);
  else if (guards.has(callee) || ownQuestion.test(callee)) {
    if (isAnswerUsed(view, at)) clearAll();
  } else if (replacements.has(callee)) {
    if (holdsAny(view, call, 4, spoken)) mark(1);
    else if (breakingText.test(argument(view, call, 3))) clear(1);
  } else if (callee === "StrContains") {
    if (breakingText.test(argument(view, call, 2))) clear(1);
  } else if (callee === "VFormat") set(1, state.hasSpokenRest || holdsAny(view, call, 3, spoken));
  else if (split !== undefined) {
    if (holdsAny(view, call, split[0], spoken)) mark(split[1]);
  } else if (copy !== undefined) {
    if (callee === "StrCat" && isEmptied(view, place(1), marked.get(place(1)) ?? at, at)) clear(1);
    // A method of that name is Database.Format, which escapes by itself.
    const isSpoken = view.text(at - 1) !== "." && joinsText(view, call, copy[1], spoken);
    const isQuery = makesQuery(view, call, copy[1], queries);
    if (callee !== "StrCat" || isSpoken) set(copy[0], isSpoken, !isConstant(view, call, copy[1]));
    else if (spoken.has(place(1))) mark(1);
    if (isQuery) queries.add(place(copy[0]));
    else if (callee !== "StrCat") queries.delete(place(copy[0]));
  } else if (ownGuard.test(callee)) clearAll();
  else if (!changesText.test(callee)) overwrite(view, call, clear);
}

/** Whether what stands from a position on is one literal: that a name is reset says nothing about what it holds elsewhere. */
function isConstant(view: SourcePawnView, call: CodeCall, from: number): boolean {
  return argumentCount(view, call) === from && /^"[^%]*"$/.test(literalText(view, call, from));
}

/** Whether the first letter of a text becomes the end of it, between two places. */
function isEmptied(view: SourcePawnView, name: string, from: number, to: number): boolean {
  const all = view.occurrences(name);
  for (let at = firstFrom(all, from); (all[at] ?? to) < to; at += 1) {
    const index = all[at] as number;
    if (view.is(index + 1, "[") && view.is(index + 2, "0") && view.is(index + 3, "]") && view.is(index + 4, "="))
      return true;
  }
  return false;
}

/** Whether any of the texts from a position on is a player's. */
function joinsText(view: SourcePawnView, call: CodeCall, from: number, spoken: ReadonlySet<string>): boolean {
  const isFormat = call.callee !== "StrCat" && call.callee !== "strcopy";
  return (
    (isFormat && namesPlayer.test(literalText(view, call, from))) ||
    positionsFrom(view, call, from).some((position) => holdsAny(view, call, position, spoken))
  );
}

/** Clears what a function fills: the argument before its own size, or before any size where the function is known to fill. */
function overwrite(view: SourcePawnView, call: CodeCall, clear: (position: number) => void): void {
  for (const position of positionsFrom(view, call, 1)) {
    const size = argument(view, call, position + 1);
    const buffer = /^\w+/.exec(argument(view, call, position))?.[0] ?? "";
    const isOwn = /^sizeof\b\W*(\w+)/.exec(size)?.[1] === buffer;
    if (buffer !== "" && (isOwn || (filling.has(call.callee) && /^\w+$/.test(size)))) clear(position);
  }
}

function isEvent(view: SourcePawnView, at: number): boolean {
  const type = view.receiverAt(at);
  return type === "Event" || (type === undefined && /event$/i.test(view.text(at - 2)));
}
