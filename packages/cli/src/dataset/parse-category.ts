import { InvalidArgumentError } from "commander";

/** A category, and what the question of its records looks like. */
export interface CategoryRule {
  readonly category: string;
  /** Source of a regular expression, whatever the case of the letters. */
  readonly pattern: string;
}

/** Reads an option of `name=pattern` and adds it to those before; the pattern may hold further `=`. */
export function parseCategory(text: string, before: readonly CategoryRule[] = []): CategoryRule[] {
  const [category = "", ...rest] = text.split("=");
  const pattern = rest.join("=");
  if (category === "" || pattern === "") {
    throw new InvalidArgumentError("It must be written as name=pattern, the pattern a regular expression.");
  }
  try {
    new RegExp(pattern, "iu");
  } catch {
    throw new InvalidArgumentError(`The pattern of ${category} is no regular expression.`);
  }
  return [...before, { category, pattern }];
}
