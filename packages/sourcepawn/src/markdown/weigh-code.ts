import {
  foreignPairs,
  foreignWords,
  hashes,
  namePatterns,
  ownWords,
  pragmas,
  scriptNames,
  sourceModNames,
  tags,
  types,
} from "./code-words.ts";
import { lexSourcePawn } from "../lexer/lex-source-pawn.ts";
import { hashName } from "../lexer/name-hash.ts";
import { TokenBuffer } from "../lexer/token-buffer.ts";
import { TokenFlag, TokenKind } from "../lexer/token-kind.ts";

/** More than this says nothing new about the language of a text. */
const MAX_CHARACTERS = 16_384;

/** Files that come with SourceMod, and with hardly anything else. */
const platformFile =
  /^[<"](?:sourcemod|sdktools\w*|sdkhooks|clientprefs|adminmenu|left4dhooks|cstrike|tf2(?:_stocks)?)(?:\.inc)?[>"]$/i;

const myInfo = hashName("myinfo");
const pluginWord = hashName("Plugin");
const define = hashName("#define");
const pragma = hashName("#pragma");
const ownDirectives = hashes("#endinput #tryinclude");
const newWord = hashName("new");
const constWord = hashName("const");
const charWord = hashName("char");
const functionWord = hashName("function");
const nativeWord = hashName("native");
const forwardWord = hashName("forward");
const structWord = hashName("struct");
const enumWord = hashName("enum");
const caseWord = hashName("case");
const defaultWord = hashName("default");
const typedefWord = hashName("typedef");
const typesetWord = hashName("typeset");
const buffer = new TokenBuffer(1024);

/** What speaks for and against SourcePawn in a text. */
export interface CodeWeights {
  /** What no SourcePawn has, and code of other languages has. */
  readonly foreign: number;
  /** Characters that no SourcePawn has, and words about code may have. */
  readonly strange: number;
  /** Words of other languages: names of its own that a plugin can have. */
  readonly words: number;
  /** Labels, which a plugin can have. */
  readonly labels: number;
  /** What is SourcePawn's or SourceMod's own. */
  readonly own: number;
  /** Those of them that the scripts of the game have as well. */
  readonly shared: number;
  readonly isPlugin: boolean;
  /** Whether the lines are those of code. */
  readonly shape: boolean;
  /** Lines that are surely statements: an assignment, or what ends with a semicolon or a brace. */
  readonly statements: number;
}

/** Weighs the beginning of a text; more of it says nothing new. */
export function weighCode(text: string): CodeWeights {
  const end = Math.min(text.length, MAX_CHARACTERS);
  const weights = weigh(lexSourcePawn(text, { end, into: buffer }));
  // The buffer is kept, the text is not.
  buffer.text = "";
  return weights;
}

function weigh(tokens: TokenBuffer): CodeWeights {
  const { kinds, hashes: names, starts, ends, flags, length } = tokens;
  const kind = (index: number): number => (index >= 0 && index < length ? (kinds[index] ?? 0) : 0);
  const isWord = (index: number): boolean => kind(index) === TokenKind.identifier || kind(index) === TokenKind.keyword;
  const touches = (index: number): boolean => ends[index] === starts[index + 1];
  let foreign = 0;
  let strange = 0;
  let words = 0;
  let labels = 0;
  let shared = 0;
  let statements = 0;
  let own = 0;
  let isPlugin = false;
  let hints = 0;
  let defines = 0;
  let lines = 0;
  let codeLines = 0;
  let runs = 0;
  let wordsInRow = 0;
  let hasFunctionType = false;

  for (let index = 0; index < length; index += 1) {
    const current = kind(index);
    const hash = names[index] ?? 0;
    const isFirst = ((flags[index] ?? 0) & TokenFlag.firstOnLine) !== 0;
    const inDirective = ((flags[index] ?? 0) & TokenFlag.inDirective) !== 0;
    if (isFirst) {
      const last = lastOfLine(tokens, index);
      lines += 1;
      if (inDirective || isCodeLine(kinds, index, last)) codeLines += 1;
      const isLabel = hash === caseWord || hash === defaultWord;
      if (kind(last) === TokenKind.colon && !isLabel && !isCase(tokens, index, last)) labels += 1;
      if (isStatement(kinds, index, last)) statements += 1;
      wordsInRow = 0;
    }
    if (isFirst && current === TokenKind.hash) strange += 1;
    if (current === TokenKind.identifier) {
      wordsInRow += 1;
      if (wordsInRow === 4) runs += 1;
    } else if (current !== TokenKind.lineComment && current !== TokenKind.blockComment) wordsInRow = 0;

    switch (current) {
      case TokenKind.includePath: {
        const path = tokens.textOf(index);
        if (
          /\.(?:h|hpp|hxx|mp)[>"]$|^<(?:a_samp|amxmodx|amxmisc|fakemeta\w*|hamsandwich|reapi|iostream|string|vector|map|algorithm|cmath|cstdio|cstdlib|memory|utility)>$/.test(
            path,
          )
        )
          foreign += 1;
        else own += 1;
        isPlugin ||= platformFile.test(path);
        break;
      }
      case TokenKind.directive:
        if (hash === pragma && pragmas.has(names[index + 1] ?? 0)) own += 1;
        if (ownDirectives.has(hash)) own += 1;
        if (hash === define) defines += 1;
        break;
      case TokenKind.keyword:
        if (ownWords.has(hash) && (isWord(index + 1) || kind(index + 1) === TokenKind.less)) own += 1;
        else if (hash === newWord && isWord(index + 1) && kind(index + 2) === TokenKind.colon && touches(index + 1))
          own += 1;
        else if (
          (hash === nativeWord || hash === forwardWord) &&
          isWord(index + 1) &&
          kind(index + 3) === TokenKind.openParen
        )
          hints += 2;
        else if (hash === enumWord && names[index + 1] === structWord) own += 1;
        // `const char[] name`: C writes the brackets behind the name, Java and C# have no such `const`.
        else if (
          hash === constWord &&
          names[index + 1] === charWord &&
          kind(index + 2) === TokenKind.openBracket &&
          kind(index + 3) === TokenKind.closeBracket &&
          isWord(index + 4)
        )
          own += 1;
        else if (hash === functionWord) {
          const isType = isWord(index + 1) && kind(index + 2) === TokenKind.openParen && hasFunctionType;
          if (!isType) foreign += 1;
        } else if (hash === structWord && names[index - 1] !== enumWord && isWord(index + 1)) foreign += 1;
        if (
          tags.has(hash) &&
          kind(index + 1) === TokenKind.colon &&
          touches(index) &&
          touches(index + 1) &&
          isWord(index + 2)
        )
          own += 1;
        if (hash === typedefWord || hash === typesetWord) hasFunctionType = true;
        break;
      case TokenKind.identifier: {
        if (foreignWords.has(hash)) words += 1;
        else if (foreignPairs.has(hash) && isWord(index + 1) && kind(index - 1) !== TokenKind.dot) words += 1;
        // `public Plugin myinfo`, and `public Plugin:myinfo`
        else if (hash === myInfo && (names[index - 1] === pluginWord || names[index - 2] === pluginWord))
          isPlugin = true;
        else if (sourceModNames.has(hash)) {
          if (kind(index - 1) === TokenKind.dot) break;
          own += 1;
          if (scriptNames.has(hash)) shared += 1;
        } else if (types.has(hash) && kind(index + 1) === TokenKind.identifier) own += 1;
        else if (tags.has(hash) && kind(index + 1) === TokenKind.colon && touches(index) && isWord(index + 2)) own += 1;
        else if (namePatterns.test(tokens.textOf(index))) own += 1;
        // `g_iCount` and `gbReady`, but not `getName`
        else if (/^g(?:_[a-z]{1,3}|[bfhis])[A-Z]/.test(tokens.textOf(index))) hints += 1;
        break;
      }
      case TokenKind.float:
      case TokenKind.integer:
        // `0.5f` and `10UL`
        if (/[lu]$|\.\d*f$/i.test(tokens.text.slice(starts[index], ends[index]))) foreign += 1;
        break;
      case TokenKind.minus:
      case TokenKind.equals:
        // `->` and `=>`
        if (kind(index + 1) === TokenKind.greater && touches(index)) foreign += 1;
        break;
      case TokenKind.less:
        // `<-` of Squirrel
        if (kind(index + 1) === TokenKind.minus && touches(index) && !touches(index + 1)) foreign += 1;
        break;
      case TokenKind.scope:
        foreign += 1;
        break;
      case TokenKind.unknown:
        strange += 1;
        break;
      case 36: // `$`
      case 64: // `@`
      case 96: // a backtick
        strange += 1;
        break;
      default:
    }
  }
  // Headers of C are full of `#define`, and of nothing else that is told here.
  if (own === 0 && hints > 0 && hints + defines >= 2) own = 1;
  const shape = lines > 0 && codeLines >= lines * 0.7 && runs <= lines * 0.1;
  return { foreign, strange, words, labels, own, shared, isPlugin, shape, statements };
}

/** Last token of the line that begins at `index`, comments left out. */
function lastOfLine(tokens: TokenBuffer, index: number): number {
  let last = index;
  for (let at = index + 1; at < tokens.length; at += 1) {
    if (tokens.hasFlag(at, TokenFlag.firstOnLine)) break;
    if (!tokens.isComment(at)) last = at;
  }
  return last;
}

/** `case A, B:` over several lines, and `a ? b :` at the end of a line. */
function isCase(tokens: TokenBuffer, first: number, last: number): boolean {
  for (let at = last; at >= 0 && at > first - 64; at -= 1) {
    const kind = tokens.kinds[at];
    if (kind === TokenKind.question || tokens.hashes[at] === caseWord) return true;
    if (at < first && (kind === TokenKind.semicolon || kind === TokenKind.openBrace || kind === TokenKind.closeBrace))
      return false;
  }
  return false;
}

/** A line that begins or ends as lines of code do. */
function isCodeLine(kinds: Uint8Array, first: number, last: number): boolean {
  const begin = kinds[first] ?? 0;
  const end = kinds[last] ?? 0;
  if (begin === TokenKind.lineComment || begin === TokenKind.blockComment || begin === TokenKind.directive) return true;
  if (begin === TokenKind.openBrace || begin === TokenKind.closeBrace || begin === TokenKind.string) return true;
  if (begin === TokenKind.closeParen || begin === TokenKind.logical) return true;
  switch (end) {
    case TokenKind.semicolon:
    case TokenKind.openBrace:
    case TokenKind.closeBrace:
    case TokenKind.closeParen:
    case TokenKind.closeBracket:
    case TokenKind.comma:
    case TokenKind.equals:
    case TokenKind.assignment:
    case TokenKind.logical:
    case TokenKind.openParen:
    case TokenKind.ellipsis:
    case TokenKind.colon:
      return first !== last || end !== TokenKind.comma;
    default:
      // Code without semicolons: an assignment, or a declaration.
      if (begin !== TokenKind.identifier && begin !== TokenKind.keyword) return false;
      return begin === TokenKind.keyword ? last - first < 12 : hasAssignment(kinds, first, last);
  }
}

/** A line that no sentence is. */
function isStatement(kinds: Uint8Array, first: number, last: number): boolean {
  const end = kinds[last] ?? 0;
  if (end === TokenKind.semicolon || end === TokenKind.openBrace || end === TokenKind.closeBrace) return true;
  const begin = kinds[first] ?? 0;
  const isWord = begin === TokenKind.identifier || begin === TokenKind.keyword;
  return isWord && hasAssignment(kinds, first, last);
}

function hasAssignment(kinds: Uint8Array, first: number, last: number): boolean {
  for (let at = first; at < last; at += 1) {
    if (kinds[at] === TokenKind.equals || kinds[at] === TokenKind.assignment) return true;
  }
  return false;
}
