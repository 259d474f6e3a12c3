import { TokenKind } from "@tunewright/sourcepawn";
import type { ArrangedTokens } from "./arranged-tokens.ts";

/** Words that stand before a name without declaring it. */
const notTypes: ReadonlySet<string> = new Set(
  "return case else new delete sizeof view_as in goto defined do default if while for switch tagof cellsof operator this exit assert".split(
    " ",
  ),
);
const declarators: ReadonlySet<string> = new Set(
  "enum methodmap struct typedef typeset funcenum functag using".split(" "),
);
const storage = /^(?:static|const|public|stock|new|decl)$/;

const { openParen, closeBracket, openBrace, comma, colon, ampersand, equals, identifier, keyword } = TokenKind;

/** Whether the name at an index is declared there: as a function, a type, a macro, a variable, a parameter or a field. */
export function declares(tokens: ArrangedTokens, index: number): boolean {
  if (tokens.isDefine(index - 1)) return true;
  // `#define NAME VALUE`: the name is no type of the value.
  if (tokens.isDefine(index - 2)) return false;
  const before = tokens.kind(index - 1);
  const isWord = before === identifier || before === keyword;
  if (isWord && declarators.has(tokens.text(index - 1))) return true;
  if (tokens.kind(index + 1) === openParen) return isFunctionHead(tokens, index);
  if (isWord) {
    // `new x` of the old syntax declares; `new Thing(` was met above.
    return tokens.is(index - 1, "new") || tokens.is(index - 1, "decl") || isType(tokens, index - 1);
  }
  if (before === ampersand) return isListedParameter(tokens, index);
  if (before === closeBracket) {
    const at = tokens.beforeBrackets(index - 1);
    if (tokens.kind(at) === colon) return true;
    return isType(tokens, at) && tokens.kind(at - 1) !== TokenKind.dot && !isOperand(tokens, at);
  }
  if (before === colon) {
    const isTagged = isType(tokens, index - 2) && tokens.touches(index - 2) && tokens.touches(index - 1);
    return isTagged && declaresTagged(tokens, index);
  }
  if (before !== comma && before !== openBrace && before !== openParen) return false;
  if (isNamedByMacro(tokens, index)) return true;
  return before === openParen ? isListedParameter(tokens, index) : isListed(tokens, index);
}

/** Whether the name behind a tag of the old syntax is declared: `new Float:speed`. In `EventHook:OnRoundStart` it may be given a tag. */
function declaresTagged(tokens: ArrangedTokens, index: number): boolean {
  let at = index - 3;
  if (tokens.kind(at) === ampersand) at -= 1;
  const before = tokens.kind(at);
  if (before === identifier || before === keyword) return storage.test(tokens.text(at));
  const open = tokens.parent(index);
  const head = tokens.kind(open - 1);
  if (tokens.kind(open) === openParen) {
    // `for (new i, Float:sum;`, or a parameter.
    return head === keyword ? before === comma : head === identifier && isFunctionHead(tokens, open - 1);
  }
  return head !== equals && (before === comma || before === openBrace);
}

/** `DEFINE_FUNCTION(bool, IsReady)` outside of functions, where only a macro can stand: it may well define what it names. */
function isNamedByMacro(tokens: ArrangedTokens, index: number): boolean {
  const open = tokens.parent(index);
  if (tokens.kind(open) !== openParen || tokens.parent(open) !== -1 || tokens.kind(open - 1) !== identifier)
    return false;
  const behind = tokens.kind(index + 1);
  if (behind !== comma && behind !== TokenKind.closeParen) return false;
  return tokens.occurrences(tokens.text(open - 1)).some((at) => tokens.isDefine(at - 1));
}

/** The type by which the name at an index is declared there; `undefined` where the old syntax leaves it out. */
export function declaredType(tokens: ArrangedTokens, index: number): string | undefined {
  let at = index - 1;
  if (tokens.kind(at) === ampersand) at -= 1;
  at = tokens.beforeBrackets(at);
  if (tokens.kind(at) === colon) at -= 1;
  if (tokens.kind(at) === comma) {
    const first = typePosition(tokens, tokens.statementStart(index));
    return tokens.kind(first + 1) === identifier ? tokens.text(first) : undefined;
  }
  return isType(tokens, at) ? tokens.text(at) : undefined;
}

/** Whether an index stands right inside the braces of a methodmap, an enum or an enum struct. */
export function isInType(tokens: ArrangedTokens, index: number): boolean {
  const open = tokens.parent(index);
  const head = tokens.text(tokens.statementStart(open));
  return tokens.kind(open) === openBrace && (head === "methodmap" || head === "enum");
}

/** Passes `static`, `const` and their like. */
function typePosition(tokens: ArrangedTokens, index: number): number {
  let at = index;
  while (storage.test(tokens.text(at)) && isType(tokens, at + 1)) at += 1;
  return at;
}

function isType(tokens: ArrangedTokens, index: number): boolean {
  const kind = tokens.kind(index);
  return (kind === identifier || kind === keyword) && !notTypes.has(tokens.text(index));
}

/** `a & b`: the word before the sign is an operand and no type. */
function isOperand(tokens: ArrangedTokens, index: number): boolean {
  const before = tokens.kind(index - 1);
  return (
    before === equals ||
    before === TokenKind.comparison ||
    before === TokenKind.logical ||
    tokens.is(index - 1, "return")
  );
}

function isFunctionHead(tokens: ArrangedTokens, index: number): boolean {
  if (tokens.parent(index) !== -1 && !isInType(tokens, index)) return false;
  const close = tokens.partner(index + 1);
  if (close <= index) return false;
  if (tokens.kind(close + 1) === openBrace) return true;
  const start = tokens.statementStart(index);
  const first = tokens.text(start);
  if (first === "native" || first === "forward" || (tokens.kind(close + 1) === equals && first === "public"))
    return true;
  return tokens.parent(index) === -1 && hasBareBody(tokens, { start, index, body: close + 1 });
}

const bodyWords: ReadonlySet<string> = new Set(["return", "if", "for", "while", "switch", "do"]);
const headWords = /^(?:public|stock|static)$/;

/**
 * Whether a single statement is the body of a function, as old plugins write it: `stock GetHealth(client) return GetEntProp(…);`.
 *
 * @param at Where the statement begins, the name stands, and the body would begin.
 */
function hasBareBody(
  tokens: ArrangedTokens,
  { start, index, body }: { readonly start: number; readonly index: number; readonly body: number },
): boolean {
  const kind = tokens.kind(body);
  if (kind !== identifier && kind !== keyword) return false;
  if (headWords.test(tokens.text(start))) return true;
  if (!bodyWords.has(tokens.text(body))) return false;
  // Where semicolons are left out, a call ends with its line, and a name alone is no head.
  if (start === index) return !tokens.beginsLine(body);
  const before = tokens.kind(index - 1);
  return before === colon || before === closeBracket || isType(tokens, index - 1);
}

/** A name behind a comma: another variable of the same declaration, or a value of an enum. */
function isListed(tokens: ArrangedTokens, index: number): boolean {
  const open = tokens.parent(index);
  const first = tokens.statementStart(index);
  const isEnum = (): boolean => tokens.is(typePosition(tokens, tokens.statementStart(open)), "enum");
  if (tokens.kind(open) === openBrace && isEnum()) return true;
  if (first === index || tokens.parent(first) !== open || tokens.kind(open) === openParen)
    return isListedParameter(tokens, index);
  if (tokens.is(first, "new") || tokens.is(first, "decl")) return true;
  const type = typePosition(tokens, first);
  const behind = tokens.kind(type + 1);
  return isType(tokens, type) && (behind === identifier || behind === colon);
}

/** A parameter of the old syntax has no type: `Callback(client, args) {`. */
function isListedParameter(tokens: ArrangedTokens, index: number): boolean {
  const open = tokens.parent(index);
  return tokens.kind(open) === openParen && tokens.kind(open - 1) === identifier && isFunctionHead(tokens, open - 1);
}
