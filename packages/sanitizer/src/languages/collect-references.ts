import type { CodeReference, ReferenceKind } from "@tunewright/schema";
import type { CodeToken, CodeView, LanguageAdapter } from "./language-adapter.ts";

/**
 * Lists every name in code with what it refers to; comments are left out.
 *
 * @param offset Offset of the code in the text.
 */
export function collectReferences(view: CodeView, adapter: LanguageAdapter, offset: number): CodeReference[] {
  const references: CodeReference[] = [];
  for (const token of view.tokens) {
    const kind = referenceKind(view, adapter, token);
    if (kind === undefined) continue;
    references.push({
      name: token.value,
      kind,
      start: offset + token.start,
      end: offset + token.end,
      definedHere: token.kind === "identifier" && kind !== "method" && kind !== "property" && view.defines(token.value),
    });
  }
  return references;
}

function referenceKind(view: CodeView, adapter: LanguageAdapter, token: CodeToken): ReferenceKind | undefined {
  if (token.kind === "string") return stringKind(view, adapter, token.index);
  if (token.kind !== "identifier") return undefined;
  switch (view.use(token.index)) {
    case "call":
      return "call";
    case "member":
      return view.callAt(token.index) === undefined ? "property" : "method";
    case "definition":
      return undefined;
    default:
      return "identifier";
  }
}

function stringKind(view: CodeView, adapter: LanguageAdapter, index: number): ReferenceKind {
  for (const { call, position } of view.argumentsAt(index)) {
    for (const kind of ["event", "netprop"] as const) {
      const places = adapter.places[kind] ?? [];
      if (places.some((place) => place.argument === position && place.call.includes(call.callee))) return kind;
    }
  }
  return "string";
}
