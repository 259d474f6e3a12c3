import { type MarkdownPart, markdownParts, partCode, type TextSpan } from "@tunewright/sourcepawn";
import type { LanguageAdapter } from "../languages/language-adapter.ts";

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
  /** The insides of the code spans in it, in order. */
  readonly spans: readonly TextSpan[];
}

/** A message cut into its parts, in order. */
export interface TextParts {
  readonly code: readonly CodePart[];
  readonly prose: readonly ProsePart[];
  /** Blocks that are no code of a known language, with their fences. */
  readonly others: readonly TextSpan[];
  /** Whether the message has a fence, so that it cannot be bare code. */
  readonly hasFence: boolean;
}

/**
 * Cuts a message into code and prose.
 *
 * A fence is code when its info string names a language of an adapter, or when it names none and reads as code. A `diff` is
 * code without its minus lines. A message without any fence that reads as code is code as a whole.
 */
export function splitText(text: string, adapters: readonly LanguageAdapter[]): TextParts {
  const isDiff = opensLikeDiff(text);
  if (!text.includes("```") && !text.includes("~~~") && (isDiff || opensLikeCode(text))) {
    const bare: MarkdownPart = {
      kind: "fence",
      language: isDiff ? "diff" : "",
      start: 0,
      end: text.length,
      contentStart: 0,
      contentEnd: text.length,
    };
    const content = isDiff ? partCode(text, bare) : text;
    const adapter = adapters.find((candidate) => candidate.looksLikeCode(content));
    if (adapter !== undefined) {
      const part = { adapter, start: 0, end: text.length, code: partCode(text, bare), leadIn: "", after: text.length };
      return { code: [part], prose: [], others: [], hasFence: false };
    }
  }
  const code: CodePart[] = [];
  const prose: ProsePart[] = [];
  const others: TextSpan[] = [];
  let spans: TextSpan[] = [];
  let at = 0;
  let hasFence = false;
  const endProse = (end: number): void => {
    if (end > at) prose.push({ start: at, end, spans });
    spans = [];
  };
  for (const part of markdownParts(text)) {
    if (part.kind === "inline") spans.push({ start: part.contentStart, end: part.contentEnd });
    if (part.kind !== "fence" && part.kind !== "indented") continue;
    hasFence ||= part.kind === "fence";
    const content = partCode(text, part);
    const nested = nestedCode(part, content, adapters);
    if (nested.length > 0) {
      endProse(part.start);
      code.push(...nested);
      at = part.end;
      continue;
    }
    const adapter = adapterFor(part, content, adapters);
    // Indented lines that are no code are a list or plain words.
    if (adapter === undefined && part.kind === "indented") continue;
    endProse(part.start);
    if (adapter === undefined) others.push({ start: part.start, end: part.end });
    else {
      code.push({
        adapter,
        start: part.contentStart,
        end: part.contentEnd,
        code: content,
        leadIn: lastLine(text.slice(at, part.start)),
        after: part.end,
      });
    }
    at = part.end;
  }
  endProse(text.length);
  return { code, prose, others, hasFence };
}

/**
 * Whether the first line could be the first line of code, so that a message without fences may be bare code.
 *
 * It is decided by that line alone, so that a text that still grows can be told to be prose early.
 */
export function opensLikeCode(text: string): boolean {
  const line = /\S[^\n]*/.exec(text)?.[0].trimEnd() ?? "";
  return (
    /^(?:[#/{}*[(]|(?:public|stock|static|native|forward|const|enum|methodmap|typedef|typeset|struct|new|decl|any|void|int|float|bool|char|Handle|if|for|while|return|switch|else|case|default|do|delete)\b)/.test(
      line,
    ) ||
    // A declaration over several lines begins with its type alone.
    /^(?:ConVar|ArrayList|ArrayStack|StringMap|KeyValues|Menu|Panel|Database|DataPack|GlobalForward|PrivateForward)$/.test(
      line,
    ) ||
    /[;{}]$/.test(line) ||
    // The head of a function whose type only plugins know.
    /^[A-Z]\w*(?:\[\])*\s\w+\(.*\)$/.test(line) ||
    // "Use it (like this)" ends like a call, but does not begin like one.
    (/[,()]$/.test(line) && /^[\w.:]+(?:\[[^\]]*\])?\s*(?:\(|=)/.test(line))
  );
}

/** The code blocks of a Markdown document that stands in a fence, as they lie in the message. */
function nestedCode(part: MarkdownPart, content: string, adapters: readonly LanguageAdapter[]): readonly CodePart[] {
  if (!/^(?:markdown|md)$/.test(part.language) || part.lines !== undefined) return [];
  return splitText(content, adapters).code.map((inner) => ({
    ...inner,
    start: inner.start + part.contentStart,
    end: inner.end + part.contentStart,
    after: inner.after + part.contentStart,
  }));
}

/** Whether a text is a unified diff by itself, as tools get it. */
function opensLikeDiff(text: string): boolean {
  return /^(?:diff --git |--- \S|@@ -\d|Index: )/.test(text);
}

/** Languages whose code a snippet in SourcePawn is often labelled as; it counts where it also reads as such. */
const lookalikes: ReadonlySet<string> = new Set([
  "",
  ..."c cpp c++ text txt plaintext code cs csharp java diff patch".split(" "),
]);

function adapterFor(
  part: MarkdownPart,
  content: string,
  adapters: readonly LanguageAdapter[],
): LanguageAdapter | undefined {
  const name = fenceName(part.language);
  const named = adapters.find(({ fences }) => fences.includes(name));
  if (named !== undefined) return named.disowns?.(content, name) === true ? undefined : named;
  if (!lookalikes.has(name)) return undefined;
  return adapters.find((adapter) => adapter.looksLikeCode(content));
}

/** The language of an info string: `{.sourcepawn}`, `sourcepawn,linenos`, `source-pawn`, and that of a file's name, `apply.sp`. */
function fenceName(language: string): string {
  if (/^[\w+#]*$/.test(language)) return language;
  const name = language
    .replace(/^\{?\.?/, "")
    .replace(/[},:].*$/, "")
    .replaceAll("-", "");
  return /^[\w/]+\.(sp|inc)$/.exec(name)?.[1] ?? name;
}

/** The last line of the prose before a block; it may be the start of the block's own line. */
function lastLine(prose: string): string {
  const trimmed = prose.trimEnd();
  return trimmed.slice(trimmed.lastIndexOf("\n") + 1).trim();
}
