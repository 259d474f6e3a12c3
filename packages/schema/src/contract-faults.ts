import type { z } from "zod";
import { valueAt } from "./value-at.ts";

/** One fault of a file that people write, in words that need no knowledge of the parser. */
export interface ContractFault {
  /** Where it lies in the value; the last key is one that the contract does not know where {@link isKey} is set. */
  readonly path: readonly PropertyKey[];
  /** The key itself is at fault, not what stands behind it. */
  readonly isKey: boolean;
  /** Half a sentence: what is wrong, and what to do. It tells nothing of the value. */
  readonly message: string;
}

/**
 * Says in plain words how a value falls short of its contract.
 *
 * Where a contract allows several forms, the fault is told of the one that the value comes nearest to: the one of its kind, then the
 * one with the fewest faults.
 *
 * @param issues What `safeParse` found.
 * @param value What was parsed.
 *
 * @example A setting that nobody knows
 * ```ts
 * const { error } = pricingSchema.safeParse(value);
 * for (const { path, message } of contractFaults(error.issues, value)) console.log(path.join("."), message);
 * ```
 */
export function contractFaults(issues: readonly z.core.$ZodIssue[], value: unknown): ContractFault[] {
  return issues.flatMap((issue) => faultsOf(issue, value));
}

function faultsOf(issue: z.core.$ZodIssue, value: unknown): ContractFault[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key],
      isKey: true,
      message: "there is no such setting here; remove it or correct its name",
    }));
  }
  const found = valueAt(value, path);
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const forms = issue.errors.map((errors) => errors.map((inner) => ({ ...inner, path: [...path, ...inner.path] })));
    const right = forms.filter((form) => form.every((inner) => !isOfWrongKind(inner, path)));
    if (right.length > 0) {
      const [nearest = []] = right.map((form) => contractFaults(form, value)).sort((a, b) => a.length - b.length);
      return nearest;
    }
    const kinds = forms.flatMap((form) => form.flatMap((inner) => (isOfWrongKind(inner, path) ? [kindOf(inner)] : [])));
    return [{ path, isKey: false, message: wrongKind([...new Set(kinds)], found) }];
  }
  return [{ path, isKey: false, message: wordsOf(issue, found) }];
}

/** Whether a form fails since it is of another kind altogether than the value at a path. */
function isOfWrongKind(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): boolean {
  return issue.code === "invalid_type" && issue.path.length === path.length;
}

function kindOf(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_type" ? issue.expected : "";
}

function wordsOf(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === "invalid_type") return wrongKind([issue.expected], found);
  if (issue.code === "invalid_value") return wanted(oneOf(issue.values), found);
  // Of a choice by a key, as `kind`, zod names the forms beside what its types say.
  if (issue.code === "invalid_union" && "options" in issue && Array.isArray(issue.options))
    return wanted(oneOf(issue.options), found);
  if (issue.code === "too_small") return tooSmall(issue);
  if (issue.code === "too_big") return `at most ${issue.maximum} is allowed here`;
  if (issue.code === "invalid_format" && issue.format === "url")
    return "this is no web address; begin it with https://";
  // A message of zod's own begins so; any other one was written with the contract.
  if (issue.message.startsWith("Invalid ")) return "this has the wrong form; see the documentation of the format";
  return issue.message.replace(/\.$/, "");
}

function wanted(what: string, found: unknown): string {
  return found === undefined ? `it is missing; write ${what}` : `${what} is expected here`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? JSON.stringify(values[0]) : `one of ${values.map(String).join(", ")}`;
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (minimum <= 1 && origin === "string") return "this is empty; write something, or remove it";
  if (minimum <= 1 && origin === "array") return "this list is empty; name at least one";
  const least = inclusive === false ? `more than ${minimum}` : `at least ${minimum}`;
  return origin === "array" ? `${least} are expected in this list` : `${least} is expected here`;
}

const kindNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map of keys and values",
  record: "a map of keys and values",
  null: "nothing",
};

function wrongKind(kinds: readonly string[], found: unknown): string {
  const expected = kinds.map((kind) => kindNames[kind] ?? kind).join(" or ");
  if (found === undefined) return `it is missing; write ${expected}`;
  if (found === null) return `it is empty; write ${expected}`;
  const actual = actualKind(found);
  // A number with a fraction is a number all the same.
  if (expected === "a whole number" && actual === "a number") return "a whole number is expected here";
  const isBare = actual === "a number" || actual === "true or false";
  const advice = kinds.includes("string") && isBare ? "; put it in quotes" : "";
  const bare = actual === "text" && kinds.some((kind) => ["number", "int", "boolean"].includes(kind));
  return `${expected} is expected here, not ${actual}${advice}${bare ? "; write it without quotes" : ""}`;
}

function actualKind(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return kindNames[typeof value] ?? "this";
}
