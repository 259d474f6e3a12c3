import type { ApiLibrary } from "@tunewright/schema";
import { includeKey } from "./include-key.ts";

/**
 * Whether an include defines a name: `likely` where it is only known that its names begin so, `perhaps` where nothing is known of
 * names of this kind.
 */
export type IncludeAnswer = "yes" | "likely" | "perhaps" | "no";

/** Answers what described includes define. Tables are made when an include is first asked about. */
export class LibraryNames {
  readonly #libraries: ReadonlyMap<string, ApiLibrary>;
  readonly #tables = new Map<
    ApiLibrary,
    { readonly names: ReadonlySet<string>; readonly families: readonly string[] }
  >();

  constructor(libraries: readonly ApiLibrary[]) {
    this.#libraries = new Map(libraries.map((library) => [includeKey(library.include), library]));
  }

  /**
   * Whether an include defines a name; `undefined` for one that is not described.
   *
   * @param include As it is written in code.
   * @param isFunction Whether the name is called, or defined as a function.
   */
  defines(include: string, name: string, isFunction: boolean): IncludeAnswer | undefined {
    const library = this.#libraries.get(includeKey(include));
    if (library === undefined) return undefined;
    let table = this.#tables.get(library);
    if (table === undefined) {
      const isFamily = (one: string): boolean => one.endsWith("*");
      table = {
        names: new Set(library.names.filter((one) => !isFamily(one))),
        families: library.names.filter(isFamily).map((one) => one.slice(0, -1)),
      };
      this.#tables.set(library, table);
    }
    if (table.names.has(name)) return "yes";
    if (table.families.some((beginning) => name.startsWith(beginning))) return "likely";
    return !isFunction && library.lists === "functions" ? "perhaps" : "no";
  }
}
