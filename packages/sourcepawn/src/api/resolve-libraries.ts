import type { ApiLibrary, LibraryList } from "@tunewright/schema";
import { PipelineError } from "@tunewright/schema/errors";
import { includeKey } from "./include-key.ts";

type Entry = LibraryList["libraries"][number];

/**
 * Turns lists of what people know of includes into one entry for each file, with the names of the files that it includes.
 *
 * Of two entries of one file, in one list or in two, the names are put together.
 *
 * @param lists What was read, in any order.
 * @throws {PipelineError} `API_INDEX_INVALID` when a file needs one that no list describes.
 */
export function resolveLibraries(lists: readonly LibraryList[]): ApiLibrary[] {
  const entries = new Map<string, Entry[]>();
  for (const entry of lists.flatMap(({ libraries }) => libraries)) {
    for (const include of entry.includes) {
      const key = includeKey(include);
      entries.set(key, [...(entries.get(key) ?? []), entry]);
    }
  }
  return [...entries]
    .sort(([a], [b]) => compare(a, b))
    .map(([key, own]) => {
      const behind = entriesBehind(key, entries);
      return {
        include: `${key}.inc`,
        source: [...new Set(own.map(({ source }) => source))].sort(compare).join(", "),
        names: [...new Set(behind.flatMap(({ names }) => names))].sort(compare),
        ...(behind.some(({ lists }) => lists === "functions") ? { lists: "functions" } : {}),
      };
    });
}

/** The entries of a file and of all that it includes, each file once. */
function entriesBehind(first: string, entries: ReadonlyMap<string, readonly Entry[]>): Entry[] {
  const found: Entry[] = [];
  const files = new Set([first]);
  for (const file of files) {
    for (const entry of entries.get(file) ?? []) {
      found.push(entry);
      const { needs } = entry;
      for (const need of needs) {
        const key = includeKey(need);
        if (!entries.has(key)) {
          throw new PipelineError(
            "API_INDEX_INVALID",
            `Cannot build the API index: ${file} needs ${need}, which is not described.`,
            {
              details: { include: file, needs: need },
              hint: "Add an entry for it, or leave out the one that needs it.",
            },
          );
        }
        files.add(key);
      }
    }
  }
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
