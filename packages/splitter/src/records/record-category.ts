import { basename } from "node:path";

/** Gives a category to records whose question matches. */
export interface CategoryRule {
  readonly category: string;
  /** Regular expression over the user's text, case ignored. */
  readonly pattern: string;
}

/** Where the category of a record may come from, in this order. */
export interface CategoryOptions {
  /** The first rule that matches wins. */
  readonly rules?: readonly CategoryRule[];
}

/**
 * Tells the category that a record names itself, or that a rule gives it.
 *
 * A rule goes before the record's own `category` or `metadata.category`. Where there is neither, the caller falls back to
 * the file's name, see {@link categoryOfFile}.
 */
export class CategoryReader {
  readonly #rules: readonly { readonly category: string; readonly pattern: RegExp }[];

  /** @throws {SyntaxError} If a pattern is no regular expression. */
  constructor(options: CategoryOptions = {}) {
    this.#rules = (options.rules ?? []).map(({ category, pattern }) => ({
      category,
      pattern: new RegExp(pattern, "iu"),
    }));
  }

  read(value: unknown, questions: readonly { readonly text: string }[]): string | undefined {
    const question = this.#rules.length === 0 ? "" : questions.map(({ text }) => text).join("\n");
    for (const { category, pattern } of this.#rules) if (pattern.test(question)) return category;
    return fieldText(value, "category") ?? fieldText(value, "metadata.category");
  }
}

/** Text or number of a field by its path, as `metadata.category`. */
export function fieldText(value: unknown, path: string): string | undefined {
  let inner: unknown = value;
  for (const key of path.split(".")) {
    if (typeof inner !== "object" || inner === null) return undefined;
    inner = (inner as Record<string, unknown>)[key];
  }
  if (typeof inner === "string" && inner !== "") return inner;
  return typeof inner === "number" ? String(inner) : undefined;
}

/** The category of a file: its name without `.jsonl`, `.jsonl.gz` and the like; `data` for standard input. */
export function categoryOfFile(path: string): string {
  const name = basename(path).replace(/\.(?:jsonl|ndjson|json)?(?:\.(?:gz|zst))?$/, "");
  return name === "" || name === "-" ? "data" : name;
}
