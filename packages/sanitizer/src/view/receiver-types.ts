import { TokenKind } from "@tunewright/sourcepawn";
import { askedOnceByName } from "../languages/kept-answers.ts";
import type { ArrangedTokens } from "./arranged-tokens.ts";
import { declaredType, declares, isInType } from "./declarations.ts";

/** Natives that return an object of a methodmap. */
export const returnTypes: Readonly<Record<string, string>> = {
  FindConVar: "ConVar",
  CreateConVar: "ConVar",
  CreateArray: "ArrayList",
  CreateTrie: "StringMap",
  CreateMenu: "Menu",
  CreateKeyValues: "KeyValues",
  CreateDataPack: "DataPack",
  CreateEvent: "Event",
};

const { closeParen, dot, identifier, openBrace } = TokenKind;

/**
 * The type of what stands before the dot at `index - 1`; `undefined` when the code does not say.
 *
 * @param tokens The tokens around the place, whole functions at least.
 * @param all The tokens of all of the code, where they are needed.
 */
export function receiverType(tokens: ArrangedTokens, index: number, all: () => ArrangedTokens): string | undefined {
  if (tokens.kind(index - 1) !== dot) return undefined;
  let at = index - 2;
  for (let step = 0; step < MOST_BRACKETS && tokens.kind(at) === TokenKind.closeBracket; step += 1)
    at = tokens.partner(at) - 1;
  // `(name).Member`
  if (tokens.kind(at) === closeParen && tokens.partner(at) === at - 2 && !isCall(tokens, at - 2)) at -= 1;
  if (tokens.kind(at) === closeParen) return typeOfCall(tokens, tokens.partner(at), all);
  if (tokens.is(at, "this")) return parentOfType(tokens, at, tokens.text(index));
  if (tokens.kind(at) !== identifier) return undefined;
  const name = tokens.text(at);
  if (tokens.kind(at - 1) === dot) return typeOfField(all(), name);
  const own = typeInFunction(tokens, name, at);
  return own === undefined ? typeOf(all(), name) : (own.type ?? undefined);
}

/** Dimensions of an array. */
const MOST_BRACKETS = 4;

/** Whether the bracket at an index opens the arguments of a call or of a cast. */
function isCall(tokens: ArrangedTokens, open: number): boolean {
  return (
    tokens.kind(open - 1) === identifier || tokens.is(open - 1, ">") || tokens.kind(open - 1) === TokenKind.keyword
  );
}

/** What {@link typeInFunction} says; `type` is absent when the function declares two. */
interface OwnType {
  readonly type?: string | undefined;
}

/** Answers of {@link typeInFunction}, by where the function opens and the name. */
const knownInFunctions = new WeakMap<ArrangedTokens, Map<string, OwnType | undefined>>();

/** The type by which the function around an index declares a variable or parameter. */
function typeInFunction(tokens: ArrangedTokens, name: string, index: number): OwnType | undefined {
  const open = tokens.functionAt(index);
  if (open === -1) return undefined;
  let types = knownInFunctions.get(tokens);
  if (types === undefined) {
    types = new Map();
    knownInFunctions.set(tokens, types);
  }
  const key = `${open} ${name}`;
  if (!types.has(key)) types.set(key, readOwnType(tokens, name, open));
  return types.get(key);
}

function readOwnType(tokens: ArrangedTokens, name: string, open: number): OwnType | undefined {
  const end = tokens.functionEnd(open);
  // The parameters stand in the brackets before the brace.
  const start = tokens.kind(open - 1) === closeParen ? tokens.partner(open - 1) : open;
  const types = new Set<string | undefined>();
  for (const at of tokens.occurrences(name)) {
    if (at <= start || at >= end) continue;
    if (tokens.kind(at - 1) !== dot && declares(tokens, at)) types.add(declaredType(tokens, at));
  }
  if (types.size === 0) return undefined;
  return types.size === 1 ? { type: [...types][0] } : {};
}

/**
 * The type by which the code declares a variable or function; `undefined` when it does not, or in two ways.
 *
 * What stands at the top counts before the variables and parameters of functions, which are others of the same name.
 */
const typeOf = askedOnceByName((tokens: ArrangedTokens, name): string | undefined => {
  const declared = tokens
    .occurrences(name)
    .filter((index) => tokens.kind(index - 1) !== dot && declares(tokens, index));
  const global = declared.filter((index) => tokens.parent(index) === -1);
  const types = new Set((global.length > 0 ? global : declared).map((index) => declaredType(tokens, index)));
  return types.size === 1 ? [...types][0] : undefined;
});

/** The type by which the code's own enum structs and methodmaps declare a field; `undefined` when they do not agree. */
function typeOfField(tokens: ArrangedTokens, name: string): string | undefined {
  const types = new Set<string | undefined>();
  for (const index of tokens.occurrences(name)) {
    if (tokens.kind(index - 1) !== dot && declares(tokens, index) && isInType(tokens, index))
      types.add(declaredType(tokens, index));
  }
  return types.size === 1 ? [...types][0] : undefined;
}

/** The type of the call whose bracket opens at an index: a cast, a native's, or that of a function of this code. */
function typeOfCall(tokens: ArrangedTokens, open: number, all: () => ArrangedTokens): string | undefined {
  if (tokens.is(open - 1, ">") && tokens.is(open - 4, "view_as")) return tokens.text(open - 2);
  if (tokens.kind(open - 1) !== identifier || tokens.kind(open - 2) === dot) return undefined;
  const name = tokens.text(open - 1);
  return returnTypes[name] ?? typeOf(all(), name);
}

/** The type that the methodmap around an index inherits a member from; `undefined` when it declares that itself. */
function parentOfType(tokens: ArrangedTokens, index: number, member: string): string | undefined {
  let open = tokens.parent(index);
  const isMethodmap = (at: number): boolean =>
    tokens.kind(at) === openBrace && tokens.is(tokens.statementStart(at), "methodmap");
  while (open !== -1 && !isMethodmap(open)) open = tokens.parent(open);
  if (open === -1) return undefined;
  const head = tokens.statementStart(open);
  const isOwn = tokens.occurrences(member).some((at) => at > open && tokens.parent(at) === open);
  return isOwn || !tokens.is(head + 2, "<") ? undefined : tokens.text(head + 3);
}
