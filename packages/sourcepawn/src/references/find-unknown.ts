import type { ApiIndex, ApiNameKind } from "../api/api-index.ts";
import type { CodeModel } from "../model/code-model.ts";
import { collectReferences, type SourcePawnReference } from "./collect-references.ts";
import { misspeltForwards } from "./misspelt-forwards.ts";

/** A reference to a name that neither the API nor the code itself has. */
export interface UnknownReference {
  /** A member is named `Type.Member`, or `?.Member` where no type has one of this name. */
  readonly name: string;
  readonly kind: ApiNameKind;
  /** UTF-16 offsets of the name. */
  readonly start: number;
  readonly end: number;
  /** Event whose field it is not, where the code says which event. */
  readonly event?: string;
  /** An include that the index does not know may define it. */
  readonly include?: string;
  /** It is asked for as a datamap field, of which the index lists only those that are networked as well. */
  readonly isDatamap?: true;
}

/**
 * Finds the names in code that neither the API index nor the code itself knows.
 *
 * Variables are never reported, since a part of a plugin uses some from elsewhere. A function is reported where it is a forward
 * but for a letter or two. Where the code includes a file that the
 * index does not know, functions, types, members and constants may come from there, and say so; where the index has the names of
 * an include, those are known and no others come from there.
 */
export function findUnknown(model: CodeModel, index: ApiIndex): UnknownReference[] {
  const foreign = model.includes.filter((name) => !index.knowsInclude(name));
  const unknown: UnknownReference[] = [];
  for (const reference of collectReferences(model)) {
    if (reference.definedHere) continue;
    const found = judge(reference, index);
    if (found === undefined) continue;
    const origin = originOf(found, foreign, index);
    if (origin === "defined") continue;
    const { start, end, isDatamap } = reference;
    unknown.push({ ...found, start, end, ...origin, ...(isDatamap ? { isDatamap } : {}) });
  }
  for (const { name, token } of misspeltForwards(model, index)) {
    const origin = originOf({ name, kind: "forward" }, foreign, index);
    if (origin === "defined") continue;
    const start = model.tokens.starts[token] ?? 0;
    unknown.push({ name, kind: "forward", start, end: start + name.length, ...origin });
  }
  return unknown.sort((a, b) => a.start - b.start);
}

/** Which include may define a name, and whether one is known to. */
function originOf(
  { name, kind }: Pick<UnknownReference, "name" | "kind">,
  foreign: readonly string[],
  index: ApiIndex,
): { readonly include?: string } | "defined" {
  if (kind === "event" || kind === "event-field" || kind === "netprop") return {};
  // What is known of an include are names of its own, not of the methods of its types.
  const isFunction = kind === "function" || kind === "forward";
  const answers = foreign.map((include) =>
    kind === "member" ? undefined : index.libraryDefines(include, name, isFunction),
  );
  if (answers.includes("yes") || answers.includes("likely")) return "defined";
  const include = foreign[answers.findIndex((answer) => answer !== "no")];
  return include === undefined ? {} : { include };
}

function judge(
  reference: SourcePawnReference,
  index: ApiIndex,
): Pick<UnknownReference, "name" | "kind" | "event"> | undefined {
  const { name, owner } = reference;
  switch (reference.kind) {
    case "call":
      // A macro is called like a function, and an old plugin calls the tag of an enum.
      if (index.hasFunction(name) || index.hasForward(name) || index.hasConstant(name) || index.hasType(name))
        return undefined;
      return { name, kind: "function" };
    case "type":
      return index.hasType(name) ? undefined : { name, kind: "type" };
    case "constant":
      // A function that is handed on may be defined in another part of the plugin; a constant is written in capitals.
      if (index.hasConstant(name) || index.hasType(name) || index.hasFunction(name)) return undefined;
      return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name) ||
        /^[A-Z]+[a-z]*(?:Hook|Action|Type|Flag|Mode)?_[A-Z]/.test(name)
        ? { name, kind: "constant" }
        : undefined;
    case "method":
    case "property":
      return judgeMember(reference, index);
    case "event":
      return index.hasEvent(name) ? undefined : { name, kind: "event" };
    case "event-field": {
      const fields = owner === undefined ? undefined : index.eventFields(owner);
      if (fields === undefined) return index.hasEventField(name) ? undefined : { name, kind: "event-field" };
      return name in fields ? undefined : { name, kind: "event-field", event: owner ?? "" };
    }
    case "netprop":
      return index.hasNetprop(name) ? undefined : { name, kind: "netprop" };
    default:
      return undefined;
  }
}

function judgeMember(
  reference: SourcePawnReference,
  index: ApiIndex,
): Pick<UnknownReference, "name" | "kind"> | undefined {
  const { name, receiver, kind } = reference;
  const owner = reference.owner ?? (receiver !== undefined && index.hasType(receiver) ? receiver : undefined);
  if (owner !== undefined && index.hasMembersOf(owner)) {
    return index.hasMember(owner, name) ? undefined : { name: `${owner}.${name}`, kind: "member" };
  }
  // Fields of enum structs from elsewhere look like properties, so only methods of no type at all are told.
  return owner === undefined && kind === "method" && !index.hasAnyMember(name)
    ? { name: `?.${name}`, kind: "member" }
    : undefined;
}
