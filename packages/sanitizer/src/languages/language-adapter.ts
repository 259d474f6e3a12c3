import type { CodeReference } from "@tunewright/schema";

/** Kinds of token that rules name. */
export type CodeTokenKind = "identifier" | "string" | "comment";

/** What a rule's name may be, for the API index. */
export type SymbolKind = "function" | "member" | "constant" | "forward" | "event" | "netprop";

/** One token of code, with UTF-16 offsets in the code. */
export interface CodeToken {
  readonly kind: CodeTokenKind;
  /** Handle of the token for the methods of its {@link CodeView}. */
  readonly index: number;
  /** UTF-16 offsets in the code. */
  readonly start: number;
  readonly end: number;
  /** The name of an identifier, the text of a comment, the decoded value of a string. */
  readonly value: string;
}

/** A span of code. */
export interface CodeSpan {
  /** UTF-16 offsets in the code. */
  readonly start: number;
  readonly end: number;
}

/** A call and its arguments. */
export interface CodeCall {
  /** Name of the function or method, without a receiver. */
  readonly callee: string;
  readonly arguments: readonly CodeSpan[];
  /** Offset of the opening bracket. */
  readonly open: number;
  /** Offset of the closing bracket, or the end of the code where it is missing. */
  readonly close: number;
}

/** A token that is the whole of one argument. */
export interface CodeArgument {
  readonly call: CodeCall;
  /** Counted from 1. */
  readonly position: number;
}

/** The names that rules look for. */
export interface NameTable {
  readonly identifiers: { has(name: string): boolean };
  readonly strings: { has(name: string): boolean };
  /** False when no identifier of the table has this hash (32-bit FNV-1a of its UTF-16 units). */
  mayHoldHash(hash: number): boolean;
  /** False when no string of the table has this length and first unit. */
  mayHoldString(length: number, first: number): boolean;
}

/** How an identifier is used at one place. */
export type IdentifierUse = "call" | "function" | "value" | "member" | "definition" | "field";

/** What a detector of an adapter found. */
export interface Detection extends CodeSpan {
  /** The name in question, never the text around it. */
  readonly name: string;
  /** False when the detector could not decide. */
  readonly certain: boolean;
}

/**
 * One piece of code as a language sees it.
 *
 * Methods are asked only about tokens whose name a rule knows, so an adapter may work out its answers when they are wanted.
 */
export interface CodeView {
  readonly code: string;
  /** The stretch of the code that it shows; left out, all of it. */
  readonly span?: CodeSpan | undefined;
  /** The identifiers and strings that stand in a table, in order. */
  select(names: NameTable): readonly CodeToken[];
  /** Every identifier and string, in order. */
  readonly tokens: readonly CodeToken[];
  readonly comments: readonly CodeToken[];
  /** The comment around an offset. */
  commentAt(offset: number): CodeToken | undefined;
  /** Gives memory back for the next view; the view must not be asked any more. */
  release?(): void;
  /** How the identifier with this index is used. */
  use(index: number): IdentifierUse;
  /** The call whose callee is the identifier at this index. */
  callAt(index: number): CodeCall | undefined;
  /** The call in which the token at this index is a whole argument, also through a constant that names the string. */
  argumentsAt(index: number): readonly CodeArgument[];
  /** The type of what stands before the dot, `undefined` when the code does not say. */
  receiverAt(index: number): string | undefined;
  /** Whether the code itself defines this name. */
  defines(name: string): boolean;
  /** Whether the code hands the function of this name on, as a callback; `undefined` when other code may do so. */
  handsOn(name: string): boolean | undefined;
  /**
   * Whether code falls back on the token at this index where a newer name is not there, so that it is meant. Left out, no code of the
   * language does.
   */
  isFallback?(index: number, right: string): boolean;
  /** Names of included files, as written. */
  readonly includes: readonly string[];
  /** Whether an expression is what `what` says; `undefined` when the code does not say. */
  judge(what: string, span: CodeSpan): boolean | undefined;
}

/** A reference with the type that a member belongs to, where the code says so. */
export interface OwnedReference extends CodeReference {
  readonly owner?: string;
}

/** Where a kind of name stands in a language: at which argument of which calls. */
export interface StringPlace {
  readonly call: readonly string[];
  /** Counted from 1. */
  readonly argument: number;
  /** What another argument of the call must be, as {@link CodeView.judge} says. */
  readonly beside?: { readonly argument: number; readonly is: string };
}

/** A scanner that a rule can name. */
export interface Detector {
  /** Names, one of which stands in every text where the detector can find something. */
  readonly triggers: readonly string[];
  /** The same for texts that may be part of a longer word. Give at least five letters, shorter ones slow every run down. */
  readonly literals?: readonly string[];
  /**
   * A look at the bare text around a trigger, where that is far cheaper than reading code. Where it is `false` for each trigger in a
   * piece of code, `detect` surely finds nothing. Left out, all code with a trigger is read.
   */
  mayFind?(code: string, trigger: number): boolean;
  /** Finds what it looks for in code; `options` are those of the rule. */
  detect(view: CodeView, options: Readonly<Record<string, unknown>>): readonly Detection[];
}

/**
 * What the sanitizer has to know of a language.
 *
 * Give adapters to `compileRules`; the sanitizer itself knows none.
 */
export interface LanguageAdapter {
  /** The name that rules use as `language`. */
  readonly id: string;
  /** Info strings of Markdown fences, in lower case. */
  readonly fences: readonly string[];
  /** Whether code in a fence of ours is of another language that goes by the same name. */
  disowns?(code: string, fence: string): boolean;
  /** Whether text without a language is code of this language. */
  looksLikeCode(text: string): boolean;
  /**
   * Whether lines among words, or a code span, are code of another language, in which wrong names can be right. Left out, they are words
   * like others.
   */
  looksLikeOtherCode?(lines: string): boolean;
  /** Reads code once, for every rule. */
  view(code: string): CodeView;
  /**
   * A look at the bare text, where that is far cheaper than reading code: `false` only where the member whose name stands at an offset
   * surely is of no object of these types. Left out, code is read wherever a member's name stands.
   */
  mayBeMemberOf?(code: string, at: number, types: ReadonlySet<string>): boolean;
  /**
   * Views of the stretches around some places in code, in order, whose answers are those of {@link view}; `undefined` when
   * the code has to be read as a whole. An adapter may leave this out: it only saves time.
   */
  windows?(code: string, places: readonly number[]): Iterable<CodeView> | undefined;
  /**
   * Whether code is a program that is whole by itself, with no part of it in other files. Left out, a call to a function that
   * nothing knows is never taken for one into another file.
   */
  isWhole?(code: string): boolean;
  /** Whether code that is not whole by itself is written as a file for others to include. */
  isIncluded?(code: string): boolean;
  /**
   * Whether an include, as written in code, may define even a name that no library has: another source file of the same program, or a
   * file of another platform whose language looks the same. Left out, no file does.
   */
  mayDefineAny?(include: string): boolean;
  /** Whether code is written for another platform than the one that rules with `unlessIncludes` speak of. */
  isForAnother?(code: string): boolean;
  /** Where a string literal is a game event or a netprop. */
  readonly places: Readonly<Partial<Record<"event" | "netprop", readonly StringPlace[]>>>;
  readonly detectors: Readonly<Record<string, Detector>>;
  /** Every name that code refers to, in order, with offsets in the code; left out, only calls, members and strings are told. */
  references?(code: string): readonly OwnedReference[];
  /** Includes of the language's own platform, in lower case: what counts as known where no API index is at hand. */
  readonly standardIncludes?: readonly string[];
}
