import type { SymbolKind } from "./language-adapter.ts";

/** What the proof of a rule pack and the hold-back of fixes ask of an API index. */
export interface SymbolIndex {
  /** Whether the API has this name; a member is asked for as `Type.Member`. */
  has(kind: SymbolKind, name: string): boolean;
  /** Whether an include, as written in code, belongs to the API. */
  knowsInclude(name: string): boolean;
}

/** Names of includes, as written in code, without `.inc`. */
export type IncludeList = readonly string[];

/** An index that knows includes and nothing else: all that is needed at run time, and plain data for a worker. */
export function includesOnly(includes: IncludeList): SymbolIndex {
  const known = new Set(includes.map(includeKey));
  return { has: () => false, knowsInclude: (name) => known.has(includeKey(name)) };
}

/** `sdktools_sound.inc` and `sdktools_sound` are one include. */
export function includeKey(name: string): string {
  return name
    .replaceAll("\\", "/")
    .replace(/\.inc$/i, "")
    .toLowerCase();
}
