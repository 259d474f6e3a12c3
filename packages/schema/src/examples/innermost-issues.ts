import type { z } from "zod";

/**
 * The faults inside a value of which a contract allows several forms, in place of "no form fits".
 *
 * A content that is a list is held against the form of a list: what is wrong then lies in one of its parts, and that place is named.
 */
export function* innermostIssues(issues: readonly z.core.$ZodIssue[]): Generator<z.core.$ZodIssue> {
  for (const issue of issues) {
    const near = issue.code === "invalid_union" ? issue.errors.find(isOfRightKind) : undefined;
    if (near === undefined) yield issue;
    else yield* innermostIssues(near.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
  }
}

/** Whether a form takes values of this kind, and only something inside this one is wrong. */
function isOfRightKind(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.length > 0 && issues.every(({ path }) => path.length > 0);
}

/** What the contract wants at the place of a fault, as half a sentence; never what stands there. */
export function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `${issue.expected} was expected`;
  if (issue.code === "invalid_value") return `${oneOf(issue.values)} was expected`;
  if (issue.code === "too_big") return `at most ${issue.maximum} is allowed`;
  if (issue.code !== "invalid_union") return "see the format's documentation";
  // zod names the forms of a discriminated union beside what its types say.
  if ("options" in issue && Array.isArray(issue.options)) return `${oneOf(issue.options)} was expected`;
  const kinds = issue.errors.flatMap((form) => form.flatMap((inner) => ("expected" in inner ? [inner.expected] : [])));
  return kinds.length === 0
    ? "no form that the format knows fits it"
    : `${[...new Set(kinds)].join(" or ")} was expected`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(", ")}`;
}
