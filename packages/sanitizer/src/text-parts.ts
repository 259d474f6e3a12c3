import type { LanguageAdapter } from "./language-adapter.ts";
import { findFences } from "./find-fences.ts";

/** A piece of code in a message. */
export interface CodePart {
  readonly adapter: LanguageAdapter;
  /** UTF-16 offsets of the code in the message. */
  readonly start: number;
  readonly end: number;
  /** The code, of the same length as its span; what is not code there (a diff's marks) is blank. */
  readonly code: string;
  /** The line of prose above it, without Markdown. */
  readonly leadIn: string;
  /** Offset behind the fence. */
  readonly after: number;
}

/** A stretch of a message that is not in a code block. */
export interface ProsePart {
  readonly start: number;
  readonly end: number;
}

/** A message cut into its parts, in order. */
export interface TextParts {
  readonly code: readonly CodePart[];
  readonly prose: readonly ProsePart[];
  /** Blocks that are no code of a known language, with their fences. */
  readonly others: readonly ProsePart[];
}

/**
 * Cuts a message into code and prose.
 *
 * A fence is code when its info string names a language of an adapter, or when it names none and reads as code. A `diff` is
 * code without its minus lines. A message without any fence that reads as code is code as a whole.
 */
export function splitText(text: string, adapters: readonly LanguageAdapter[]): TextParts {
  const fences = findFences(text);
  if (fences.length === 0) {
    const adapter = opensLikeCode(text) ? adapters.find((candidate) => candidate.looksLikeCode(text)) : undefined;
    if (adapter === undefined) return { code: [], prose: [{ start: 0, end: text.length }], others: [] };
    const part = { adapter, start: 0, end: text.length, code: blankRemovedLines(text), leadIn: "", after: text.length };
    return { code: [part], prose: [], others: [] };
  }
  const code: CodePart[] = [];
  const prose: ProsePart[] = [];
  const others: ProsePart[] = [];
  let at = 0;
  for (const fence of fences) {
    if (fence.start > at) prose.push({ start: at, end: fence.start });
    const raw = text.slice(fence.contentStart, fence.contentEnd);
    const isDiff = fence.language === "diff" || fence.language === "patch";
    const content = isDiff ? blankDiff(raw) : blankRemovedLines(fence.prefixed ? blankQuotes(raw) : raw);
    const adapter = adapterFor(fence.language, isDiff, content, adapters);
    if (adapter === undefined) others.push({ start: fence.start, end: fence.end });
    else {
      code.push({
        adapter,
        start: fence.contentStart,
        end: fence.contentEnd,
        code: content,
        leadIn: lastLine(text.slice(at, fence.start)),
        after: fence.end,
      });
    }
    at = fence.end;
  }
  if (at < text.length) prose.push({ start: at, end: text.length });
  return { code, prose, others };
}

/**
 * Whether the first line could be the first line of code, so that a message without fences may be bare code.
 *
 * It is decided by that line alone, so that a text that still grows can be told to be prose early.
 */
export function opensLikeCode(text: string): boolean {
  const line = /\S[^\n]*/.exec(text)?.[0].trimEnd() ?? "";
  return (
    /^(?:[#/{}*[(]|(?:public|stock|static|native|forward|const|enum|methodmap|typedef|typeset|struct|new|decl|any|void|int|float|bool|char|Handle|if|for|while|return|switch|int)\b)/.test(
      line,
    ) || /[;{},()]$/.test(line)
  );
}

/** Languages whose code a snippet in SourcePawn is often labelled as; it counts where it also reads as such. */
const lookalikes: ReadonlySet<string> = new Set([
  "",
  "c",
  "cpp",
  "c++",
  "text",
  "txt",
  "plaintext",
  "code",
  "cs",
  "csharp",
  "java",
]);

function adapterFor(
  language: string,
  isDiff: boolean,
  content: string,
  adapters: readonly LanguageAdapter[],
): LanguageAdapter | undefined {
  const named = adapters.find(({ fences }) => fences.includes(language));
  if (named !== undefined) return named;
  if (!isDiff && !lookalikes.has(language)) return undefined;
  return adapters.find((adapter) => adapter.looksLikeCode(content));
}

/** Keeps what a diff adds or leaves, at its place. */
function blankDiff(code: string): string {
  return code.replace(/^(?:-.*|@@.*|\+\+\+.*|[+ ])/gm, (mark) => " ".repeat(mark.length));
}

/** Code that was pasted as a diff without saying so: lines with a minus and lines with a plus in the first column. */
function blankRemovedLines(code: string): string {
  if (!/^\+(?!\+)/m.test(code) || !/^-(?!-)/m.test(code)) return code;
  return blankDiff(code);
}

/** Blanks the marks of a block quote. */
function blankQuotes(code: string): string {
  return code.replace(/^[ \t]*>[ >]*/gm, (mark) => " ".repeat(mark.length));
}

function lastLine(prose: string): string {
  const trimmed = prose.trimEnd();
  return trimmed.slice(trimmed.lastIndexOf("\n") + 1).trim();
}
