// Over 300 lines: one object whose answers share the tokens, brackets and definitions that it works out once.
import { includedFile } from "./included-file.ts";
import { lexSourcePawn } from "../lexer/lex-source-pawn.ts";
import { hashName } from "../lexer/name-hash.ts";
import type { TokenBuffer } from "../lexer/token-buffer.ts";
import { TokenFlag, TokenKind } from "../lexer/token-kind.ts";
import { type Definition, type Definitions, TokenMark } from "./definition.ts";
import { decodeNumber, decodeText } from "./literal-values.ts";
import { type Brackets, matchBrackets } from "./match-brackets.ts";
import { readDefinitions } from "./read-definitions.ts";
import { returnTypes } from "./return-types.ts";
import { splitComments } from "./split-comments.ts";

/** A run of tokens, and the text that it covers. */
export interface CodeSpan {
  /** First token. */
  readonly first: number;
  /** Behind the last token. */
  readonly last: number;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** One call in code. */
export interface CallSite {
  readonly name: string;
  /** `new ArrayList(…)` is a `constructor`, `list.Push(…)` a `method`. */
  readonly kind: "function" | "method" | "constructor";
  /** The token that is the name. */
  readonly token: number;
  /** The tokens that are the brackets; `close` is the number of tokens where it is missing. */
  readonly open: number;
  readonly close: number;
  readonly arguments: readonly CodeSpan[];
  /** UTF-16 offset behind the closing bracket. */
  readonly end: number;
}

/** How a word stands in code. */
export type TokenRole =
  /** Named by a definition: a function's name, a variable, a value of an enum. */
  | "definition"
  /** A type or an old-style tag. */
  | "type"
  /** A field in the initial value of a structure, or the name of a named argument. */
  | "field"
  | "call"
  | "constructor"
  | "method"
  | "property"
  /** Any other word in an expression: a variable, a constant, a function that is handed on. */
  | "value"
  /** A word of a directive that is no code, as in `#pragma semicolon`. */
  | "directive"
  /** A keyword, a literal or a sign. */
  | "other";

/** What stands before the dot of a member. */
export interface Receiver {
  /** UTF-16 offsets in the code. */
  readonly start: number;
  readonly end: number;
  /** The type where the code, or what is known of a function's result, says it. */
  readonly type: string | undefined;
  /** The receiver is a single name that the code does not declare: a type itself, or a variable from elsewhere. */
  readonly name: string | undefined;
}

/** The call that holds a token. */
export interface EnclosingCall {
  readonly call: CallSite;
  /** Which argument, counted from 0. */
  readonly argument: number;
}

/** Options for {@link CodeModel}. */
export interface CodeModelOptions {
  /**
   * Offset of the first character of the code in the text.
   *
   * @default 0
   */
  readonly start?: number;
  /**
   * Offset behind the last character of the code.
   *
   * @default text.length
   */
  readonly end?: number;
  /** A buffer to fill instead of a new one; the model holds it until it is used again. */
  readonly into?: TokenBuffer;
}

const defineHash = hashName("#define");
const viewAs = hashName("view_as");
const functionHash = hashName("function");
const newHash = hashName("new");
const thisHash = hashName("this");
const caseHash = hashName("case");
const emptyMarks = new Uint8Array(0);

/** Whether a token stands behind the name of a variable that a define declares, and not behind a type: `new client = …`. */
function endsName(kind: number): boolean {
  return kind === TokenKind.equals || kind === TokenKind.semicolon || kind === TokenKind.comma;
}

/**
 * A piece of SourcePawn as names, calls and definitions. Nothing but the tokens is worked out before it is asked for.
 *
 * The code need not be a whole file. Token numbers count {@link CodeModel.tokens}, which has no comments in it; offsets count
 * UTF-16 units from the beginning of the text, also when only a part of it is code.
 *
 * @example The events that a plugin hooks
 * ```ts
 * const model = new CodeModel(code);
 * for (const call of model.calls) {
 *   if (call.name === "HookEvent") console.log(model.argumentValue(call, 0));
 * }
 * ```
 */
export class CodeModel {
  readonly text: string;
  /** Every token but the comments. */
  readonly tokens: TokenBuffer;
  /** The comments. */
  readonly comments: TokenBuffer;
  #brackets: Brackets | undefined;
  #definitions: Definitions | undefined;
  #byName: Map<string, Definition[]> | undefined;
  #byToken: Map<number, Definition> | undefined;
  #calls: readonly CallSite[] | undefined;
  #includes: readonly string[] | undefined;

  constructor(text: string, options: CodeModelOptions = {}) {
    this.text = text;
    this.tokens = lexSourcePawn(text, options);
    this.comments = splitComments(this.tokens);
  }

  /** Which bracket belongs to which. */
  get brackets(): Brackets {
    this.#brackets ??= matchBrackets(this.tokens);
    return this.#brackets;
  }

  /** Everything that the code defines, in order. */
  get definitions(): readonly Definition[] {
    return this.#read().list;
  }

  /** Names of the included files, as written, without brackets or quotes. */
  get includes(): readonly string[] {
    if (this.#includes === undefined) {
      const includes: string[] = [];
      const { kinds, length } = this.tokens;
      for (let index = 0; index < length; index += 1) {
        if (kinds[index] !== TokenKind.includePath) continue;
        const path = this.tokens.textOf(index);
        includes.push(includedFile(path.replace(/^[<"]|[>"]$/g, ""), path.startsWith('"')));
      }
      this.#includes = includes;
    }
    return this.#includes;
  }

  /** Every call, in order of their names. */
  get calls(): readonly CallSite[] {
    if (this.#calls === undefined) {
      const calls: CallSite[] = [];
      for (let index = 0; index < this.tokens.length; index += 1) {
        const call = this.callAt(index);
        if (call !== undefined) calls.push(call);
      }
      this.#calls = calls;
    }
    return this.#calls;
  }

  /** Whether the code itself defines this name, other than as a member of something. */
  defines(name: string): boolean {
    return this.definitionsOf(name).some(({ kind }) => kind !== "method" && kind !== "property" && kind !== "field");
  }

  /** The definitions of a name, members included. */
  definitionsOf(name: string): readonly Definition[] {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const definition of this.#read().list) {
        const known = this.#byName.get(definition.name);
        if (known === undefined) this.#byName.set(definition.name, [definition]);
        else known.push(definition);
      }
    }
    return this.#byName.get(name) ?? [];
  }

  /** The definition whose name is this token. */
  definedBy(index: number): Definition | undefined {
    this.#byToken ??= new Map(this.#read().list.map((definition) => [definition.token, definition]));
    return this.#byToken.get(index);
  }

  /** The definition that a variable's name means at this token: the innermost, and of those the last before it. */
  definitionAt(index: number): Definition | undefined {
    let best: Definition | undefined;
    for (const definition of this.definitionsOf(this.tokens.textOf(index))) {
      const { kind, from, to } = definition;
      if (kind === "method" || kind === "property" || kind === "field" || index < from || index >= to) continue;
      if (best === undefined || from > best.from || (from === best.from && definition.token <= index))
        best = definition;
    }
    return best;
  }

  /** How the word at this token stands in the code. */
  role(index: number): TokenRole {
    const kind = this.#kind(index);
    if (kind !== TokenKind.identifier) return kind === TokenKind.keyword ? this.#keywordRole(index) : "other";
    switch (this.#read().marks[index]) {
      case TokenMark.definition:
        return "definition";
      case TokenMark.type:
        return "type";
      case TokenMark.field:
        return "field";
      default:
    }
    const before = this.#kind(index - 1);
    const next = this.#kind(index + 1);
    if (before === TokenKind.dot) {
      const outer = this.#kind(index - 2);
      if (outer === TokenKind.openParen || outer === TokenKind.comma) return "field";
      return next === TokenKind.openParen ? "method" : "property";
    }
    if (before === TokenKind.scope) return "property";
    if (this.tokens.hasFlag(index, TokenFlag.inDirective) && !this.#isInDefine(index)) return "directive";
    if (before === TokenKind.keyword) {
      const hash = this.#hash(index - 1);
      if (hash === newHash)
        return next === TokenKind.openParen ? "constructor" : endsName(next) ? "definition" : "type";
      if (hash === functionHash) return "type";
    }
    if (before === TokenKind.less && this.#hash(index - 2) === viewAs) return "type";
    if (next === TokenKind.openParen) return "call";
    return this.#isTag(index) ? "type" : "value";
  }

  /** The call whose name is this token. */
  callAt(index: number): CallSite | undefined {
    if (this.#kind(index + 1) !== TokenKind.openParen) return undefined;
    const role = this.role(index);
    if (role !== "call" && role !== "method" && role !== "constructor") return undefined;
    return this.#readCall(index, role === "call" ? "function" : role);
  }

  /** The innermost call in whose brackets a token stands, also inside further brackets that are no call. */
  enclosingCall(index: number): EnclosingCall | undefined {
    const { parent } = this.brackets;
    let inner = index;
    // Deep nesting of plain brackets is no code; the limit keeps a text of brackets linear.
    for (let steps = 0; steps < 64; steps += 1) {
      const open = parent[inner] ?? -1;
      if (open === -1 || this.#kind(open) === TokenKind.openBrace) return undefined;
      const call = this.#kind(open) === TokenKind.openParen ? this.callAt(open - 1) : undefined;
      if (call !== undefined) {
        const argument = call.arguments.findIndex(({ first, last }) => first <= inner && inner < last);
        return argument === -1 ? undefined : { call, argument };
      }
      inner = open;
    }
    return undefined;
  }

  /** The call in which this token alone is a whole argument. */
  wholeArgument(index: number): EnclosingCall | undefined {
    const before = this.#kind(index - 1);
    const next = this.#kind(index + 1);
    const isWhole =
      (before === TokenKind.openParen || before === TokenKind.comma) &&
      (next === TokenKind.closeParen || next === TokenKind.comma || index + 1 === this.tokens.length);
    if (!isWhole) return undefined;
    const found = this.enclosingCall(index);
    const span = found?.call.arguments[found.argument];
    return span?.first === index && span.last === index + 1 ? found : undefined;
  }

  /**
   * The value of an argument that is a literal, strings joined by `...`, or a constant that the code defines as one.
   *
   * @param argument Which argument, counted from 0.
   */
  argumentValue(call: CallSite, argument: number): string | number | undefined {
    const span = call.arguments[argument];
    return span === undefined ? undefined : this.literalValue(span);
  }

  /** The value of an expression that is a literal or a constant that the code defines as one. */
  literalValue(span: Pick<CodeSpan, "first" | "last">, depth = 0): string | number | undefined {
    const { first, last } = span;
    if (last - first === 1) {
      const text = this.tokens.textOf(first);
      switch (this.#kind(first)) {
        case TokenKind.string:
        case TokenKind.character:
          return decodeText(text);
        case TokenKind.integer:
        case TokenKind.float:
          return decodeNumber(text);
        case TokenKind.identifier:
          return depth < 4 ? this.#constantValue(first, depth) : undefined;
        default:
          return undefined;
      }
    }
    if (last - first === 2 && this.#kind(first) === TokenKind.minus) {
      const value = this.literalValue({ first: first + 1, last }, depth);
      return typeof value === "number" ? -value : undefined;
    }
    if ((last - first) % 2 === 0) return undefined;
    let joined = "";
    for (let index = first; index < last; index += 1) {
      if ((index - first) % 2 === 1) {
        if (this.#kind(index) !== TokenKind.ellipsis) return undefined;
        continue;
      }
      const value = this.literalValue({ first: index, last: index + 1 }, depth);
      if (typeof value !== "string") return undefined;
      joined += value;
    }
    return joined;
  }

  /** What stands before the dot of this member; `undefined` where no dot is. */
  receiver(index: number): Receiver | undefined {
    if (this.#kind(index - 1) !== TokenKind.dot) return undefined;
    const { partner } = this.brackets;
    const last = index - 2;
    let at = last;
    let isElement = false;
    while (this.#kind(at) === TokenKind.closeBracket && (partner[at] ?? -1) > 0) {
      at = (partner[at] ?? 0) - 1;
      isElement = true;
    }
    const end = this.tokens.ends[last] ?? 0;
    const found = (first: number, type?: string, name?: string): Receiver => ({
      start: this.tokens.starts[first] ?? 0,
      end,
      type,
      name,
    });
    if (this.#kind(at) === TokenKind.closeParen) {
      const open = partner[at] ?? -1;
      return open === -1 ? undefined : this.#resultReceiver(open, found);
    }
    if (this.#hash(at) === thisHash && this.#kind(at) === TokenKind.keyword) return found(at, this.#enclosingType(at));
    if (this.#kind(at) !== TokenKind.identifier) return found(at);
    if (this.#kind(at - 1) === TokenKind.dot) {
      return found(this.#chainStart(at), this.#memberType(at));
    }
    const definition = this.definitionAt(at);
    if (definition === undefined) return found(at, undefined, isElement ? undefined : this.tokens.textOf(at));
    const isVariable = definition.kind === "variable" || definition.kind === "parameter";
    return found(at, isVariable ? definition.type : definition.kind === "methodmap" ? definition.name : undefined);
  }

  #resultReceiver(open: number, found: (first: number, type?: string) => Receiver): Receiver | undefined {
    const name = open - 1;
    if (this.#kind(name) === TokenKind.greater && this.#hash(name - 3) === viewAs) {
      return found(name - 3, this.tokens.textOf(name - 1));
    }
    if (this.#kind(name) !== TokenKind.identifier) {
      const isNew = this.#hash(open + 1) === newHash;
      return found(open, isNew ? this.tokens.textOf(open + 2) : undefined);
    }
    const text = this.tokens.textOf(name);
    if (this.#hash(name - 1) === newHash) return found(name - 1, text);
    if (this.#kind(name - 1) === TokenKind.dot) return found(this.#chainStart(name), this.#memberType(name));
    const own = this.definitionsOf(text).find(({ kind }) => kind === "function");
    return found(name, own === undefined ? returnTypes.get(text) : own.type);
  }

  /** Type of a member that the code itself declares, where only one member has this name. */
  #memberType(index: number): string | undefined {
    const members = this.definitionsOf(this.tokens.textOf(index)).filter(
      ({ container, kind }) => container !== undefined && kind !== "enum-value",
    );
    return members.length === 1 ? members[0]?.type : undefined;
  }

  /** First token of `a.b[1].c` from its last name. */
  #chainStart(index: number): number {
    const { partner } = this.brackets;
    let at = index;
    // The limit keeps a text of one endless chain linear.
    for (let steps = 0; steps < 64 && this.#kind(at - 1) === TokenKind.dot; steps += 1) {
      let before = at - 2;
      for (
        let kind = this.#kind(before);
        kind === TokenKind.closeBracket || kind === TokenKind.closeParen;
        kind = this.#kind(before)
      ) {
        const open = partner[before] ?? -1;
        if (open <= 0) return at;
        before = open - 1;
      }
      at = before;
    }
    return Math.max(at, 0);
  }

  #enclosingType(index: number): string | undefined {
    const { bodies } = this.#read();
    const { parent } = this.brackets;
    let open = parent[index] ?? -1;
    while (open !== -1 && !bodies.has(open)) open = parent[open] ?? -1;
    return bodies.get(open);
  }

  /** Value of a `#define` or of a variable whose initial value is a literal. */
  #constantValue(index: number, depth: number): string | number | undefined {
    const definition = this.definitionAt(index);
    if (definition === undefined || definition.token === index) return undefined;
    const name = definition.token;
    if (definition.kind === "macro") {
      let last = name + 1;
      while (this.tokens.hasFlag(last, TokenFlag.inDirective) && this.#kind(last) !== TokenKind.directive) last += 1;
      return last > name + 1 ? this.literalValue({ first: name + 1, last }, depth + 1) : undefined;
    }
    const isConstant = definition.modifiers.includes("const") || this.#kind(name + 1) === TokenKind.openBracket;
    if (definition.kind !== "variable" || !isConstant) return undefined;
    let at = name + 1;
    const { partner } = this.brackets;
    while (this.#kind(at) === TokenKind.openBracket && (partner[at] ?? -1) > at) at = (partner[at] ?? at) + 1;
    if (this.#kind(at) !== TokenKind.equals) return undefined;
    return this.literalValue({ first: at + 1, last: at + 2 }, depth + 1);
  }

  #keywordRole(index: number): TokenRole {
    return this.#read().marks[index] === TokenMark.type || this.#isTag(index) ? "type" : "other";
  }

  #readCall(token: number, kind: CallSite["kind"]): CallSite {
    const { partner, parent } = this.brackets;
    const open = token + 1;
    const found = partner[open] ?? -1;
    const close = found === -1 ? this.#statementEnd(open) : found;
    const spans: CodeSpan[] = [];
    let first = open + 1;
    for (let at = open + 1; at <= close; at += 1) {
      const isEnd = at === close;
      if (!isEnd && !(this.#kind(at) === TokenKind.comma && parent[at] === open)) {
        const inner = partner[at] ?? -1;
        if (inner > at && inner < close) at = inner;
        continue;
      }
      if (!isEnd || at > first || spans.length > 0) spans.push(this.#span(first, at));
      first = at + 1;
    }
    const end =
      found === -1 ? (this.tokens.ends[close - 1] ?? this.tokens.end) : (this.tokens.ends[found] ?? this.tokens.end);
    return { name: this.tokens.textOf(token), kind, token, open, close, arguments: spans, end };
  }

  /** Where a call that is not closed ends: at the statement's end. */
  #statementEnd(open: number): number {
    let at = open + 1;
    // The limit keeps a text of open brackets linear.
    for (; at < this.tokens.length && at < open + 256; at += 1) {
      const kind = this.#kind(at);
      if (kind === TokenKind.semicolon || kind === TokenKind.openBrace || kind === TokenKind.closeBrace) break;
    }
    return at;
  }

  #span(first: number, last: number): CodeSpan {
    const start = this.tokens.starts[first] ?? this.tokens.end;
    return { first, last, start, end: last > first ? (this.tokens.ends[last - 1] ?? start) : start };
  }

  /** `Float:value`: a word with a colon right behind it and a value right behind that, neither `a ? b:c` nor `case X:`. */
  #isTag(index: number): boolean {
    const { starts, ends } = this.tokens;
    if (this.#kind(index + 1) !== TokenKind.colon || ends[index] !== starts[index + 1]) return false;
    if (starts[index + 2] !== ends[index + 1] || this.#kind(index - 1) === TokenKind.question) return false;
    for (let at = index - 1; at >= 0 && at > index - 32; at -= 1) {
      const kind = this.#kind(at);
      if (kind === TokenKind.question) return false;
      if (kind === TokenKind.keyword && this.#hash(at) === caseHash) return false;
      const isEnd = kind === TokenKind.semicolon || kind === TokenKind.openBrace || kind === TokenKind.closeBrace;
      if (isEnd || kind === TokenKind.comma || kind === TokenKind.openParen) break;
    }
    return true;
  }

  #isInDefine(index: number): boolean {
    let at = index;
    while (at > 0 && this.#kind(at) !== TokenKind.directive && index - at < 512) at -= 1;
    return this.#hash(at) === defineHash;
  }

  #read(): Definitions {
    this.#definitions ??=
      this.tokens.length === 0
        ? { list: [], marks: emptyMarks, bodies: new Map() }
        : readDefinitions(this.tokens, this.brackets);
    return this.#definitions;
  }

  #kind(index: number): number {
    return index >= 0 && index < this.tokens.length ? (this.tokens.kinds[index] ?? 0) : 0;
  }

  #hash(index: number): number {
    return index >= 0 && index < this.tokens.length ? (this.tokens.hashes[index] ?? 0) : 0;
  }
}
