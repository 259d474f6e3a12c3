import { hashName } from "../lexer/name-hash.ts";
import type { TokenBuffer } from "../lexer/token-buffer.ts";
import { TokenFlag, TokenKind } from "../lexer/token-kind.ts";

/** The brackets of a piece of code; arrays by token index, -1 where there is none. */
export interface Brackets {
  /** The bracket that belongs to a bracket. */
  readonly partner: Int32Array;
  /** The innermost open bracket around a token; a bracket itself counts as outside. */
  readonly parent: Int32Array;
}

const ifHash = hashName("#if");
const elseHashes: ReadonlySet<number> = new Set([hashName("#else"), hashName("#elseif")]);
const endifHash = hashName("#endif");
/** Deeper nesting than this is no code; without the limit, saving it at every `#if` could take quadratic time. */
const MAX_SAVED_DEPTH = 256;

/**
 * Finds which bracket belongs to which.
 *
 * Brackets on the line of a directive match among themselves. Every branch of an `#if` begins with the brackets that were
 * open before it, since both open and close the same ones. A closing brace closes whatever was left open inside it.
 */
export function matchBrackets(tokens: TokenBuffer): Brackets {
  const { kinds, flags, hashes, length } = tokens;
  const partner = new Int32Array(length).fill(-1);
  const parent = new Int32Array(length).fill(-1);
  const saved: number[][] = [];
  let stack: number[] = [];
  let outside: number[] | undefined;

  for (let index = 0; index < length; index += 1) {
    const kind = kinds[index] ?? 0;
    const inDirective = ((flags[index] ?? 0) & TokenFlag.inDirective) !== 0;
    if (kind === TokenKind.directive) {
      outside ??= stack;
      stack = [];
      const hash = hashes[index] ?? 0;
      if (hash === ifHash) saved.push(outside.length <= MAX_SAVED_DEPTH ? [...outside] : outside);
      else if (elseHashes.has(hash)) outside = (saved.at(-1) ?? outside).slice(-MAX_SAVED_DEPTH);
      else if (hash === endifHash) saved.pop();
      continue;
    }
    if (!inDirective && outside !== undefined) {
      stack = outside;
      outside = undefined;
    }
    if (kind === TokenKind.closeParen || kind === TokenKind.closeBracket || kind === TokenKind.closeBrace) {
      const open = popMatching(stack, kinds, kind);
      if (open !== -1) {
        partner[open] = index;
        partner[index] = open;
      }
    }
    parent[index] = stack.at(-1) ?? -1;
    if (kind === TokenKind.openParen || kind === TokenKind.openBracket || kind === TokenKind.openBrace)
      stack.push(index);
  }
  return { partner, parent };
}

/** Takes the opening bracket off the stack, with what is left open above it; a stray closing bracket takes nothing. */
function popMatching(stack: number[], kinds: Uint8Array, close: number): number {
  // ASCII: `(` is one before `)`, `[` and `{` two before their partners.
  const wanted = close === TokenKind.closeParen ? close - 1 : close - 2;
  for (let depth = stack.length - 1; depth >= 0 && depth > stack.length - 64; depth -= 1) {
    const open = stack[depth] ?? -1;
    if (kinds[open] === wanted) {
      stack.length = depth;
      return open;
    }
    if (kinds[open] === TokenKind.openBrace) return -1;
  }
  return -1;
}
