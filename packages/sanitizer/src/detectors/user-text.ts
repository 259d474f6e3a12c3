import type { CodeCall } from "../languages/language-adapter.ts";
import type { SourcePawnView } from "../languages/sourcepawn-view.ts";
import { argument, literalText } from "./call-text.ts";

/** Functions that fill a buffer with what a player typed or chose, and the position of the buffer. */
const sources: ReadonlyMap<string, number> = new Map([
  ["GetClientName", 2],
  ["GetCmdArg", 2],
  ["GetCmdArgString", 1],
  ["GetClientInfo", 3],
]);
/** Fields of game events that hold what a player typed or chose. */
const spokenFields = /^"(?:text|message|name|newname|oldname|reason)"$/;
/** Callbacks whose last parameter is what a player said. */
const saidTo = /\bOnClientSayCommand(?:_Post)?\s*\(/;
/** Functions that write one text into another: positions of the target and of the first text that goes in. */
const copies: ReadonlyMap<string, readonly [target: number, from: number]> = new Map([
  ["Format", [1, 3]],
  ["FormatEx", [1, 3]],
  ["strcopy", [1, 3]],
  ["StrCat", [1, 3]],
]);
/** Functions that take a text apart: positions of the text and of what it goes to. */
const splits: ReadonlyMap<string, readonly [from: number, target: number]> = new Map([
  ["ExplodeString", [1, 3]],
  ["SplitString", [1, 3]],
  ["BreakString", [1, 2]],
]);
/** Functions that write an escaped copy, and its position. */
const escapes: ReadonlyMap<string, number> = new Map([
  ["SQL_EscapeString", 3],
  ["SQL_QuoteString", 3],
  ["Escape", 2],
]);
/** Functions that make text safe, or prove that it is, when it is one of their arguments. */
const guards: ReadonlySet<string> = new Set([
  "IsMapValid",
  "ReplaceString",
  "ReplaceStringEx",
  "FindTarget",
  "ProcessTargetString",
  "IsCharAlpha",
  "IsCharNumeric",
  "FindCharInString",
]);
/** A plugin's own function that escapes, by its name: what it does with its arguments is its business. */
const ownEscape = /\b\w*(?:[Ee]scape|[Ss]aniti[sz]e)\w*(?=\s*\()/g;
/** A text that is searched for what ends a string or a command. */
const breakingText = /^"\\?(?:'|"|;|`)"$/;
const watched = [
  ...sources.keys(),
  ...copies.keys(),
  ...splits.keys(),
  ...escapes.keys(),
  ...guards,
  "StrContains",
  "GetString",
  "GetEventString",
];

/** Names, one of which stands in all code that has text of a player. */
export const userTextSources: readonly string[] = [
  ...sources.keys(),
  "GetString",
  "GetEventString",
  "OnClientSayCommand",
  "OnClientSayCommand_Post",
];

/** `%N` and `%L` write the name of a player. */
export const namesPlayer = /%[0-9.-]*[NL]/;

/** What the buffers of a function hold at a place in it. */
export interface BufferState {
  /** Variables that hold what a player wrote. */
  readonly spoken: ReadonlySet<string>;
  /** Variables that hold the beginning of a query. */
  readonly queries: ReadonlySet<string>;
}

/**
 * What the buffers of the function around an index hold when that index is reached.
 *
 * Follows the text from the function that fills a buffer through the ones that copy, join and split it. A variable whose origin the
 * code does not show is never accused.
 */
export function buffersAt(view: SourcePawnView, index: number): BufferState {
  const open = view.functionAt(index);
  let walk = walks.get(view);
  // Who asks goes through the code in order, so that most answers go on from the last one.
  if (walk === undefined || walk.open !== open || walk.index > index) {
    const calls = walk?.calls ?? watchedCalls(view);
    walk = { calls, open, index, next: firstBehind(calls, open), spoken: new Set(), queries: new Set() };
    const said = saidParameter(view, open);
    if (said !== undefined) walk.spoken.add(said);
    walks.set(view, walk);
  }
  walk.index = index;
  for (let found = walk.calls[walk.next]; found !== undefined && found.index < index; found = walk.calls[walk.next]) {
    follow(view, found.index, found.call, walk);
    walk.next += 1;
  }
  return walk;
}

type Calls = ReturnType<SourcePawnView["calls"]>;

/** How far the calls of a view were followed. */
interface Walk {
  readonly calls: Calls;
  readonly open: number;
  /** Place of the last answer. */
  index: number;
  /** Position in the calls. */
  next: number;
  readonly spoken: Set<string>;
  readonly queries: Set<string>;
}

const walks = new WeakMap<SourcePawnView, Walk>();

function watchedCalls(view: SourcePawnView): Calls {
  const names = new Set([...watched, ...(view.code.match(ownEscape) ?? [])]);
  return view.calls(names).sort((one, other) => one.index - other.index);
}

/** Position of the first call behind an index. */
function firstBehind(calls: Calls, index: number): number {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calls[middle]?.index ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an argument is a variable of a set, or an element of one. */
export function holdsAny(view: SourcePawnView, call: CodeCall, position: number, names: ReadonlySet<string>): boolean {
  const name = /^(\w+)(?:\[.*\])?$/s.exec(argument(view, call, position))?.[1];
  return name !== undefined && names.has(name);
}

/** Takes one call into account. */
function follow(view: SourcePawnView, at: number, call: CodeCall, { spoken: found, queries }: Walk): void {
  const { callee } = call;
  const target = (position: number): string => /^\w*/.exec(argument(view, call, position))?.[0] ?? "";
  const mark = (position: number): void => {
    if (target(position) !== "") found.add(target(position));
  };
  const source = sources.get(callee);
  const escaped = escapes.get(callee);
  const copy = copies.get(callee);
  const split = splits.get(callee);
  const clear = (): void => {
    for (const position of call.arguments.keys()) found.delete(target(position + 1));
  };
  if (source !== undefined) mark(source);
  else if (callee === "GetString") {
    if (spokenFields.test(argument(view, call, 1)) && isEvent(view, at)) mark(2);
  } else if (callee === "GetEventString") {
    if (spokenFields.test(argument(view, call, 2))) mark(3);
  } else if (escaped !== undefined) found.delete(target(escaped));
  else if (guards.has(callee)) clear();
  else if (callee === "StrContains") {
    if (breakingText.test(argument(view, call, 2))) clear();
  } else if (split !== undefined) {
    if (holdsAny(view, call, split[0], found)) mark(split[1]);
  } else if (copy !== undefined) {
    const [to, from] = copy;
    const joinsQuery = call.arguments.some(
      (_, position) => position + 1 >= from && holdsAny(view, call, position + 1, queries),
    );
    if (joinsQuery || beginsQuery(literalText(view, call, from))) queries.add(target(to));
    else if (callee !== "StrCat") queries.delete(target(to));
    // A method of that name is Database.Format, which escapes by itself.
    const escapesItself = view.text(at - 1) === ".";
    const isSpoken =
      !escapesItself &&
      (call.arguments.some((_, position) => position + 1 >= from && holdsAny(view, call, position + 1, found)) ||
        namesPlayer.test(literalText(view, call, from)));
    if (isSpoken) mark(to);
    else if (callee !== "StrCat") found.delete(target(to));
  } else clear();
}

/** How a string literal begins that is the beginning of a query. */
export const queryStart = /"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|WITH)\b/i;

/** Whether a string literal is the beginning of a query. */
export function beginsQuery(literal: string): boolean {
  return queryStart.exec(literal)?.index === 0;
}

function isEvent(view: SourcePawnView, at: number): boolean {
  const type = view.receiverAt(at);
  return type === "Event" || (type === undefined && /event$/i.test(view.text(at - 2)));
}

function saidParameter(view: SourcePawnView, open: number): string | undefined {
  if (open <= 0) return undefined;
  const head = view.code.slice(0, view.startOf(open)).slice(-400);
  const name = saidTo.exec(head);
  if (name === null || /[{}]/.test(head.slice(name.index))) return undefined;
  return /(\w+)\s*(?:\[\s*\])?\s*\)\s*$/.exec(head)?.[1];
}
