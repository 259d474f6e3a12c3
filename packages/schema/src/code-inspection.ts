/**
 * The seam between the sanitizer and those who use its eyes: `evals` and `copilot-server` are handed
 * these functions by whoever wires them, so that one rule pack repairs data, judges answers and guards serving.
 */
import type { FindingSeverity } from "./issue.ts";

/** What a name in code refers to. */
export type ReferenceKind =
  | "call"
  | "method"
  | "property"
  | "event"
  | "event-field"
  | "netprop"
  | "constant"
  | "type"
  | "callback"
  | "string"
  | "identifier"
  | "include";

/** One name as it is used in code; comments are never references. */
export interface CodeReference {
  readonly name: string;
  readonly kind: ReferenceKind;
  /** UTF-16 offsets in the text that was inspected. */
  readonly start: number;
  readonly end: number;
  /** The snippet itself defines this name, so it says nothing about the API. */
  readonly definedHere: boolean;
  /** Type of the object whose method or property it is, where the code says so. */
  readonly owner?: string;
}

/** One thing a rule or a scanner has to say about a text. */
export interface CodeFinding {
  /** Id of the rule, or of the scanner. */
  readonly rule: string;
  /** Rules of category `security` count towards the security score; `wrong-api` towards wrong-API avoidance. */
  readonly category: "wrong-api" | "deprecated" | "security" | "unknown-symbol" | "style";
  /** `critical` is the security scale's top; the rest is the `Issue` scale. */
  readonly severity: FindingSeverity;
  readonly message: string;
  /** UTF-16 offsets in the text that was inspected. */
  readonly start: number;
  readonly end: number;
  /** The name in question, never the text around it. */
  readonly name: string;
  /** What the rule would write instead, where it has a fix. */
  readonly fix?: string;
  /** False when the scope could not be decided, so the text was left alone. */
  readonly certain: boolean;
  /** It stands in a comment or in prose: a name that is spoken of, and no use of it. */
  readonly mentioned?: true;
}

/** What {@link CodeInspector.inspect} sees in one text. */
export interface CodeInspection {
  /** Whether the text holds any code: a fence in a known language, or bare code. */
  readonly hasCode: boolean;
  readonly references: readonly CodeReference[];
  readonly findings: readonly CodeFinding[];
  /** Names of functions, methods, events and netprops that neither the API index nor the snippet knows. */
  readonly unknown: readonly string[];
  /** The code parts of the text, in order, without their fences. */
  readonly code: readonly string[];
}

/** Looks at an answer as code, with the sanitizer's own scopes. */
export interface CodeInspector {
  /** Says what is in one text; a text without code gives empty lists. */
  inspect(text: string): CodeInspection;
}

/** A repair made by {@link RuleGuard}. */
export interface GuardChange {
  readonly rule: string;
  readonly before: string;
  readonly after: string;
  /** UTF-16 offsets in the text before the repair. */
  readonly start: number;
  readonly end: number;
}

/** A text after the guard. */
export interface GuardedText {
  readonly text: string;
  readonly changes: readonly GuardChange[];
  readonly findings: readonly CodeFinding[];
}

/** The guard over a text that arrives in pieces. */
export interface GuardStream {
  /** Takes the next piece and returns the text that can no longer change. */
  push(piece: string): string;
  /** Ends the text; `text` is what was still held back. */
  end(): GuardedText;
}

/** Repairs answers by a rule pack, whole or as a stream, with the same result. */
export interface RuleGuard {
  /** Repairs a whole text. */
  repair(text: string): GuardedText;
  /** Begins a text that arrives in pieces; what it gives in all is what `repair` gives for the whole. */
  stream(): GuardStream;
  /** One line per rule that a model should be told, for a system prompt. */
  readonly instructions: readonly string[];
}
