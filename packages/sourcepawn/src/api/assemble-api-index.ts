import type { ApiIndexData } from "@tunewright/schema";

/** The lists of an index, in any order and with repeats. */
export type ApiNames = Pick<
  ApiIndexData,
  "functions" | "forwards" | "types" | "members" | "constants" | "events" | "netprops"
>;

/** Lists without a name, to be filled. */
export function emptyApiNames(): ApiNames {
  return { functions: [], forwards: [], types: [], members: [], constants: [], events: [], netprops: [] };
}

/** What an index says about itself. */
export type ApiIndexHead = Pick<ApiIndexData, "name" | "game" | "sourcemod" | "sources" | "includes" | "libraries">;

/**
 * Puts an index together: sorted by code units and without repeats, so that the same sources give the same bytes anywhere.
 *
 * Of two entries of one name the first stays, but a native beats a stock. Fields of one event are put together.
 */
export function assembleApiIndex(head: ApiIndexHead, names: ApiNames): ApiIndexData {
  const functions = [...names.functions].sort((a, b) => Number(a.kind === "stock") - Number(b.kind === "stock"));
  return {
    version: 1,
    name: head.name,
    game: head.game,
    sourcemod: head.sourcemod,
    sources: head.sources.toSorted((a, b) => compare(a.path, b.path)),
    includes: sortKeys(head.includes),
    ...(head.libraries === undefined ? {} : { libraries: head.libraries }),
    functions: unique(functions, (one) => one.name),
    forwards: unique(names.forwards, (one) => one.name),
    types: unique(names.types, (one) => one.name),
    members: unique(names.members, (one) => `${one.type}.${one.name}`),
    constants: unique(names.constants, (one) => one.name),
    events: unique(mergeEvents(names.events), (one) => one.name),
    netprops: [...new Set(names.netprops)].sort(compare),
  };
}

function mergeEvents(events: ApiIndexData["events"]): ApiIndexData["events"] {
  const merged = new Map<string, Record<string, string>>();
  for (const { name, fields } of events) merged.set(name, { ...merged.get(name), ...fields });
  return Array.from(merged, ([name, fields]) => ({ name, fields }));
}

function unique<T>(list: readonly T[], keyOf: (one: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const one of list) if (!byKey.has(keyOf(one))) byKey.set(keyOf(one), one);
  return Array.from(byKey)
    .sort(([a], [b]) => compare(a, b))
    .map(([, one]) => one);
}

function sortKeys(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compare(a, b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
