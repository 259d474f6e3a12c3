import type { ApiLibrary } from "@tunewright/schema";
import { type IncludeAnswer, LibraryNames } from "@tunewright/sourcepawn";
import type { SymbolKind } from "../languages/language-adapter.ts";

/** What the proof of a rule pack and the hold-back of fixes ask of an API index. */
export interface SymbolIndex {
  /** The language whose names it holds; rules of another are not held against it. Absent, it is asked about all rules. */
  readonly language?: string;
  /** Whether the API has this name; a member is asked for as `Type.Member`. */
  has(kind: SymbolKind, name: string): boolean;
  /** Whether an include, as written in code, belongs to the API. */
  knowsInclude(name: string): boolean;
  /**
   * Whether an include of other people defines a name; `undefined` for one that nobody described. Absent, none is described.
   *
   * @param include As it is written in code.
   * @param isFunction Whether the name is called, or defined as a function.
   */
  libraryDefines?(include: string, name: string, isFunction: boolean): IncludeAnswer | undefined;
}

/** Names of includes, as written in code, without `.inc`. */
export type IncludeList = readonly string[];

/** What is needed of an index at run time, as plain data for a worker. */
export interface RuntimeNames {
  readonly includes: IncludeList;
  /** Every function of the API. */
  readonly functions?: readonly string[] | undefined;
  /** Includes of other people, with the names that each defines. */
  readonly libraries?: readonly ApiLibrary[] | undefined;
}

/** An index of plain data; where it was given no functions, it takes every function for known. */
export function runtimeIndex({ includes, functions, libraries = [] }: RuntimeNames): SymbolIndex {
  const known = new Set(includes.map(includeKey));
  const described = new LibraryNames(libraries);
  const called = functions === undefined ? undefined : new Set(functions);
  return {
    has: (kind, name) => kind === "function" && (called === undefined || called.has(name)),
    knowsInclude: (name) => known.has(includeKey(name)),
    libraryDefines: (include, name, isFunction) => described.defines(include, name, isFunction),
  };
}

/**
 * Whether one of these includes defines a name, by an index: `perhaps` where that cannot be told of one of them.
 *
 * @param includes As they are written in code.
 * @param use The name, and whether it is called or defined as a function.
 */
export function includesDefine(
  includes: readonly string[],
  { name, isFunction }: { readonly name: string; readonly isFunction: boolean },
  index: SymbolIndex,
): "yes" | "perhaps" | "no" {
  let answer: "perhaps" | "no" = "no";
  for (const include of includes) {
    if (index.knowsInclude(include)) continue;
    const defined = index.libraryDefines?.(include, name, isFunction) ?? "perhaps";
    if (defined === "yes") return "yes";
    if (defined !== "no") answer = "perhaps";
  }
  return answer;
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
