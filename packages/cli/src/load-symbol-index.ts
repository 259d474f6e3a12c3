import type { SymbolIndex } from "@tunewright/sanitizer";

/** An API index as the sanitizer asks it. */
export interface LoadedSymbolIndex {
  readonly index: SymbolIndex | undefined;
  readonly includes: readonly string[] | undefined;
}

export async function loadSymbolIndex(_path: string): Promise<LoadedSymbolIndex> {
  return { index: undefined, includes: undefined };
}
