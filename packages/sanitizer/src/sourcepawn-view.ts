// Over 300 lines: one class answers every question about a snippet from the same arrays of tokens.
import { hashName, lexSourcePawn, TokenBuffer, TokenFlag, TokenKind } from "@tunewright/sourcepawn";
import { isEventName } from "./is-event-name.ts";
import { judgeClient } from "./judge-client.ts";
import type {
  CodeArgument,
  CodeCall,
  CodeSpan,
  CodeToken,
  CodeView,
  IdentifierUse,
  NameTable,
} from "./language-adapter.ts";

/** Words that stand before a name without declaring it. */
const notTypes: ReadonlySet<string> = new Set(
  "return case else new delete sizeof view_as in goto defined do default if while for switch tagof cellsof operator this exit assert".split(
    " ",
  ),
);
const declarators: ReadonlySet<string> = new Set(
  "enum methodmap struct typedef typeset funcenum functag using".split(" "),
);
/** Natives that return an object of a methodmap. */
const returnTypes: Readonly<Record<string, string>> = {
  FindConVar: "ConVar",
  CreateConVar: "ConVar",
  CreateArray: "ArrayList",
  CreateTrie: "StringMap",
  CreateMenu: "Menu",
  CreateKeyValues: "KeyValues",
  CreateDataPack: "DataPack",
  CreateEvent: "Event",
};
const { openParen, closeParen, openBracket, closeBracket, openBrace, closeBrace } = TokenKind;
const { comma, semicolon, dot, colon, question, ampersand, equals, identifier, keyword, string, directive } = TokenKind;

/** What the views of one code share. */
export interface SharedView {
  /** The view of all of it, once a window had to ask it. */
  whole?: SourcePawnView;
}

/** Chains of identifiers, less one: a power of two. */
const CHAIN_MASK = 511;

/** Arrays that grow to the longest snippet and then serve one view after the other. */
class ViewArrays {
  readonly tokens = new TokenBuffer();
  order = new Int32Array(256);
  partner = new Int32Array(256);
  parent = new Int32Array(256);
  /** First index of each chain of identifiers, and the next of each index; -1 at the end. */
  readonly heads = new Int32Array(CHAIN_MASK + 1);
  next = new Int32Array(256);

  reserve(length: number): void {
    if (length > this.order.length) {
      this.order = new Int32Array(length * 2);
      this.partner = new Int32Array(length * 2);
      this.parent = new Int32Array(length * 2);
      this.next = new Int32Array(length * 2);
    }
    this.partner.fill(-1, 0, length);
  }
}

const spare: ViewArrays[] = [];

/** The includes of the code that was asked about last: its windows are viewed one after the other. */
let lastIncludes: { readonly code: string; readonly found: readonly string[] } | undefined;

/** The includes of code without block comments, by its lines alone. */
export function readIncludes(code: string): readonly string[] {
  if (lastIncludes?.code === code) return lastIncludes.found;
  const found: string[] = [];
  // The sign is rare, where the first letter of the word is everywhere.
  for (let at = code.indexOf("#"); at !== -1; at = code.indexOf("#", at + 1)) {
    const letter = code.charCodeAt(behindBlanks(code, at + 1)) | 32;
    // `include` or `tryinclude`
    if (letter !== 105 && letter !== 116) continue;
    const name = includeOf(code.slice(code.lastIndexOf("\n", at) + 1, endOfLine(code, at)));
    if (name !== "" && found.at(-1) !== name) found.push(name);
  }
  lastIncludes = { code, found };
  return found;
}

/** Answers of {@link includeOf}; the same few lines stand in most plugins. */
const includeLines = new Map<string, string>();

/** The include that a line names, empty where it names none. */
function includeOf(line: string): string {
  const known = includeLines.get(line);
  if (known !== undefined) return known;
  const name = /^[ \t]*#[ \t]*(?:try)?include[ \t]*[<"]?([^>"\n]*)/.exec(line)?.[1] ?? "";
  const include = name.replace(/\/\/.*/, "").trim();
  if (includeLines.size >= 4096) includeLines.clear();
  includeLines.set(line, include);
  return include;
}

function occursOutside(code: string, name: string, { start, end }: CodeSpan): boolean {
  const first = code.indexOf(name);
  return (first !== -1 && first < start) || code.indexOf(name, end) !== -1;
}

/**
 * The stretch of whole top-level functions and declarations around a place.
 *
 * A closing brace in the first column ends one. It holds where {@link hasWindows} says so.
 */
export function windowAround(code: string, place: number): CodeSpan {
  const before = code.lastIndexOf("\n}", place);
  const behind = code.indexOf("\n}", place);
  return {
    start: before === -1 ? 0 : endOfLine(code, before + 1),
    end: behind === -1 ? code.length : endOfLine(code, behind + 1),
  };
}

/**
 * Whether {@link windowAround} gives the same answers as all of the code.
 *
 * What may reach over the end of a function rules the short cut out: block comments, continued lines, conditional code.
 */
export function hasWindows(code: string): boolean {
  if (code.includes("/*")) return false;
  // Lines are told by their line feeds.
  if (code.includes("\r") && /\r(?!\n)/.test(code)) return false;
  if (code.includes("\\") && /\\[ \t]*\r?\n/.test(code)) return false;
  for (let at = code.indexOf("#"); at !== -1; at = code.indexOf("#", at + 1)) {
    if (code.startsWith("if", behindBlanks(code, at + 1))) return false;
  }
  return true;
}

function behindBlanks(code: string, from: number): number {
  let at = from;
  while (code.charCodeAt(at) === 32 || code.charCodeAt(at) === 9) at += 1;
  return at;
}

function endOfLine(code: string, from: number): number {
  const feed = code.indexOf("\n", from);
  return feed === -1 ? code.length : feed + 1;
}

/**
 * SourcePawn as the rules see it.
 *
 * Works on the lexer's arrays: no object is made for a token that no rule asks about. An index counts tokens without
 * comments, and without the lines of directives other than `#define`.
 */
export class SourcePawnView implements CodeView {
  readonly code: string;
  readonly #window: CodeSpan | undefined;
  readonly #arrays: ViewArrays;
  readonly #tokens: TokenBuffer;
  /** Token of the lexer by index. */
  readonly #order: Int32Array;
  readonly #count: number;
  /** The bracket that belongs to the one at an index; -1 where there is none. */
  readonly #partner: Int32Array;
  /** The open bracket around an index; -1 at the top. */
  readonly #parent: Int32Array;
  #isChained = false;
  readonly #shared: SharedView;
  readonly #occurrences = new Map<string, number[]>();
  readonly #defined = new Map<string, boolean>();
  #comments: CodeToken[] | undefined;
  #includes: readonly string[] | undefined;

  /**
   * @param window Offsets of a stretch of whole functions; left out, all of the code.
   * @param shared Where the windows of one code keep the view of all of it; whoever gives it releases that.
   */
  constructor(code: string, window?: CodeSpan, shared: SharedView = {}) {
    this.code = code;
    this.#window = window;
    this.#shared = shared;
    this.#arrays = spare.pop() ?? new ViewArrays();
    this.#tokens = lexSourcePawn(code, {
      into: this.#arrays.tokens,
      start: window?.start ?? 0,
      end: window?.end ?? code.length,
    });
    this.#arrays.reserve(this.#tokens.length);
    this.#order = this.#arrays.order;
    this.#partner = this.#arrays.partner;
    this.#parent = this.#arrays.parent;
    this.#count = this.#arrange();
  }

  select(names: NameTable): CodeToken[] {
    const found: CodeToken[] = [];
    const { kinds, hashes, starts, ends } = this.#tokens;
    for (let index = 0; index < this.#count; index += 1) {
      const token = this.#order[index] as number;
      const kind = kinds[token];
      if (kind === identifier) {
        if (!names.mayHoldHash(hashes[token] as number)) continue;
        const value = this.#tokens.textOf(token);
        if (names.identifiers.has(value)) found.push(this.#entry(index, "identifier", value));
      } else if (kind === string) {
        const length = (ends[token] as number) - (starts[token] as number) - 2;
        if (!names.mayHoldString(length, this.code.charCodeAt((starts[token] as number) + 1))) continue;
        const value = this.#stringValue(token);
        if (names.strings.has(value)) found.push(this.#entry(index, "string", value));
      }
    }
    return found;
  }

  /** Every identifier and string. */
  get tokens(): CodeToken[] {
    const all: CodeToken[] = [];
    for (let index = 0; index < this.#count; index += 1) {
      const kind = this.#kind(index);
      if (kind === identifier) all.push(this.#entry(index, "identifier", this.text(index)));
      else if (kind === string) all.push(this.#entry(index, "string", this.#stringValue(this.#order[index] as number)));
    }
    return all;
  }

  get comments(): readonly CodeToken[] {
    if (this.#comments === undefined) {
      this.#comments = [];
      for (let token = 0; token < this.#tokens.length; token += 1) {
        if (!this.#tokens.isComment(token)) continue;
        const { start, end, text } = this.#tokens.at(token);
        this.#comments.push({ kind: "comment", index: -1, start, end, value: text });
      }
    }
    return this.#comments;
  }

  commentAt(offset: number): CodeToken | undefined {
    const token = this.#tokens.indexAt(offset);
    if (token >= this.#tokens.length || !this.#tokens.isComment(token)) return undefined;
    const { start, end, text } = this.#tokens.at(token);
    return start <= offset ? { kind: "comment", index: -1, start, end, value: text } : undefined;
  }

  release(): void {
    spare.push(this.#arrays);
  }

  /** The view that questions about the rest of the code go to. */
  get #all(): SourcePawnView {
    if (this.#window === undefined) return this;
    this.#shared.whole ??= new SourcePawnView(this.code);
    return this.#shared.whole;
  }

  get includes(): readonly string[] {
    if (this.#includes === undefined) {
      if (this.#window !== undefined) {
        this.#includes = readIncludes(this.code);
        return this.#includes;
      }
      const found: string[] = [];
      for (let token = 0; token < this.#tokens.length; token += 1) {
        if (this.#tokens.kinds[token] !== TokenKind.includePath) continue;
        found.push(this.#tokens.textOf(token).replace(/^[<"\s]+|[>"\s]+$/g, ""));
      }
      this.#includes = found;
    }
    return this.#includes;
  }

  use(index: number): IdentifierUse {
    if (this.#kind(index - 1) === dot || this.#kind(index - 1) === TokenKind.scope) return "member";
    if (this.#declares(index)) return "definition";
    return this.#kind(index + 1) === openParen && !this.is(index - 1, "new") ? "call" : "value";
  }

  callAt(index: number): CodeCall | undefined {
    return this.#kind(index + 1) === openParen ? this.#call(index) : undefined;
  }

  argumentsAt(index: number): readonly CodeArgument[] {
    const own = this.#argument(index);
    if (own !== undefined) return [own, ...this.#copiedTo(index, own)];
    // `name = "…"` lasts to the end of the function.
    if (this.#kind(index - 1) === equals && this.#kind(index - 2) === identifier && this.functionAt(index) !== -1) {
      return this.#argumentsInside(index, this.text(index - 2));
    }
    const name = this.#constantFor(index);
    if (name === undefined) return [];
    return this.#all.argumentsNamed(name);
  }

  /** The calls that get the variable into which a string is copied, in the same function. */
  #copiedTo(index: number, { call, position }: CodeArgument): readonly CodeArgument[] {
    const target = position === 3 && call.callee === "strcopy" ? call.arguments[0] : undefined;
    return target === undefined ? [] : this.#argumentsInside(index, this.code.slice(target.start, target.end).trim());
  }

  /** The calls in the function around an index in which a variable is a whole argument. */
  #argumentsInside(index: number, name: string): readonly CodeArgument[] {
    const open = this.functionAt(index);
    return this.occurrences(name).flatMap((at) =>
      this.functionAt(at) === open && at > index ? (this.#argument(at) ?? []) : [],
    );
  }

  /** The calls in which this name, or an element of the array with this name, is a whole argument. */
  argumentsNamed(name: string): readonly CodeArgument[] {
    return this.occurrences(name).flatMap((at) => this.#argument(at) ?? []);
  }

  receiverAt(index: number): string | undefined {
    if (this.#kind(index - 1) !== dot) return undefined;
    let at = index - 2;
    if (this.#kind(at) === closeBracket) at = (this.#partner[at] ?? 0) - 1;
    if (this.#kind(at) === closeParen) return this.#typeOfCall(this.#partner[at] ?? 0);
    if (this.is(at, "this")) return this.#parentOfType(at, this.text(index));
    if (this.#kind(at) !== identifier) return undefined;
    return this.#kind(at - 1) === dot ? this.#all.#typeOfField(this.text(at)) : this.#all.typeOf(this.text(at));
  }

  defines(name: string): boolean {
    if (this.#window !== undefined && occursOutside(this.code, name, this.#window)) return this.#all.defines(name);
    let isDefined = this.#defined.get(name);
    if (isDefined === undefined) {
      isDefined = this.occurrences(name).some((index) => this.#kind(index - 1) !== dot && this.#declares(index));
      this.#defined.set(name, isDefined);
    }
    return isDefined;
  }

  handsOn(name: string): boolean | undefined {
    if (this.#window !== undefined) return this.#all.handsOn(name);
    if (this.occurrences(name).some((index) => !this.#declares(index))) return true;
    // In a part of a plugin the hook may stand elsewhere.
    const isWhole = this.occurrences("myinfo").length > 0 || this.occurrences("OnPluginStart").length > 0;
    return isWhole ? false : undefined;
  }

  judge(what: string, span: CodeSpan): boolean | undefined {
    if (what === "client") return judgeClient(this.#all, span);
    return what === "event name" ? isEventName(this.code, span) : undefined;
  }

  /** Calls of these functions or methods, in order of the names. */
  calls(names: Iterable<string>): { readonly index: number; readonly call: CodeCall }[] {
    const found: { index: number; call: CodeCall }[] = [];
    for (const name of names) {
      for (const index of this.occurrences(name)) {
        if (this.#kind(index + 1) === openParen && !this.#declares(index))
          found.push({ index, call: this.#call(index) });
      }
    }
    return found;
  }

  /** Index of the brace that opens the function around an index; -1 outside of functions. */
  functionAt(index: number): number {
    let at = index;
    for (let open = this.#parent[at] ?? -1; open !== -1; open = this.#parent[at] ?? -1) at = open;
    return at !== index && this.#kind(at) === openBrace ? at : -1;
  }

  /** Index behind the last token of the function whose brace is at `open`; everything when `open` is -1. */
  functionEnd(open: number): number {
    const close = this.#partner[open] ?? -1;
    return close > open && open >= 0 ? close : this.#count;
  }

  /** Offset of the token at an index. */
  startOf(index: number): number {
    return this.#tokens.starts[this.#order[index] ?? 0] ?? 0;
  }

  /** Index of the bracket around an index; -1 at the top. */
  around(index: number): number {
    return this.#parent[index] ?? -1;
  }

  /** Every string literal, with its value. */
  strings(): CodeToken[] {
    const found: CodeToken[] = [];
    for (let index = 0; index < this.#count; index += 1) {
      if (this.#kind(index) === string)
        found.push(this.#entry(index, "string", this.#stringValue(this.#order[index] as number)));
    }
    return found;
  }

  /** Indices of the identifiers with this name. */
  occurrences(name: string): readonly number[] {
    const known = this.#occurrences.get(name);
    if (known !== undefined) return known;
    if (!this.#isChained) this.#chain();
    const hash = hashName(name);
    const { hashes } = this.#tokens;
    const { heads, next } = this.#arrays;
    const found: number[] = [];
    this.#occurrences.set(name, found);
    for (let index = heads[hash & CHAIN_MASK] as number; index !== -1; index = next[index] as number) {
      const token = this.#order[index] as number;
      if (hashes[token] === hash && this.#tokens.isText(token, name)) found.push(index);
    }
    return found;
  }

  /** Chains the identifiers by their hashes, each chain in order of the code. */
  #chain(): void {
    const { heads, next } = this.#arrays;
    const { hashes, kinds } = this.#tokens;
    heads.fill(-1);
    for (let index = this.#count - 1; index >= 0; index -= 1) {
      const token = this.#order[index] as number;
      if (kinds[token] !== identifier) continue;
      const chain = (hashes[token] as number) & CHAIN_MASK;
      next[index] = heads[chain] as number;
      heads[chain] = index;
    }
    this.#isChained = true;
  }

  /** The type by which the code declares a variable; `undefined` when it does not, or in two ways. */
  typeOf(name: string): string | undefined {
    let type: string | undefined;
    for (const index of this.occurrences(name)) {
      if (this.#kind(index - 1) === dot || !this.#declares(index)) continue;
      const found = this.#declaredType(index);
      if (found === undefined || (type !== undefined && type !== found)) return undefined;
      type = found;
    }
    return type;
  }

  /** The type by which the code's own enum structs and methodmaps declare a field; `undefined` when they do not agree. */
  #typeOfField(name: string): string | undefined {
    const found = new Set<string | undefined>();
    for (const index of this.occurrences(name)) {
      if (this.#kind(index - 1) !== dot && this.#declares(index) && this.#isInType(index))
        found.add(this.#declaredType(index));
    }
    const [type] = found;
    return found.size === 1 ? type : undefined;
  }

  /** The type of the call whose bracket opens at an index: a cast, a native's, or that of a function of this code. */
  #typeOfCall(open: number): string | undefined {
    if (this.is(open - 1, ">") && this.is(open - 4, "view_as")) return this.text(open - 2);
    const name = this.text(open - 1);
    if (this.#kind(open - 1) !== identifier || this.#kind(open - 2) === dot) return undefined;
    return returnTypes[name] ?? this.#all.typeOf(name);
  }

  /** The text of the token at an index; empty beyond the ends. */
  text(index: number): string {
    return index < 0 || index >= this.#count ? "" : this.#tokens.textOf(this.#order[index] as number);
  }

  /** Whether the token at an index is written so. */
  is(index: number, text: string): boolean {
    return index >= 0 && index < this.#count && this.#tokens.isText(this.#order[index] as number, text);
  }

  /** Fills the arrays: leaves comments and directives out, and pairs the brackets, in both branches of an `#if`. */
  #arrange(): number {
    const { kinds, length } = this.#tokens;
    let count = 0;
    let stack: number[] = [];
    let outer: number[] | undefined;
    const branches: number[][] = [];
    let skips = false;
    for (let token = 0; token < length; token += 1) {
      const kind = kinds[token] as number;
      if (this.#tokens.isComment(token)) continue;
      if (!this.#tokens.hasFlag(token, TokenFlag.inDirective)) {
        if (outer !== undefined) stack = outer;
        outer = undefined;
        skips = false;
      } else if (kind === directive) {
        stack = outer ?? stack;
        const word = this.#tokens.textOf(token).replace(/[#\s]+/, "");
        if (word === "if") branches.push([...stack]);
        else if (word === "else" || word === "elseif") stack = [...(branches.at(-1) ?? stack)];
        else if (word === "endif") branches.pop();
        outer = stack;
        stack = [];
        skips = word !== "define";
      }
      if (skips) continue;
      this.#order[count] = token;
      if (kind === closeParen || kind === closeBracket || kind === closeBrace) {
        const open = stack.pop();
        if (open !== undefined) {
          this.#partner[open] = count;
          this.#partner[count] = open;
        }
      }
      this.#parent[count] = stack.length === 0 ? -1 : (stack[stack.length - 1] as number);
      if (kind === openParen || kind === openBracket || kind === openBrace) stack.push(count);
      count += 1;
    }
    return count;
  }

  #kind(index: number): number {
    return index < 0 || index >= this.#count ? -1 : (this.#tokens.kinds[this.#order[index] as number] as number);
  }

  #entry(index: number, kind: CodeToken["kind"], value: string): CodeToken {
    const token = this.#order[index] as number;
    const { starts, ends } = this.#tokens;
    return { kind, index, start: starts[token] as number, end: ends[token] as number, value };
  }

  #stringValue(token: number): string {
    const { starts, ends } = this.#tokens;
    const end = ends[token] as number;
    const start = (starts[token] as number) + 1;
    return this.code.slice(start, this.code.charCodeAt(end - 1) === 34 && end > start ? end - 1 : end);
  }

  /** The argument that is exactly this token, or an element of the array that it names. */
  #argument(index: number): CodeArgument | undefined {
    const open = this.#parent[index] ?? -1;
    if (this.#kind(open) !== openParen || this.#kind(open - 1) !== identifier) return undefined;
    const before = this.#kind(index - 1);
    let last = index;
    if (this.#kind(last + 1) === openBracket) last = this.#partner[last + 1] ?? last;
    const behind = this.#kind(last + 1);
    // Either side of a `?` is a whole argument as well.
    if (before !== comma && before !== openParen && before !== question && before !== colon) return undefined;
    if (behind !== comma && behind !== closeParen && behind !== colon && behind !== -1) return undefined;
    let position = 1;
    for (let at = open + 1; at < index; at += 1) {
      if (this.#parent[at] === open && this.#kind(at) === comma) position += 1;
    }
    return { call: this.#call(open - 1), position };
  }

  /** The name of a constant whose value is the string at this index: a define or an array. */
  #constantFor(index: number): string | undefined {
    if (this.#kind(index - 1) === identifier && this.#isDefine(index - 2)) return this.text(index - 1);
    const brace = this.#parent[index] ?? -1;
    const isListed =
      this.#kind(brace) === openBrace && (this.#kind(index - 1) === openBrace || this.#kind(index - 1) === comma);
    let at = (isListed ? brace : index) - 1;
    // `const char[] name = "…"` has its brackets before the name.
    if (this.#kind(at) === equals && this.#kind(at - 1) === identifier) return this.text(at - 1);
    if (this.#kind(at) !== equals || this.#kind(at - 1) !== closeBracket) return undefined;
    for (at -= 1; this.#kind(at) === closeBracket; ) at = (this.#partner[at] ?? 0) - 1;
    return this.#kind(at) === identifier ? this.text(at) : undefined;
  }

  #declaredType(index: number): string | undefined {
    let at = index - 1;
    if (this.#kind(at) === ampersand) at -= 1;
    while (this.#kind(at) === closeBracket) at = (this.#partner[at] ?? 0) - 1;
    if (this.#kind(at) === colon) at -= 1;
    if (this.#kind(at) === comma) {
      const first = this.#typePosition(this.#statementStart(index));
      return this.#kind(first + 1) === identifier ? this.text(first) : undefined;
    }
    return this.#isType(at) ? this.text(at) : undefined;
  }

  /** Passes `static`, `const` and their like. */
  #typePosition(index: number): number {
    let at = index;
    while (/^(?:static|const|public|stock|new|decl)$/.test(this.text(at)) && this.#isType(at + 1)) at += 1;
    return at;
  }

  #isType(index: number): boolean {
    const kind = this.#kind(index);
    return (kind === identifier || kind === keyword) && !notTypes.has(this.text(index));
  }

  #isInDirective(index: number): boolean {
    return (
      index >= 0 && index < this.#count && this.#tokens.hasFlag(this.#order[index] as number, TokenFlag.inDirective)
    );
  }

  #isDefine(index: number): boolean {
    return this.#kind(index) === directive;
  }

  /** Whether the name at this index is declared there. */
  #declares(index: number): boolean {
    if (this.#isDefine(index - 1)) return true;
    // `#define NAME VALUE`: the name is no type of the value.
    if (this.#isDefine(index - 2)) return false;
    const before = this.#kind(index - 1);
    const isWord = before === identifier || before === keyword;
    if (isWord && declarators.has(this.text(index - 1))) return true;
    if (this.#kind(index + 1) === openParen) return this.#isFunctionHead(index);
    if (isWord) {
      // `new x` of the old syntax declares; `new Thing(` was met above.
      return this.is(index - 1, "new") || this.is(index - 1, "decl") || this.#isType(index - 1);
    }
    if (before === ampersand || before === closeBracket) {
      let at = index - 1;
      while (this.#kind(at) === ampersand) at -= 1;
      while (this.#kind(at) === closeBracket) at = (this.#partner[at] ?? 0) - 1;
      if (this.#kind(at) === colon) return true;
      return this.#isType(at) && this.#kind(at - 1) !== dot && !this.#isValueBefore(at);
    }
    if (before === colon)
      return this.#kind(index - 2) === identifier && this.#touches(index - 2) && this.#touches(index - 1);
    return (before === comma || before === openBrace) && this.#isListed(index);
  }

  /** `a & b`: the word before the sign is an operand and no type. */
  #isValueBefore(index: number): boolean {
    const before = this.#kind(index - 1);
    return (
      before === equals ||
      before === TokenKind.comparison ||
      before === TokenKind.logical ||
      this.is(index - 1, "return")
    );
  }

  /** Whether no space stands between this token and the next. */
  #touches(index: number): boolean {
    const { starts, ends } = this.#tokens;
    return ends[this.#order[index] as number] === starts[this.#order[index + 1] as number];
  }

  #isFunctionHead(index: number): boolean {
    if ((this.#parent[index] ?? -1) !== -1 && !this.#isInType(index)) return false;
    const close = this.#partner[index + 1] ?? -1;
    if (close <= index) return false;
    if (this.#kind(close + 1) === openBrace) return true;
    const first = this.text(this.#statementStart(index));
    return first === "native" || first === "forward" || (this.#kind(close + 1) === equals && first === "public");
  }

  /** The type that the methodmap around an index inherits a member from; `undefined` when it declares that itself. */
  #parentOfType(index: number, member: string): string | undefined {
    let open = this.#parent[index] ?? -1;
    while (open !== -1 && !(this.#kind(open) === openBrace && this.is(this.#statementStart(open), "methodmap"))) {
      open = this.#parent[open] ?? -1;
    }
    if (open === -1) return undefined;
    const head = this.#statementStart(open);
    const isOwn = this.occurrences(member).some((at) => at > open && (this.#parent[at] ?? -1) === open);
    return isOwn || !this.is(head + 2, "<") ? undefined : this.text(head + 3);
  }

  /** A method of a methodmap or an enum struct stands inside braces. */
  #isInType(index: number): boolean {
    const open = this.#parent[index] ?? -1;
    const head = this.text(this.#statementStart(open));
    return this.#kind(open) === openBrace && (head === "methodmap" || head === "enum");
  }

  /** A name behind a comma: another variable of the same declaration, or a value of an enum. */
  #isListed(index: number): boolean {
    const open = this.#parent[index] ?? -1;
    const first = this.#statementStart(index);
    if (this.#kind(open) === openBrace && this.is(this.#typePosition(this.#statementStart(open)), "enum")) return true;
    if (first === index || this.#parent[first] !== open || this.#kind(open) === openParen)
      return this.#isListedParameter(index);
    if (this.is(first, "new") || this.is(first, "decl")) return true;
    const type = this.#typePosition(first);
    return this.#isType(type) && this.#kind(type + 1) === identifier;
  }

  /** A parameter of the old syntax has no type: `Callback(client, args) {`. */
  #isListedParameter(index: number): boolean {
    const open = this.#parent[index] ?? -1;
    return this.#kind(open) === openParen && this.#kind(open - 1) === identifier && this.#isFunctionHead(open - 1);
  }

  /** Index of the first token of the statement that holds this one, at the same depth of brackets. */
  #statementStart(index: number): number {
    const depth = this.#parent[index] ?? -1;
    const isDirective = this.#isInDirective(index);
    let first = index;
    for (let at = index - 1; at > depth; at -= 1) {
      const kind = this.#kind(at);
      if (this.#parent[at] !== depth) continue;
      // The line of a `#define` is no part of the statement below it.
      if (!isDirective && this.#isInDirective(at)) break;
      if (kind === closeBrace) {
        if (this.#kind(at + 1) !== comma) break;
        at = this.#partner[at] ?? at;
      } else if (kind === semicolon || kind === directive) break;
      first = at;
    }
    return first;
  }

  #call(callee: number): CodeCall {
    const open = callee + 1;
    const close = this.#partner[open] ?? -1;
    const last = close > open ? close : this.#count;
    const { starts, ends } = this.#tokens;
    const spans: CodeSpan[] = [];
    let from = -1;
    for (let at = open + 1; at <= last; at += 1) {
      if (at === last || (this.#parent[at] === open && this.#kind(at) === comma)) {
        if (from !== -1) {
          spans.push({
            start: starts[this.#order[from] as number] as number,
            end: ends[this.#order[at - 1] as number] as number,
          });
        }
        from = -1;
      } else if (from === -1) from = at;
    }
    return {
      callee: this.text(callee),
      arguments: spans,
      open: starts[this.#order[open] as number] ?? this.code.length,
      close: close > open ? (starts[this.#order[close] as number] as number) : this.code.length,
    };
  }
}
