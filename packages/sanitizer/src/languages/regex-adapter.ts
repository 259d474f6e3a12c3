import { isFallback } from "./fallback-code.ts";
import { spanAt } from "../texts/span-at.ts";
import type {
  CodeArgument,
  CodeCall,
  CodeSpan,
  CodeToken,
  CodeView,
  IdentifierUse,
  LanguageAdapter,
  NameTable,
} from "./language-adapter.ts";

/** Options for {@link createRegexAdapter}. */
export interface RegexAdapterOptions {
  /** The name that rules use as `language`. */
  readonly id: string;
  /** Info strings of Markdown fences, in lower case. */
  readonly fences: readonly string[];
  /** Matches one comment. */
  readonly comment: RegExp;
  /** Matches one string literal, its quotes included. */
  readonly string: RegExp;
  /**
   * Matches one name.
   *
   * @default a letter or `_`, then letters, digits and `_`
   */
  readonly name?: RegExp;
  /** Matches what stands before a name that is defined there, as `/\b(?:def|class)\s+$/`. */
  readonly definition?: RegExp;
  /**
   * Matches what stands behind a name that is defined there, as `/^\s*=(?!=)/`. Inside brackets the same names an argument, and behind a
   * dot a member.
   */
  readonly assignment?: RegExp;
}

/**
 * Makes an adapter for a language of which only the look of its tokens is known.
 *
 * Enough for rules of the kinds `call`, `value`, `member`, `string` and `pattern`: a name that is followed by a bracket is called, also behind types between angles, and
 * one behind a dot is a member. Types of variables are not known, so a member is one of the names that stand before its dot: `pd`
 * in `pd.read_csv()`, `np.random` in `np.random.rand()`.
 *
 * @example Rules for Python
 * ```ts
 * const python = createRegexAdapter({
 *   id: "python",
 *   fences: ["python", "py"],
 *   comment: /#.+/,
 *   string: /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/,
 *   definition: /\b(?:def|class)\s+$/,
 * });
 * ```
 */
export function createRegexAdapter(options: RegexAdapterOptions): LanguageAdapter {
  requirePatterns(options);
  const { comment, string, name = /[A-Za-z_]\w*/, definition, assignment } = options;
  const token = new RegExp(`(${comment.source})|(${string.source})|(${name.source})`, "g");
  return {
    id: options.id,
    fences: options.fences,
    // Without a grammar a text cannot be told from another language's.
    looksLikeCode: () => false,
    places: {},
    detectors: {},
    view: (code) => new RegexView(code, token, { definition, assignment }),
  };
}

/** For programs in JavaScript. */
function requirePatterns(options: unknown): void {
  const given = typeof options === "object" && options !== null ? (options as Readonly<Record<string, unknown>>) : {};
  if (given["comment"] instanceof RegExp && given["string"] instanceof RegExp && Array.isArray(given["fences"])) return;
  throw new TypeError("createRegexAdapter takes id, a list of fences, and the patterns comment and string.");
}

/** Characters before a name in which the word that defines it is looked for, and behind it its bracket. */
const LOOK_BEHIND = 256;
/** The bracket of a call, behind types between angles where a language has them: `Find<Player>(`. */
const opensCall = /^(?:<[\w\s,.?<>[\]]*>)?\s*\(/;
/** Tokens before an argument among which its call is looked for, and before a member the names that it belongs to. */
const MOST_TOKENS = 64;

interface DefinitionLooks {
  readonly definition: RegExp | undefined;
  readonly assignment: RegExp | undefined;
}

class RegexView implements CodeView {
  readonly code: string;
  readonly tokens: readonly CodeToken[];
  readonly comments: readonly CodeToken[];
  readonly includes: readonly string[] = [];
  readonly #looks: DefinitionLooks;
  /** How many brackets are open before each token. */
  #depths: readonly number[] | undefined;
  /** Answers of `defines`. */
  readonly #defined = new Map<string, boolean>();

  constructor(code: string, token: RegExp, looks: DefinitionLooks) {
    this.code = code;
    this.#looks = looks;
    const tokens: CodeToken[] = [];
    const comments: CodeToken[] = [];
    for (const match of code.matchAll(token)) {
      const [text, comment, string] = match;
      const place = { start: match.index, end: match.index + text.length };
      if (comment !== undefined) comments.push({ kind: "comment", index: -1, ...place, value: text });
      else if (string !== undefined)
        tokens.push({ kind: "string", index: tokens.length, ...place, value: text.slice(1, -1) });
      else tokens.push({ kind: "identifier", index: tokens.length, ...place, value: text });
    }
    this.tokens = tokens;
    this.comments = comments;
  }

  select(names: NameTable): readonly CodeToken[] {
    return this.tokens.filter(({ kind, value }) => (kind === "string" ? names.strings : names.identifiers).has(value));
  }

  commentAt(offset: number): CodeToken | undefined {
    return spanAt(this.comments, offset);
  }

  use(index: number): IdentifierUse {
    const token = this.tokens[index];
    if (token === undefined) return "value";
    const before = this.code.slice(Math.max(0, token.start - LOOK_BEHIND), token.start);
    if (this.#looks.definition?.test(before) === true) return "definition";
    if (/\.\s*$/.test(before)) return "member";
    const behind = this.code.slice(token.end, token.end + LOOK_BEHIND);
    const isAssigned = this.#looks.assignment?.test(behind) === true;
    // What names an argument inside brackets has no colon, as an assignment there has.
    if (isAssigned && (/^\s*:=/.test(behind) || this.#depthAt(index) === 0)) return "definition";
    return opensCall.test(behind) ? "call" : "value";
  }

  callAt(index: number): CodeCall | undefined {
    const token = this.tokens[index];
    if (token === undefined) return undefined;
    const opening = opensCall.exec(this.code.slice(token.end, token.end + LOOK_BEHIND));
    if (opening === null) return undefined;
    const open = token.end + opening[0].length - 1;
    const spans: CodeSpan[] = [];
    let start = open + 1;
    let depth = 0;
    for (let at = open; at < this.code.length; at += 1) {
      const inside = this.#tokenAt(at);
      if (inside !== undefined) {
        at = inside.end - 1;
        continue;
      }
      const letter = this.code.charAt(at);
      if ("([{".includes(letter)) depth += 1;
      else if (")]}".includes(letter)) depth -= 1;
      if (depth !== 0 && !(depth === 1 && letter === ",")) continue;
      if (this.code.slice(start, at).trim() !== "") spans.push(trimSpan(this.code, start, at));
      start = at + 1;
      if (depth === 0) return { callee: token.value, arguments: spans, open, close: at };
    }
    return { callee: token.value, arguments: spans, open, close: this.code.length };
  }

  argumentsAt(index: number): readonly CodeArgument[] {
    const token = this.tokens[index];
    if (token === undefined) return [];
    for (let at = index - 1; at >= Math.max(0, index - MOST_TOKENS); at -= 1) {
      const call = this.tokens[at]?.kind === "identifier" ? this.callAt(at) : undefined;
      const position = call?.arguments.findIndex(({ start, end }) => start === token.start && end === token.end) ?? -1;
      if (call !== undefined && position !== -1) return [{ call, position: position + 1 }];
    }
    return [];
  }

  receiverAt(index: number): string | undefined {
    const names: string[] = [];
    let end = this.tokens[index]?.start ?? 0;
    for (let at = index - 1; at >= Math.max(0, index - MOST_TOKENS); at -= 1) {
      const token = this.tokens[at];
      if (token?.kind !== "identifier" || this.code.slice(token.end, end).trim() !== ".") return undefined;
      names.unshift(token.value);
      end = token.start;
      if (!/\.\s*$/.test(this.code.slice(Math.max(0, end - LOOK_BEHIND), end))) return names.join(".");
    }
    return undefined;
  }

  defines(name: string): boolean {
    let isDefined = this.#defined.get(name);
    if (isDefined === undefined) {
      isDefined = this.tokens.some((token) => token.value === name && this.use(token.index) === "definition");
      this.#defined.set(name, isDefined);
    }
    return isDefined;
  }

  isFallback(index: number, right: string): boolean {
    const token = this.tokens[index];
    return token !== undefined && isFallback(this.code, token, right);
  }

  handsOn(): boolean {
    return true;
  }

  judge(): undefined {
    return undefined;
  }

  #depthAt(index: number): number {
    this.#depths ??= depthsOf(this.code, this.tokens, this.comments);
    return this.#depths[index] ?? 0;
  }

  #tokenAt(offset: number): CodeToken | undefined {
    const token = spanAt(this.tokens, offset);
    return token?.kind === "string" ? token : spanAt(this.comments, offset);
  }
}

/** How many round and square brackets are open before each token; braces hold statements as well. */
function depthsOf(code: string, tokens: readonly CodeToken[], comments: readonly CodeToken[]): readonly number[] {
  const depths: number[] = [];
  let depth = 0;
  let at = 0;
  let comment = 0;
  for (const token of tokens) {
    while (at < token.start) {
      const next = comments[comment];
      if (next !== undefined && next.start <= at) {
        at = Math.max(at, next.end);
        comment += 1;
        continue;
      }
      const letter = code.charAt(at);
      if (letter === "(" || letter === "[") depth += 1;
      else if (letter === ")" || letter === "]") depth = Math.max(0, depth - 1);
      at += 1;
    }
    depths.push(depth);
    at = token.end;
  }
  return depths;
}

function trimSpan(code: string, start: number, end: number): CodeSpan {
  const text = code.slice(start, end);
  const from = start + text.search(/\S/);
  return { start: from, end: from + text.trim().length };
}
