import { TokenKind } from "@tunewright/sourcepawn";
import type { CodeArgument, CodeCall, CodeSpan } from "../languages/language-adapter.ts";
import { askedOnceByName } from "../languages/kept-answers.ts";
import type { ArrangedTokens } from "./arranged-tokens.ts";
import { declares } from "./declarations.ts";
import { nameFunctions } from "./name-places.ts";

const { openParen, closeParen, openBracket, closeBracket, openBrace } = TokenKind;
const { comma, colon, dot, question, equals, identifier, macroParameter } = TokenKind;

/** The call whose callee is the name at an index; an argument that is given by name stands where its parameter does. */
export function readCall(tokens: ArrangedTokens, callee: number): CodeCall {
  const open = callee + 1;
  const close = tokens.partner(open);
  const last = close > open ? close : tokens.count;
  const spans: CodeSpan[] = [];
  let from = -1;
  for (let at = open + 1; at <= last; at += 1) {
    if (at === last || (tokens.parent(at) === open && tokens.kind(at) === comma)) {
      if (from !== -1) {
        const named = tokens.kind(from) === dot ? namedPosition(tokens, open, from) : undefined;
        spans[(named ?? spans.length + 1) - 1] = {
          start: tokens.startOf(named === undefined ? from : from + 3),
          end: tokens.endOf(at - 1),
        };
      }
      from = -1;
    } else if (from === -1) from = at;
  }
  return {
    callee: tokens.text(callee),
    arguments: spans,
    open: tokens.startOf(open),
    close: close > open ? tokens.startOf(close) : tokens.code.length,
  };
}

/**
 * The argument that is exactly this token, or an element of the array that it names.
 *
 * @param first Where the path to it begins, as in `hooks[2].event`; left out, it stands by itself.
 * @param column Which column of a table is meant, as in `hooks[2][0]`; left out, the array is no table.
 */
export function wholeArgument(
  tokens: ArrangedTokens,
  index: number,
  first = index,
  column?: string,
): CodeArgument | undefined {
  const open = tokens.parent(index);
  if (tokens.kind(open) !== openParen || tokens.kind(open - 1) !== identifier) return undefined;
  const before = tokens.kind(first - 1);
  let last = index;
  if (tokens.kind(last + 1) === openBracket) last = tokens.partner(last + 1);
  if (column !== undefined) {
    const bracket = last + 1;
    if (last === index || tokens.kind(bracket) !== openBracket) return undefined;
    last = tokens.partner(bracket);
    if (last !== bracket + 2 || tokens.text(bracket + 1) !== column) return undefined;
  }
  const behind = tokens.kind(last + 1);
  if (before === equals && (behind === comma || behind === closeParen)) {
    const named = namedPosition(tokens, open, first - 3);
    return named === undefined ? undefined : { call: readCall(tokens, open - 1), position: named };
  }
  // Either side of a `?` is a whole argument as well.
  if (before !== comma && before !== openParen && before !== question && before !== colon) return undefined;
  if (behind !== comma && behind !== closeParen && behind !== colon && behind !== -1) return undefined;
  let position = 1;
  for (let at = open + 1; at < index; at += 1) {
    if (tokens.parent(at) === open && tokens.kind(at) === comma) position += 1;
  }
  return { call: readCall(tokens, open - 1), position };
}

/** Position of the parameter that `.name =` at an index gives a value to, in the call whose bracket is at `open`. */
function namedPosition(tokens: ArrangedTokens, open: number, index: number): number | undefined {
  if (tokens.kind(index) !== dot || tokens.kind(index + 2) !== equals) return undefined;
  const before = tokens.kind(index - 1);
  if (before !== comma && before !== openParen) return undefined;
  const name = tokens.text(index + 1);
  const parameters = nameFunctions.get(tokens.text(open - 1)) ?? ownFunction(tokens, tokens.text(open - 1))?.parameters;
  const position = parameters?.indexOf(name) ?? -1;
  return position === -1 ? undefined : position + 1;
}

/** A function that the code defines with a body, or a macro that is written like one. */
interface OwnFunction {
  /** Index before its body: that of the opening brace, or of the bracket behind the parameters of a macro. */
  readonly body: number;
  /** Index behind its body. */
  readonly end: number;
  /** Names of its parameters, in order; `%1` in a macro. */
  readonly parameters: readonly string[];
  /** The calls that each parameter is handed on to, once somebody asked. */
  readonly handedOn: Map<number, readonly CodeArgument[]>;
}

/** Functions by name: the same few are called again and again. */
const ownFunction = askedOnceByName(readFunction);

function readFunction(tokens: ArrangedTokens, name: string): OwnFunction | undefined {
  const head = tokens.occurrences(name).find((index) => {
    if (tokens.kind(index + 1) !== openParen) return false;
    if (tokens.isDefine(index - 1)) return tokens.touches(index);
    return tokens.kind(tokens.partner(index + 1) + 1) === openBrace && declares(tokens, index);
  });
  if (head === undefined) return undefined;
  const open = head + 1;
  const close = tokens.partner(open);
  const parameters = [""];
  for (let at = open + 1, isDefault = false; at < close; at += 1) {
    if (tokens.parent(at) !== open) continue;
    const kind = tokens.kind(at);
    if (kind === comma) parameters.push("");
    isDefault = kind === equals || (isDefault && kind !== comma);
    // The last word before the default: the type stands before the name.
    if ((kind === identifier || kind === macroParameter) && !isDefault)
      parameters[parameters.length - 1] = tokens.text(at);
  }
  const isMacro = tokens.isDefine(head - 1);
  const body = isMacro ? close : close + 1;
  return { body, end: isMacro ? lineEnd(tokens, close) : tokens.functionEnd(body), parameters, handedOn: new Map() };
}

/** Index behind the line of a `#define`. */
function lineEnd(tokens: ArrangedTokens, index: number): number {
  let at = index + 1;
  while (tokens.isInDirective(at) && !tokens.isDefine(at)) at += 1;
  return at;
}

/** The calls in a function, or in a macro, that get one of its parameters. */
function callsWith(tokens: ArrangedTokens, parameter: string, { body, end }: OwnFunction): readonly CodeArgument[] {
  if (!parameter.startsWith("%")) return argumentsNamed(tokens, parameter, body, end);
  const found: CodeArgument[] = [];
  for (let at = body + 1; at < end; at += 1) {
    if (tokens.kind(at) !== macroParameter || !tokens.is(at, parameter)) continue;
    const argument = wholeArgument(tokens, at);
    if (argument !== undefined) found.push(argument);
  }
  return found;
}

/** Functions that are looked into for one argument; nobody wraps a wrapper deeper, and code made to be slow gains nothing. */
const MOST_WRAPPERS = 16;

/**
 * The calls to which functions of the code itself hand an argument on, where they only wrap them: one directly, another through
 * the first.
 *
 * `void Hook(const char[] name) { HookEvent(name, OnEvent); }` makes `Hook("pounce")` hook an event, and so does a macro.
 */
export function handedOn(tokens: ArrangedTokens, argument: CodeArgument): readonly CodeArgument[] {
  const first = nameFunctions.has(argument.call.callee) ? undefined : ownFunction(tokens, argument.call.callee);
  if (first === undefined) return [];
  const known = first.handedOn.get(argument.position);
  if (known !== undefined) return known;
  const found: CodeArgument[] = [];
  const queue = [argument];
  const seen = new Set<string>();
  for (const { call, position } of queue) {
    const own = ownFunction(tokens, call.callee);
    const parameter = own?.parameters[position - 1] ?? "";
    const key = `${call.callee} ${position}`;
    if (own === undefined || parameter === "" || seen.has(key) || seen.size === MOST_WRAPPERS) continue;
    seen.add(key);
    for (const inner of callsWith(tokens, parameter, own)) {
      (nameFunctions.has(inner.call.callee) ? found : queue).push(inner);
    }
  }
  first.handedOn.set(argument.position, found);
  return found;
}

/** The calls between two indices in which a name, or an element of the array with this name, is a whole argument. */
export function argumentsNamed(
  tokens: ArrangedTokens,
  name: string,
  from = -1,
  to: number = tokens.count,
): readonly CodeArgument[] {
  return tokens.occurrences(name).flatMap((at) => (at > from && at < to ? (wholeArgument(tokens, at) ?? []) : []));
}

/** The calls in which a constant is a whole argument, or the element or the column that holds a string. */
export function argumentsOf(tokens: ArrangedTokens, { name, column }: Constant): readonly CodeArgument[] {
  return tokens.occurrences(name).flatMap((at) => wholeArgument(tokens, at, at, column) ?? []);
}

/** The calls behind an index, in the function around it, in which the variable or field at another index is a whole argument. */
export function argumentsBehind(tokens: ArrangedTokens, index: number, variable: number): readonly CodeArgument[] {
  const open = tokens.functionAt(index);
  const { path } = readPath(tokens, variable);
  return tokens.occurrences(tokens.text(variable)).flatMap((at) => {
    if (at <= index || tokens.functionAt(at) !== open) return [];
    const other = readPath(tokens, at);
    return other.path === path ? (wholeArgument(tokens, at, other.first) ?? []) : [];
  });
}

/**
 * What stands before a field with the dots between, and where that begins: `hooks[].event.` for `name` in `hooks[2].event.name`. All
 * elements of an array are one. Empty for a name that stands by itself.
 */
function readPath(tokens: ArrangedTokens, field: number): { readonly path: string; readonly first: number } {
  let path = "";
  let first = field;
  while (tokens.kind(first - 1) === dot) {
    const end = first - 2;
    const owner = tokens.beforeBrackets(end);
    path = `${tokens.text(owner)}${owner === end ? "." : "[]."}${path}`;
    first = owner;
    if (tokens.kind(owner) !== identifier) break;
  }
  return { path, first };
}

/** Index of the variable, or of the field, that a string at an index is assigned to for the rest of its function. */
export function assignedVariable(tokens: ArrangedTokens, index: number): number | undefined {
  return tokens.kind(index - 1) === equals && tokens.kind(index - 2) === identifier && tokens.functionAt(index) !== -1
    ? index - 2
    : undefined;
}

/** A constant that holds a string. */
export interface Constant {
  readonly name: string;
  /** Which column of its rows it is, where it is a table; as it is written, from `0`. */
  readonly column?: string;
}

/** The constant whose value is the string at an index: a define, an array or a table. */
export function constantAround(tokens: ArrangedTokens, index: number): Constant | undefined {
  if (tokens.kind(index - 1) === identifier && tokens.isDefine(index - 2)) return { name: tokens.text(index - 1) };
  const brace = listAround(tokens, index);
  const table = brace === undefined ? undefined : listAround(tokens, brace);
  const at = (table ?? brace ?? index) - 1;
  if (tokens.kind(at) !== equals) return undefined;
  const name = nameBefore(tokens, at);
  if (name === undefined || table === undefined || brace === undefined)
    return name === undefined ? undefined : { name };
  let column = 0;
  for (let before = brace + 1; before < index; before += 1) {
    if (tokens.parent(before) === brace && tokens.kind(before) === comma) column += 1;
  }
  return { name, column: String(column) };
}

/** The brace of the list in which something stands by itself. */
function listAround(tokens: ArrangedTokens, index: number): number | undefined {
  const brace = tokens.parent(index);
  const before = tokens.kind(index - 1);
  return tokens.kind(brace) === openBrace && (before === openBrace || before === comma) ? brace : undefined;
}

/** The name of what is given a value by the `=` at an index. */
function nameBefore(tokens: ArrangedTokens, at: number): string | undefined {
  // `const char[] name = "…"` has its brackets before the name.
  if (tokens.kind(at - 1) === identifier) return tokens.text(at - 1);
  if (tokens.kind(at - 1) !== closeBracket) return undefined;
  const name = tokens.beforeBrackets(at - 1);
  return tokens.kind(name) === identifier ? tokens.text(name) : undefined;
}
