// Over 300 lines: one recursive reader; its methods share the tokens, the brackets and what has been found.
import { hashName } from "../lexer/name-hash.ts";
import type { TokenBuffer } from "../lexer/token-buffer.ts";
import { TokenFlag, TokenKind } from "../lexer/token-kind.ts";
import { type Definition, type DefinitionKind, type Definitions, TokenMark } from "./definition.ts";
import type { Brackets } from "./match-brackets.ts";

/** Keywords as numbers: a token that is a keyword is compared by its hash alone. */
const word = Object.fromEntries(
  "new decl enum struct methodmap typedef typeset funcenum functag property get set"
    .split(" ")
    .map((name) => [name, hashName(name)]),
) as Readonly<Record<string, number>>;
const modifiers: ReadonlyMap<number, string> = new Map(
  "public stock static native forward const".split(" ").map((name) => [hashName(name), name]),
);
/** Keywords that a statement can end with where semicolons are left out. */
const lastWords: ReadonlySet<number> = new Set("true false null this break continue return".split(" ").map(hashName));
const typeKeywords: ReadonlySet<number> = new Set("int float bool char void any".split(" ").map(hashName));
const defineHash = hashName("#define");

/**
 * Finds every name that a piece of code defines, old syntax and new.
 *
 * The code need not be a whole file: statements may stand alone, and semicolons and closing brackets may be missing.
 */
export function readDefinitions(tokens: TokenBuffer, brackets: Brackets): Definitions {
  const reader = new DefinitionReader(tokens, brackets);
  reader.readAll();
  return { list: reader.list, marks: reader.marks, bodies: reader.bodies };
}

interface NewDefinition {
  readonly kind: DefinitionKind;
  readonly token: number;
  readonly type?: number | undefined;
  readonly from?: number;
  readonly to?: number;
  readonly container?: string | undefined;
  readonly modifiers?: readonly string[];
  readonly parent?: string | undefined;
}

class DefinitionReader {
  readonly list: Definition[] = [];
  readonly marks: Uint8Array;
  readonly bodies = new Map<number, string>();
  readonly #tokens: TokenBuffer;
  readonly #partner: Int32Array;
  readonly #parent: Int32Array;
  readonly #length: number;

  constructor(tokens: TokenBuffer, { partner, parent }: Brackets) {
    this.#tokens = tokens;
    this.#partner = partner;
    this.#parent = parent;
    this.#length = tokens.length;
    this.marks = new Uint8Array(tokens.length);
  }

  readAll(): void {
    let index = 0;
    while (index < this.#length) {
      if (this.#kind(index) === TokenKind.directive) this.#readDirective(index);
      const isCode = !this.#tokens.hasFlag(index, TokenFlag.inDirective);
      const next = isCode && this.#isWord(index) && this.#beginsStatement(index) ? this.#readStatement(index) : index;
      index = Math.max(next, index + 1);
    }
  }

  #readDirective(index: number): void {
    const isName = this.#kind(index + 1) === TokenKind.identifier || this.#kind(index + 1) === TokenKind.keyword;
    if (this.#hash(index) === defineHash && isName) this.#define({ kind: "macro", token: index + 1 });
  }

  /** Whether a statement, or the head of a loop, can begin at this word. */
  #beginsStatement(index: number): boolean {
    if (index === 0 || this.#tokens.hasFlag(index - 1, TokenFlag.inDirective)) return true;
    switch (this.#kind(index - 1)) {
      case TokenKind.semicolon:
      case TokenKind.openBrace:
      case TokenKind.closeBrace:
      case TokenKind.colon:
      case TokenKind.closeParen:
        return true;
      case TokenKind.openParen:
        return this.#isKeyword(index - 2, "for");
      case TokenKind.keyword:
        if (this.#isKeyword(index - 1, "else") || this.#isKeyword(index - 1, "do")) return true;
        return this.#tokens.hasFlag(index, TokenFlag.firstOnLine) && lastWords.has(this.#hash(index - 1));
      default:
        return this.#tokens.hasFlag(index, TokenFlag.firstOnLine) && this.#endsOperand(index - 1);
    }
  }

  /** Reads a declaration and returns the token to go on with; `index` itself when it is none. */
  #readStatement(index: number): number {
    const words: string[] = [];
    let at = index;
    for (; this.#kind(at) === TokenKind.keyword; at += 1) {
      const modifier = modifiers.get(this.#hash(at));
      if (modifier === undefined) break;
      words.push(modifier);
    }
    if (this.#kind(at) === TokenKind.keyword && !typeKeywords.has(this.#hash(at)))
      return this.#readKeyword(at, words, index);
    if (this.#kind(at) === TokenKind.tilde && this.#isName(at + 1)) {
      // A destructor: nobody calls it by name.
      this.marks[at + 1] = TokenMark.definition;
      return this.#readOperator(at + 1);
    }
    if (this.#hash(at) === word["property"] && this.#body(index) !== undefined) return this.#readProperty(at, words);
    const name = this.#nameBehindType(at);
    if (name !== -1) return this.#readTyped(at, name, words);
    if (this.#isTag(at) && this.#isKeyword(at + 2, "operator")) {
      this.marks[at] = TokenMark.type;
      return this.#readOperator(at + 2);
    }
    if (this.#isTag(at) && this.#isName(at + 2)) {
      const isFunction =
        this.#kind(at + 3) === TokenKind.openParen && (words.length > 0 || this.#isFunctionHead(at + 2));
      if (isFunction) return this.#readFunction(at + 2, at, words);
      return words.length > 0 ? this.#readOldVariables(at, words) : index;
    }
    if (!this.#isName(at)) return index;
    if (this.#kind(at + 1) === TokenKind.openParen) {
      const isFunction = words.length > 0 || (this.#parent[at] === -1 && this.#isFunctionHead(at));
      return isFunction ? this.#readFunction(at, undefined, words) : index;
    }
    return words.length > 0 ? this.#readOldVariables(at, words) : index;
  }

  #readKeyword(at: number, words: readonly string[], index: number): number {
    switch (this.#hash(at)) {
      case word["new"]:
      case word["decl"]:
        return this.#readOldVariables(at + 1, words);
      case word["enum"]:
        return this.#isKeyword(at + 1, "struct") ? this.#readStruct(at + 1, "enum-struct") : this.#readEnum(at);
      case word["struct"]:
        return this.#readStruct(at, "enum-struct");
      case word["methodmap"]:
        return this.#readStruct(at, "methodmap");
      case word["typedef"]:
      case word["typeset"]:
      case word["funcenum"]:
      case word["functag"]:
        return this.#readFunctionType(at);
      default:
        return index;
    }
  }

  /** The name in `Type name`, `Type[] name` or `Type &name`; -1 where no declaration of the new syntax begins. */
  #nameBehindType(at: number): number {
    if (!this.#isTypeWord(at)) return -1;
    let name = at + 1;
    while (this.#kind(name) === TokenKind.openBracket) {
      const close = this.#partner[name] ?? -1;
      if (close !== name + 1) return -1;
      name = close + 1;
    }
    if (this.#kind(name) === TokenKind.ampersand) name += 1;
    if (this.#isKeyword(name, "operator")) return name;
    return this.#isName(name) && !this.#tokens.hasFlag(name, TokenFlag.inDirective) ? name : -1;
  }

  #readTyped(type: number, name: number, words: readonly string[]): number {
    // In `if (a) b &c` and `a\n&b` the sign is an operator: what follows must look like a declaration.
    if (this.#kind(name - 1) === TokenKind.ampersand) return type;
    this.marks[type] = TokenMark.type;
    if (this.#isKeyword(name, "operator")) return this.#readOperator(name);
    if (this.#kind(name + 1) === TokenKind.openParen) return this.#readFunction(name, type, words);
    return this.#readVariables(name, type, words);
  }

  #readVariables(first: number, type: number, words: readonly string[]): number {
    let at = first;
    for (;;) {
      this.#defineVariable(at, type, words);
      at = this.#skipInitializer(at + 1);
      if (this.#kind(at) !== TokenKind.comma || !this.#isName(at + 1)) return at;
      at += 1;
    }
  }

  /** `[Tag:]name[dimension] = value, …`, behind `new`, `decl`, `static` and the like. */
  #readOldVariables(first: number, words: readonly string[]): number {
    let at = first;
    while (this.#isKeyword(at, "const") || this.#isKeyword(at, "static")) at += 1;
    for (;;) {
      const type = this.#isTag(at) ? at : undefined;
      if (type !== undefined) {
        this.marks[type] = TokenMark.type;
        at += 2;
      }
      if (!this.#isName(at) || this.#kind(at + 1) === TokenKind.openParen) return at;
      this.#defineVariable(at, type, words);
      at = this.#skipInitializer(at + 1);
      if (this.#kind(at) !== TokenKind.comma) return at;
      at += 1;
    }
  }

  #defineVariable(token: number, type: number | undefined, words: readonly string[]): void {
    const container = this.#body(token);
    const open = this.#parent[token] ?? -1;
    if (container !== undefined) {
      this.#define({ kind: "field", token, type, container, modifiers: words });
      return;
    }
    // The head of a `for` counts to the block around it.
    const block = this.#kind(open) === TokenKind.openParen ? (this.#parent[open] ?? -1) : open;
    const scope = block === -1 ? {} : { from: token, to: this.#closeOf(block) };
    this.#define({ kind: "variable", token, type, modifiers: words, ...scope });
  }

  #readFunction(token: number, type: number | undefined, words: readonly string[]): number {
    if (type !== undefined) this.marks[type] = TokenMark.type;
    const container = this.#body(token);
    const name = this.#hash(token);
    const isAccessor = name === word["get"] || name === word["set"];
    if (!this.#isName(token)) return token + 1;
    if (container === undefined && isAccessor && this.#isInProperty(token)) this.marks[token] = TokenMark.definition;
    else
      this.#define({ kind: container === undefined ? "function" : "method", token, type, container, modifiers: words });
    const open = token + 1;
    const close = this.#partner[open] ?? -1;
    if (close === -1) return open + 1;
    const body = this.#kind(close + 1) === TokenKind.openBrace ? this.#closeOf(close + 1) : close + 1;
    this.#readParameters(open, body);
    return close + 1;
  }

  /** `operator*(…)`: it has no name of its own, but parameters. */
  #readOperator(token: number): number {
    const open = this.#kind(token + 1) === TokenKind.openParen ? token + 1 : token + 2;
    const close = this.#kind(open) === TokenKind.openParen ? (this.#partner[open] ?? -1) : -1;
    if (close === -1) return token + 1;
    this.#readParameters(open, this.#kind(close + 1) === TokenKind.openBrace ? this.#closeOf(close + 1) : close + 1);
    return close + 1;
  }

  #readParameters(open: number, to: number): void {
    const close = this.#partner[open] ?? -1;
    let at = open + 1;
    while (at < close) {
      at = this.#readParameter(at, to);
      while (at < close && !(this.#kind(at) === TokenKind.comma && this.#parent[at] === open)) at += 1;
      at += 1;
    }
  }

  #readParameter(first: number, to: number): number {
    let at = first;
    while (this.#isKeyword(at, "const") || this.#kind(at) === TokenKind.ampersand) at += 1;
    if (this.#kind(at) === TokenKind.openBrace) {
      // `{Float,Handle,_}:value`: any of these tags.
      const close = this.#partner[at] ?? -1;
      for (let tag = at + 1; tag < close; tag += 1) if (this.#isWord(tag)) this.marks[tag] = TokenMark.type;
      at = close > at ? close + 2 : at + 1;
      return this.#defineParameter(at, undefined, to);
    }
    const name = this.#nameBehindType(at);
    if (name !== -1) {
      this.marks[at] = TokenMark.type;
      return this.#defineParameter(name, at, to);
    }
    if (this.#isTag(at)) {
      this.marks[at] = TokenMark.type;
      const isReference = this.#kind(at + 2) === TokenKind.ampersand;
      return this.#defineParameter(at + (isReference ? 3 : 2), at, to);
    }
    if (this.#isTypeWord(at) && this.#kind(at + 1) === TokenKind.ellipsis) this.marks[at] = TokenMark.type;
    else if (this.#kind(at) === TokenKind.identifier && this.#kind(at + 1) !== TokenKind.dot)
      return this.#defineParameter(at, undefined, to);
    return at;
  }

  #defineParameter(token: number, type: number | undefined, to: number): number {
    if (this.#isName(token)) this.#define({ kind: "parameter", token, type, from: token, to });
    return token + 1;
  }

  #readEnum(at: number): number {
    let open = at + 1;
    while (open < at + 12 && this.#kind(open) !== TokenKind.openBrace && this.#kind(open) !== TokenKind.semicolon)
      open += 1;
    const hasName = this.#isName(at + 1);
    const container = hasName ? this.#tokens.textOf(at + 1) : undefined;
    if (hasName) this.#define({ kind: "enum", token: at + 1 });
    if (this.#kind(open) !== TokenKind.openBrace) return at + 1;
    const close = this.#closeOf(open);
    let value = open + 1;
    while (value < close) {
      const type = this.#isTag(value) ? value : undefined;
      if (type !== undefined) this.marks[type] = TokenMark.type;
      const token = type === undefined ? value : value + 2;
      if (this.#isName(token) && !this.#tokens.hasFlag(token, TokenFlag.inDirective)) {
        this.#define({ kind: "enum-value", token, type, container });
      } else if (this.#kind(token) === TokenKind.directive) {
        value = token + 1;
        while (
          value < close &&
          this.#tokens.hasFlag(value, TokenFlag.inDirective) &&
          this.#kind(value) !== TokenKind.directive
        )
          value += 1;
        continue;
      }
      value = Math.max(token, value);
      while (value < close && !(this.#kind(value) === TokenKind.comma && this.#parent[value] === open)) value += 1;
      value += 1;
    }
    return close;
  }

  /** `methodmap Name < Parent {`, `enum struct Name {`. */
  #readStruct(at: number, kind: "methodmap" | "enum-struct"): number {
    const token = at + 1;
    if (!this.#isName(token)) return token;
    let open = token + 1;
    let parent: string | undefined;
    while (open < token + 8 && this.#kind(open) !== TokenKind.openBrace) {
      if (this.#kind(open) === TokenKind.less) {
        parent = this.#tokens.textOf(open + 1);
        this.marks[open + 1] = TokenMark.type;
      } else if (this.#kind(open) === TokenKind.semicolon) break;
      open += 1;
    }
    this.#define({ kind, token, parent });
    if (this.#kind(open) !== TokenKind.openBrace) return token + 1;
    this.bodies.set(open, this.#tokens.textOf(token));
    return open + 1;
  }

  /** `property Type Name { public get() … }`; the old `property Type:Name` is taken too. */
  #readProperty(at: number, words: readonly string[]): number {
    let token = this.#nameBehindType(at + 1);
    const type = at + 1;
    if (token === -1) token = this.#isTag(type) ? type + 2 : type;
    this.marks[at] = TokenMark.field;
    if (token !== type) this.marks[type] = TokenMark.type;
    if (this.#isName(token)) {
      this.#define({
        kind: "property",
        token,
        type: token === type ? undefined : type,
        container: this.#body(at),
        modifiers: words,
      });
    }
    return token + 1;
  }

  /** `typedef Name = function …;`, `typeset Name { … }`, `funcenum Name { … }`, `functag public Tag:Name(…);`. */
  #readFunctionType(at: number): number {
    let token = at + 1;
    if (this.#isKeyword(token, "public")) token += 1;
    if (this.#isTag(token)) token += 2;
    if (!this.#isName(token)) return at + 1;
    this.#define({ kind: "typedef", token });
    const depth = this.#parent[token] ?? -1;
    let index = token + 1;
    for (; index < this.#length; index += 1) {
      const kind = this.#kind(index);
      const isInside = (this.#parent[index] ?? -1) !== depth;
      if ((kind === TokenKind.semicolon || kind === TokenKind.closeBrace) && !isInside) break;
      if (this.#tokens.hasFlag(index, TokenFlag.inDirective)) {
        if (kind === TokenKind.directive && !isInside) break;
        continue;
      }
      if (kind === TokenKind.openParen) this.#readParameters(index, this.#partner[index] ?? index);
      else if (this.#isKeyword(index, "function") && this.#isTypeWord(index + 1))
        this.marks[index + 1] = TokenMark.type;
      else if (this.#isTag(index)) this.marks[index] = TokenMark.type;
    }
    return index;
  }

  /** Behind `[dimension] = value`, up to the comma or the end of the declaration. */
  #skipInitializer(from: number): number {
    let at = from;
    while (at < this.#length) {
      if (this.#tokens.hasFlag(at, TokenFlag.inDirective)) {
        at += 1;
        continue;
      }
      switch (this.#kind(at)) {
        case TokenKind.openParen:
        case TokenKind.openBracket:
        case TokenKind.openBrace: {
          const close = this.#partner[at] ?? -1;
          if (close === -1) return at + 1;
          if (this.#kind(at) === TokenKind.openBrace) this.#markFields(at, close);
          at = close + 1;
          break;
        }
        case TokenKind.comma:
        case TokenKind.semicolon:
        case TokenKind.closeParen:
        case TokenKind.closeBracket:
        case TokenKind.closeBrace:
          return at;
        default:
          // A new line behind a whole value ends a statement where semicolons are left out.
          if (
            at > from &&
            this.#tokens.hasFlag(at, TokenFlag.firstOnLine) &&
            this.#isWord(at) &&
            this.#endsOperand(at - 1)
          )
            return at;
          if (at === from && this.#tokens.hasFlag(at, TokenFlag.firstOnLine) && this.#isWord(at)) return at;
          at += 1;
      }
    }
    return at;
  }

  /** `name = …` in the braces of a structure's initial value, as in `myinfo`. */
  #markFields(open: number, close: number): void {
    for (let at = open + 1; at < close; at += 1) {
      const before = this.#kind(at - 1);
      const follows = before === TokenKind.openBrace || before === TokenKind.comma;
      if (follows && this.#kind(at) === TokenKind.identifier && this.#kind(at + 1) === TokenKind.equals)
        this.marks[at] = TokenMark.field;
    }
  }

  #define(found: NewDefinition): void {
    const { kind, token, type, from = 0, to = this.#length, container, modifiers: words = [], parent } = found;
    this.marks[token] = TokenMark.definition;
    this.list.push({
      name: this.#tokens.textOf(token),
      kind,
      type: type === undefined ? undefined : this.#tokens.textOf(type),
      token,
      from,
      to,
      container,
      modifiers: words,
      parent,
    });
  }

  /** Name of the methodmap or enum struct in whose body the token stands directly. */
  #body(token: number): string | undefined {
    return this.bodies.get(this.#parent[token] ?? -1);
  }

  #isInProperty(token: number): boolean {
    const open = this.#parent[token] ?? -1;
    return open !== -1 && this.bodies.has(this.#parent[open] ?? -1);
  }

  /** `name(…) {`, or `name(…) return …;` in one line: the head of a function that has no word before it. */
  #isFunctionHead(token: number): boolean {
    const close = this.#partner[token + 1] ?? -1;
    if (close === -1) return false;
    if (this.#kind(close + 1) === TokenKind.openBrace) return true;
    return (
      this.#parent[token] === -1 &&
      this.#isKeyword(close + 1, "return") &&
      !this.#tokens.hasFlag(close + 1, TokenFlag.firstOnLine)
    );
  }

  /** `Tag:` — a word with the colon right behind it. */
  #isTag(index: number): boolean {
    return (
      this.#isTypeWord(index) &&
      this.#kind(index + 1) === TokenKind.colon &&
      this.#tokens.ends[index] === this.#tokens.starts[index + 1]
    );
  }

  #isTypeWord(index: number): boolean {
    return (
      this.#kind(index) === TokenKind.identifier ||
      (this.#kind(index) === TokenKind.keyword && typeKeywords.has(this.#hash(index)))
    );
  }

  #isName(index: number): boolean {
    return this.#kind(index) === TokenKind.identifier;
  }

  #isWord(index: number): boolean {
    return this.#kind(index) === TokenKind.identifier || this.#kind(index) === TokenKind.keyword;
  }

  #isKeyword(index: number, name: string): boolean {
    return this.#kind(index) === TokenKind.keyword && this.#tokens.isText(index, name);
  }

  /** Whether a value can end with this token. */
  #endsOperand(index: number): boolean {
    const kind = this.#kind(index);
    return (
      (kind >= TokenKind.identifier && kind <= TokenKind.string) ||
      kind === TokenKind.closeParen ||
      kind === TokenKind.closeBracket ||
      kind === TokenKind.closeBrace ||
      kind === TokenKind.step
    );
  }

  #closeOf(open: number): number {
    const close = this.#partner[open] ?? -1;
    return close === -1 ? this.#length : close;
  }

  #kind(index: number): number {
    return index >= 0 && index < this.#length ? (this.#tokens.kinds[index] ?? 0) : 0;
  }

  #hash(index: number): number {
    return this.#tokens.hashes[index] ?? 0;
  }
}
