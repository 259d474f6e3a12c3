// Over 300 lines: one view, whose answers share its tokens and the view of the whole code.
import { includedFile, TokenKind } from "@tunewright/sourcepawn";
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
import {
  argumentsBehind,
  argumentsOf,
  assignedVariable,
  constantAround,
  handedOn,
  readCall,
  wholeArgument,
} from "../view/argument-places.ts";
import { ArrangedTokens } from "../view/arranged-tokens.ts";
import { declares } from "../view/declarations.ts";
import { nameFunctions, nativeNames } from "../view/name-places.ts";
import { readIncludes } from "../view/read-includes.ts";
import { receiverType } from "../view/receiver-types.ts";

const { openParen, dot, identifier, string } = TokenKind;

/** What the views of one code share. */
export interface SharedView {
  /** The view of all of it, once a window had to ask it. */
  whole?: SourcePawnView;
}

/** Functions that write their third argument into the first; as a name it has nothing to format. */
const copying: ReadonlySet<string> = new Set(["strcopy", "Format", "FormatEx"]);

/**
 * SourcePawn as the rules see it.
 *
 * Reads the tokens once; every answer is worked out when it is asked for. An index is one of {@link ArrangedTokens}.
 */
export class SourcePawnView implements CodeView {
  readonly code: string;
  readonly span: CodeSpan | undefined;
  readonly #tokens: ArrangedTokens;
  readonly #shared: SharedView;
  readonly #defined = new Map<string, boolean>();
  #comments: CodeToken[] | undefined;
  #includes: readonly string[] | undefined;

  /**
   * @param window Offsets of a stretch of whole functions; left out, all of the code.
   * @param shared Where the windows of one code keep the view of all of it; whoever gives it releases that.
   */
  constructor(code: string, window?: CodeSpan, shared: SharedView = {}) {
    this.code = code;
    this.span = window;
    this.#shared = shared;
    this.#tokens = new ArrangedTokens(code, window);
  }

  release(): void {
    this.#tokens.release();
  }

  /** The view that questions about the rest of the code go to. */
  get #all(): SourcePawnView {
    if (this.span === undefined) return this;
    this.#shared.whole ??= new SourcePawnView(this.code);
    return this.#shared.whole;
  }

  select(names: NameTable): CodeToken[] {
    const found: CodeToken[] = [];
    const { lexed, count } = this.#tokens;
    const { kinds, hashes, starts, ends } = lexed;
    for (let index = 0; index < count; index += 1) {
      const token = this.#tokens.token(index);
      const kind = kinds[token];
      if (kind === identifier) {
        if (!names.mayHoldHash(hashes[token] as number)) continue;
        const value = lexed.textOf(token);
        if (names.identifiers.has(value)) found.push(this.#entry(index, "identifier", value));
      } else if (kind === string) {
        const length = (ends[token] as number) - (starts[token] as number) - 2;
        if (!names.mayHoldString(length, this.code.charCodeAt((starts[token] as number) + 1))) continue;
        const value = this.#stringValue(index);
        if (names.strings.has(value)) found.push(this.#entry(index, "string", value));
      }
    }
    return found;
  }

  /** Every identifier and string. */
  get tokens(): CodeToken[] {
    const all: CodeToken[] = [];
    for (let index = 0; index < this.#tokens.count; index += 1) {
      const kind = this.#tokens.kind(index);
      if (kind === identifier) all.push(this.#entry(index, "identifier", this.text(index)));
      else if (kind === string) all.push(this.#entry(index, "string", this.#stringValue(index)));
    }
    return all;
  }

  /** Every string literal, with its value. */
  strings(): CodeToken[] {
    return this.tokens.filter(({ kind }) => kind === "string");
  }

  get comments(): readonly CodeToken[] {
    if (this.#comments === undefined) {
      this.#comments = [];
      const { lexed } = this.#tokens;
      for (let token = 0; token < lexed.length; token += 1) {
        if (!lexed.isComment(token)) continue;
        const { start, end, text } = lexed.at(token);
        this.#comments.push({ kind: "comment", index: -1, start, end, value: text });
      }
    }
    return this.#comments;
  }

  commentAt(offset: number): CodeToken | undefined {
    const { lexed } = this.#tokens;
    const token = lexed.indexAt(offset);
    if (token >= lexed.length || !lexed.isComment(token)) return undefined;
    const { start, end, text } = lexed.at(token);
    return start <= offset ? { kind: "comment", index: -1, start, end, value: text } : undefined;
  }

  get includes(): readonly string[] {
    this.#includes ??= this.span === undefined ? this.#includePaths() : readIncludes(this.code);
    return this.#includes;
  }

  use(index: number): IdentifierUse {
    const before = this.#tokens.kind(index - 1);
    if (before === dot || before === TokenKind.scope) return "member";
    if (declares(this.#tokens, index)) return "definition";
    return this.#tokens.kind(index + 1) === openParen && !this.is(index - 1, "new") ? "call" : "value";
  }

  callAt(index: number): CodeCall | undefined {
    return this.#tokens.kind(index + 1) === openParen ? readCall(this.#tokens, index) : undefined;
  }

  argumentsAt(index: number): readonly CodeArgument[] {
    const own = wholeArgument(this.#tokens, index);
    if (own !== undefined) return [own, ...this.#copiedTo(index, own), ...this.#handedOn(own)];
    // `name = "…"` lasts to the end of the function.
    const variable = assignedVariable(this.#tokens, index);
    if (variable !== undefined) return argumentsBehind(this.#tokens, index, variable);
    const constant = constantAround(this.#tokens, index);
    return constant === undefined ? [] : argumentsOf(this.#all.#tokens, constant);
  }

  /** The calls to which a function of the code hands an argument on, in whatever part of the code it stands. */
  #handedOn(argument: CodeArgument): readonly CodeArgument[] {
    return nameFunctions.has(argument.call.callee) ? [] : handedOn(this.#all.#tokens, argument);
  }

  /** The calls that get the variable into which a string is copied, in the same function. */
  #copiedTo(index: number, { call, position }: CodeArgument): readonly CodeArgument[] {
    const target = position === 3 && copying.has(call.callee) ? call.arguments[0] : undefined;
    const name = target === undefined ? undefined : /\w+$/.exec(this.code.slice(target.start, target.end))?.[0];
    if (target === undefined || name === undefined) return [];
    const variable = this.occurrences(name).find((at) => this.#tokens.endOf(at) === target.end);
    return variable === undefined ? [] : argumentsBehind(this.#tokens, index, variable);
  }

  receiverAt(index: number): string | undefined {
    return receiverType(this.#tokens, index, () => this.#all.#tokens);
  }

  defines(name: string): boolean {
    if (this.span !== undefined && occursOutside(this.code, name, this.span)) return this.#all.defines(name);
    let isDefined = this.#defined.get(name);
    if (isDefined === undefined) {
      isDefined =
        this.occurrences(name).some((index) => this.#tokens.kind(index - 1) !== dot && declares(this.#tokens, index)) ||
        this.#makesNative(name);
      this.#defined.set(name, isDefined);
    }
    return isDefined;
  }

  /** Whether the plugin makes a native of this name, or knows that another one may: an include file declares it. */
  #makesNative(name: string): boolean {
    if (!this.code.includes(`"${name}"`)) return false;
    for (const [callee, argument] of nativeNames) {
      // `GetFeatureStatus(FeatureType_Native, "name")`
      const behind = argument * 2;
      const isNamed = this.occurrences(callee).some(
        (index) =>
          this.#tokens.kind(index + 1) === openParen &&
          this.#tokens.kind(index + behind) === string &&
          this.#stringValue(index + behind) === name,
      );
      if (isNamed) return true;
    }
    return false;
  }

  handsOn(name: string): boolean | undefined {
    if (this.span !== undefined) return this.#all.handsOn(name);
    if (this.occurrences(name).some((index) => !declares(this.#tokens, index))) return true;
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
        if (this.#tokens.kind(index + 1) === openParen && !declares(this.#tokens, index))
          found.push({ index, call: readCall(this.#tokens, index) });
      }
    }
    return found;
  }

  /** Indices of the identifiers with this name. */
  occurrences(name: string): readonly number[] {
    return this.#tokens.occurrences(name);
  }

  /** Index of the brace that opens the function around an index; -1 outside of functions. */
  functionAt(index: number): number {
    return this.#tokens.functionAt(index);
  }

  /** Index behind the last token of the function whose brace is at `open`; everything when `open` is -1. */
  functionEnd(open: number): number {
    return this.#tokens.functionEnd(open);
  }

  /** Index of the bracket around an index; -1 at the top. */
  around(index: number): number {
    return this.#tokens.parent(index);
  }

  /** Index of the bracket that belongs to the one at an index; -1 where there is none. */
  partner(index: number): number {
    return this.#tokens.partner(index);
  }

  /** Index of the first token of the statement that holds this one, at the same depth of brackets. */
  statementStart(index: number): number {
    return this.#tokens.statementStart(index);
  }

  /** Offset of the token at an index. */
  startOf(index: number): number {
    return this.#tokens.startOf(index);
  }

  /** The text of the token at an index; empty beyond the ends. */
  text(index: number): string {
    return this.#tokens.text(index);
  }

  /** Whether the token at an index is written so. */
  is(index: number, text: string): boolean {
    return this.#tokens.is(index, text);
  }

  #includePaths(): string[] {
    const found: string[] = [];
    const { lexed } = this.#tokens;
    for (let token = 0; token < lexed.length; token += 1) {
      if (lexed.kinds[token] !== TokenKind.includePath) continue;
      const path = lexed.textOf(token).trim();
      found.push(includedFile(path.replace(/^[<"\s]+|[>"\s]+$/g, ""), path.startsWith('"')));
    }
    return found;
  }

  #entry(index: number, kind: CodeToken["kind"], value: string): CodeToken {
    return { kind, index, start: this.#tokens.startOf(index), end: this.#tokens.endOf(index), value };
  }

  #stringValue(index: number): string {
    const end = this.#tokens.endOf(index);
    const start = this.#tokens.startOf(index) + 1;
    return this.code.slice(start, this.code.charCodeAt(end - 1) === 34 && end > start ? end - 1 : end);
  }
}

function occursOutside(code: string, name: string, { start, end }: CodeSpan): boolean {
  const first = code.indexOf(name);
  return (first !== -1 && first < start) || code.indexOf(name, end) !== -1;
}
