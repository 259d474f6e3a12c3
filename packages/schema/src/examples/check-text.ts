import type { Issue } from "../issue.ts";
import { scanJson } from "./json-text.ts";

/**
 * Checks what `JSON.parse` hides: a key that stands twice (the first value is lost), half a surrogate pair, NUL.
 *
 * @param text The JSON text of one line.
 * @param line 1-based line, carried into the issues.
 */
export function checkText(text: string, line: number): Issue[] {
  const notes = scanJson(text);
  const issue = (path: string, code: string, message: string): Issue => ({
    line,
    path,
    code,
    severity: "error",
    message,
  });
  return [
    ...notes.duplicateKeys.map((path) =>
      issue(path, "duplicate-key", "The key stands twice in its object; one value would be lost."),
    ),
    ...notes.loneSurrogates.map((path) =>
      issue(path, "lone-surrogate", "The text holds half of a surrogate pair, which no encoder takes."),
    ),
    ...notes.nulls.map((path) => issue(path, "nul-character", "The text holds a NUL character.")),
  ];
}
