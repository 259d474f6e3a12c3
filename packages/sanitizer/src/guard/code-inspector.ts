import type { CodeInspection, CodeInspector, CodeReference } from "@tunewright/schema";
import { collectReferences } from "../languages/collect-references.ts";
import type { CodeView, OwnedReference } from "../languages/language-adapter.ts";
import { hitFinding } from "./rule-guard.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { findHitsInParts } from "../texts/sanitize-text.ts";
import { includesDefine, type SymbolIndex } from "../rules/symbol-index.ts";
import { labelOf } from "../doubt/teaching.ts";
import { type CodePart, splitText } from "../texts/text-parts.ts";

/** Makes the inspector of answers from compiled rules. */
export function createTableInspector(table: RuleTable): CodeInspector {
  return { inspect: (text) => inspect(text, table) };
}

function inspect(text: string, table: RuleTable): CodeInspection {
  const parts = splitText(text, table.adapters);
  const answer = usedParts(parts.code);
  const views = new Map<CodePart, CodeView>();
  const references: CodeReference[] = [];
  const unknown = new Set<string>();
  for (const part of parts.code) {
    const view = part.adapter.view(part.code);
    views.set(part, view);
    if (!answer.includes(part)) continue;
    const found: readonly OwnedReference[] =
      part.adapter.references?.(part.code).map((reference) => moved(reference, part.start)) ??
      collectReferences(view, part.adapter, part.start);
    references.push(...found.map(asSeen));
    const { index } = table;
    if (index === undefined) continue;
    for (const reference of found) if (isUnknown(reference, index, view.includes)) unknown.add(reference.name);
  }
  const hits = findHitsInParts(text, parts, table, views);
  return {
    hasCode: parts.code.length > 0,
    references,
    // What the guard would repair counts as found, whether or not a fix stands ready.
    findings: hits.map((hit) => ({ ...hitFinding(hit), ...(isInCode(hit.start, views) ? {} : { mentioned: true }) })),
    unknown: [...unknown],
    code: answer.map(({ code }) => code),
  };
}

/** Whether an offset lies in a block of code, and there in no comment. */
function isInCode(offset: number, views: ReadonlyMap<CodePart, CodeView>): boolean {
  for (const [{ start, end }, view] of views) {
    if (offset >= start && offset < end) return view.commentAt(offset - start) === undefined;
  }
  return false;
}

/** A block that its lead-in calls wrong is a lesson and no part of the answer, unless there is no other block. */
function usedParts(parts: readonly CodePart[]): readonly CodePart[] {
  const used = parts.filter(({ leadIn }) => labelOf(leadIn) !== "teaches");
  return used.length === 0 ? parts : used;
}

function isUnknown(reference: OwnedReference, index: SymbolIndex, includes: readonly string[]): boolean {
  const { kind, name, owner, definedHere } = reference;
  if (definedHere) return false;
  if (kind === "event" || kind === "netprop") return !index.has(kind, name);
  // A name that an include brings, or may bring, is not known to be wrong.
  const mayBring = (one: string, isFunction: boolean): boolean =>
    includesDefine(includes, { name: one, isFunction }, index) !== "no";
  if (kind === "call") {
    return !(["function", "forward", "constant"] as const).some((one) => index.has(one, name)) && !mayBring(name, true);
  }
  const isMember = kind === "method" || kind === "property";
  return isMember && owner !== undefined && !index.has("member", `${owner}.${name}`) && !mayBring(owner, false);
}

function moved(reference: OwnedReference, offset: number): OwnedReference {
  return { ...reference, start: reference.start + offset, end: reference.end + offset };
}

/** The event that a field belongs to is no type, and stays inside. */
function asSeen({ name, kind, start, end, definedHere, owner }: OwnedReference): CodeReference {
  const isMember = kind === "method" || kind === "property";
  return { name, kind, start, end, definedHere, ...(isMember && owner !== undefined ? { owner } : {}) };
}
