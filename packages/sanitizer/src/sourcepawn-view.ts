import type { CodeArgument, CodeCall, CodeSpan, CodeToken, CodeView, IdentifierUse } from "./language-adapter.ts";
import { judgeClient } from "./judge-client.ts";
import { readTokens } from "./sourcepawn-tokens.ts";

/** Words that stand before a name without declaring it. */
const notTypes: ReadonlySet<string> = new Set([
  "return",
  "case",
  "else",
  "new",
  "delete",
  "sizeof",
  "view_as",
  "in",
  "goto",
  "defined",
  "do",
  "default",
  "if",
  "while",
  "for",
  "switch",
  "tagof",
]);
const declarators: ReadonlySet<string> = new Set([
  "enum",
  "methodmap",
  "struct",
  "typedef",
  "typeset",
  "funcenum",
  "functag",
  "using",
]);
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
  SQL_Query: "DBResultSet",
};

/** SourcePawn as the rules see it. Nothing but the tokens is worked out before it is asked for. */
export class SourcePawnView implements CodeView {
  readonly code: string;
  readonly tokens: readonly CodeToken[];
  readonly comments: readonly CodeToken[];
  readonly includes: readonly string[];
  #pairs: { readonly partner: Int32Array; readonly parent: Int32Array } | undefined;
  #byName: Map<string, number[]> | undefined;

  constructor(code: string) {
    const { tokens, comments, includes } = readTokens(code);
    this.code = code;
    this.tokens = tokens;
    this.comments = comments;
    this.includes = includes;
  }

  use(index: number): IdentifierUse {
    if (this.#is(index - 1, ".")) return "member";
    if (this.#defines(index)) return "definition";
    return this.#is(index + 1, "(") && !this.#is(index - 1, "new") ? "call" : "value";
  }

  callAt(index: number): CodeCall | undefined {
    return this.#is(index + 1, "(") ? this.#call(index) : undefined;
  }

  argumentsAt(index: number): readonly CodeArgument[] {
    const own = this.#argument(index);
    if (own !== undefined) return [own];
    const name = this.#constantFor(index);
    if (name === undefined) return [];
    return this.occurrences(name).flatMap((at) => this.#argument(at) ?? []);
  }

  receiverAt(index: number): string | undefined {
    if (!this.#is(index - 1, ".")) return undefined;
    let at = index - 2;
    const { partner } = this.#brackets();
    if (this.#is(at, "]")) at = (partner[at] ?? 0) - 1;
    if (this.#is(at, ")")) {
      const callee = this.tokens[(partner[at] ?? 0) - 1];
      return callee === undefined ? undefined : returnTypes[callee.value];
    }
    const receiver = this.tokens[at];
    if (receiver?.kind !== "identifier" || this.#is(at - 1, ".")) return undefined;
    return this.#typeOf(receiver.value);
  }

  defines(name: string): boolean {
    return this.occurrences(name).some((index) => !this.#is(index - 1, ".") && this.#defines(index));
  }

  handsOn(name: string): boolean {
    // In a part of a plugin the hook may stand elsewhere.
    if (!/\bmyinfo\b/.test(this.code) && !/\bOnPluginStart\s*\(/.test(this.code)) return true;
    return this.occurrences(name).some((index) => !this.#defines(index));
  }

  judge(what: string, span: CodeSpan): boolean | undefined {
    return what === "client" ? judgeClient(this, span) : undefined;
  }

  /** Indices of the tokens with this name. */
  occurrences(name: string): readonly number[] {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const [index, { kind, value }] of this.tokens.entries()) {
        if (kind !== "identifier") continue;
        const list = this.#byName.get(value);
        if (list === undefined) this.#byName.set(value, [index]);
        else list.push(index);
      }
    }
    return this.#byName.get(name) ?? [];
  }

  /** The argument that is exactly this token. */
  #argument(index: number): CodeArgument | undefined {
    const { parent } = this.#brackets();
    const open = parent[index] ?? -1;
    if (!this.#is(open, "(") || this.tokens[open - 1]?.kind !== "identifier") return undefined;
    const edge = (at: number): boolean => this.#is(at, ",") || this.#is(at, "(") || this.#is(at, ")");
    if (!edge(index - 1) || !(edge(index + 1) || this.tokens[index + 1] === undefined)) return undefined;
    let position = 1;
    for (let at = open + 1; at < index; at += 1) if (parent[at] === open && this.#is(at, ",")) position += 1;
    return { call: this.#call(open - 1), position };
  }

  /** The name of a constant whose value is the string at this index: a define or an array. */
  #constantFor(index: number): string | undefined {
    const before = this.tokens[index - 1];
    if (before?.kind === "identifier" && this.#isDirective(index - 2, "define")) return before.value;
    if (!this.#is(index - 1, "=") || !this.#is(index - 2, "]")) return undefined;
    const open = this.#brackets().partner[index - 2] ?? 0;
    const name = this.tokens[open - 1];
    return name?.kind === "identifier" && !this.#is(open - 2, "]") ? name.value : undefined;
  }

  #typeOf(name: string): string | undefined {
    let type: string | undefined;
    for (const index of this.occurrences(name)) {
      if (this.#is(index - 1, ".") || !this.#defines(index)) continue;
      const found = this.#declaredType(index);
      if (found === undefined || (type !== undefined && type !== found)) return undefined;
      type = found;
    }
    return type;
  }

  #declaredType(index: number): string | undefined {
    let at = index - 1;
    if (this.#is(at, "&")) at -= 1;
    while (this.#is(at, "]")) at = (this.#brackets().partner[at] ?? 0) - 1;
    if (this.#is(at, ":")) at -= 1;
    if (this.#is(at, ",")) {
      const first = this.#statementStart(index);
      const type = this.tokens[first];
      return type !== undefined && this.tokens[first + 1]?.kind === "identifier" ? type.value : undefined;
    }
    const type = this.tokens[at];
    return type?.kind === "identifier" && !notTypes.has(type.value) ? type.value : undefined;
  }

  /** Whether the name at this index is declared there. */
  #defines(index: number): boolean {
    if (this.#isDirective(index - 1, "define")) return true;
    const before = this.tokens[index - 1];
    if (before?.kind === "identifier" && declarators.has(before.value)) return true;
    if (this.#is(index + 1, "(")) return this.#isFunctionHead(index);
    if (before === undefined) return false;
    if (before.kind === "identifier") return !notTypes.has(before.value);
    if (before.value === "&" || before.value === "]") {
      let at = index - 1;
      while (this.#is(at, "&")) at -= 1;
      while (this.#is(at, "]")) at = (this.#brackets().partner[at] ?? 0) - 1;
      const type = this.tokens[at];
      return (
        (type?.kind === "identifier" && !notTypes.has(type.value) && this.tokens[at - 1]?.value !== ".") ||
        this.#is(at, ":")
      );
    }
    if (before.value === ":")
      return this.tokens[index - 2]?.kind === "identifier" && before.end === this.tokens[index]?.start;
    return (before.value === "," || before.value === "{") && this.#isListed(index);
  }

  #isFunctionHead(index: number): boolean {
    const { partner, parent } = this.#brackets();
    if ((parent[index] ?? -1) !== -1 && !this.#isInType(index)) return false;
    const close = partner[index + 1] ?? -1;
    if (close <= index) return false;
    if (this.#is(close + 1, "{")) return true;
    const first = this.tokens[this.#statementStart(index)]?.value ?? "";
    return first === "native" || first === "forward" || (this.#is(close + 1, "=") && first === "public");
  }

  /** A method of a methodmap or an enum struct stands inside braces. */
  #isInType(index: number): boolean {
    const { parent } = this.#brackets();
    const open = parent[index] ?? -1;
    const head = this.tokens[this.#statementStart(open)]?.value;
    return this.#is(open, "{") && (head === "methodmap" || head === "enum");
  }

  /** A name behind a comma: another variable of the same declaration, or a value of an enum. */
  #isListed(index: number): boolean {
    const { parent } = this.#brackets();
    const open = parent[index] ?? -1;
    const first = this.#statementStart(index);
    if (this.#is(open, "{")) {
      const head = this.tokens[this.#statementStart(open)];
      if (head?.value === "enum" || (head?.value === "public" && this.tokens[open - 1]?.value === "enum")) return true;
    }
    const type = this.tokens[first];
    const name = this.tokens[first + 1];
    if (type?.kind !== "identifier" || first === index || parent[first] !== open) return false;
    return type.value === "new" || type.value === "decl" || (name?.kind === "identifier" && !notTypes.has(type.value));
  }

  /** Index of the first token of the statement that holds this one, at the same depth of brackets. */
  #statementStart(index: number): number {
    const { parent, partner } = this.#brackets();
    const depth = parent[index] ?? -1;
    let first = index;
    for (let at = index - 1; at > depth; at -= 1) {
      const token = this.tokens[at];
      if (token === undefined) break;
      if (token.value === "}" && token.kind === "other") {
        if (!this.#is(at + 1, ",")) break;
        at = partner[at] ?? at;
      } else if (token.value === ";" || token.kind === "preprocessor") break;
      else if (parent[at] !== depth) continue;
      first = at;
    }
    return first;
  }

  #call(callee: number): CodeCall {
    const { partner, parent } = this.#brackets();
    const open = callee + 1;
    const close = partner[open] ?? -1;
    const last = close > open ? close : this.tokens.length;
    const spans: CodeSpan[] = [];
    let start = -1;
    for (let at = open + 1; at <= last; at += 1) {
      const token = this.tokens[at];
      const ends = at === last || (parent[at] === open && this.#is(at, ","));
      if (ends && start !== -1) {
        const from = this.tokens[start];
        const to = this.tokens[at - 1];
        if (from !== undefined && to !== undefined) spans.push({ start: from.start, end: to.end });
        start = -1;
      } else if (start === -1 && token !== undefined) start = at;
    }
    return {
      callee: this.tokens[callee]?.value ?? "",
      arguments: spans,
      open: this.tokens[open]?.start ?? this.code.length,
      close: close > open ? (this.tokens[close]?.start ?? this.code.length) : this.code.length,
    };
  }

  /** Which bracket belongs to which, and the open bracket around every token; -1 where there is none. */
  #brackets(): { readonly partner: Int32Array; readonly parent: Int32Array } {
    if (this.#pairs !== undefined) return this.#pairs;
    const partner = new Int32Array(this.tokens.length).fill(-1);
    const parent = new Int32Array(this.tokens.length).fill(-1);
    const stack: number[] = [];
    for (const [index, { kind, value }] of this.tokens.entries()) {
      const isOther = kind === "other";
      if (isOther && (value === ")" || value === "]" || value === "}")) {
        const open = stack.pop();
        if (open !== undefined) {
          partner[open] = index;
          partner[index] = open;
        }
      }
      parent[index] = stack.at(-1) ?? -1;
      if (isOther && (value === "(" || value === "[" || value === "{")) stack.push(index);
    }
    this.#pairs = { partner, parent };
    return this.#pairs;
  }

  #is(index: number, value: string): boolean {
    const token = this.tokens[index];
    return token !== undefined && token.value === value && token.kind !== "string";
  }

  #isDirective(index: number, name: string): boolean {
    const token = this.tokens[index];
    return token?.kind === "preprocessor" && token.value === name;
  }
}
