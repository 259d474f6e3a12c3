import type { SymbolKind } from "../languages/language-adapter.ts";

/** What the proof of a rule pack and the hold-back of fixes ask of an API index. */
export interface SymbolIndex {
  /** The language whose names it holds; rules of another are not held against it. Absent, it is asked about all rules. */
  readonly language?: string;
  /** Whether the API has this name; a member is asked for as `Type.Member`. */
  has(kind: SymbolKind, name: string): boolean;
  /** Whether an include, as written in code, belongs to the API. */
  knowsInclude(name: string): boolean;
}

/** Names of includes, as written in code, without `.inc`. */
export type IncludeList = readonly string[];

/** What is needed of an index at run time, as plain data for a worker. */
export interface RuntimeNames {
  readonly includes: IncludeList;
  /** Every function of the API. */
  readonly functions?: readonly string[] | undefined;
}

/** An index of plain data; where it was given no functions, it takes every function for known. */
export function runtimeIndex({ includes, functions }: RuntimeNames): SymbolIndex {
  const known = new Set(includes.map(includeKey));
  const called = functions === undefined ? undefined : new Set(functions);
  return {
    has: (kind, name) => kind === "function" && (called === undefined || called.has(name)),
    knowsInclude: (name) => known.has(includeKey(name)),
  };
}

/** Answers of {@link includeKey}; the same few includes stand in most plugins. */
const keys = new Map<string, string>();

/** `sdktools_sound.inc` and `sdktools_sound` are one include. */
export function includeKey(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = name
    .replaceAll("\\", "/")
    .replace(/\.inc$/i, "")
    .toLowerCase();
  if (keys.size >= 4096) keys.clear();
  keys.set(name, key);
  return key;
}
