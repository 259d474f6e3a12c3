import type { SymbolIndex } from "@tunewright/sanitizer";
import type { ApiLibrary } from "@tunewright/schema";

/** An API index as the sanitizer asks it. */
export interface LoadedSymbolIndex {
  readonly index: SymbolIndex;
  /** Includes that the index knows, as plain data for worker threads. */
  readonly includes: readonly string[];
  /** Functions that the index knows, likewise. */
  readonly functions: readonly string[];
  /** Includes of other people that the index describes, likewise. */
  readonly libraries: readonly ApiLibrary[];
}

/**
 * Loads an API index.
 *
 * @throws {PipelineError} `INPUT_NOT_FOUND` or `API_INDEX_INVALID`, with the path.
 */
export async function loadSymbolIndex(path: string): Promise<LoadedSymbolIndex> {
  const { loadApiIndex } = await import("@tunewright/sourcepawn");
  const index = await loadApiIndex(path);
  const functions = [...new Set(index.data.functions.map(({ name }) => name))];
  return { index, includes: Object.keys(index.data.includes), functions, libraries: index.data.libraries ?? [] };
}
