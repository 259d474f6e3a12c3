import type { CodeInspection, CodeInspector } from "@tunewright/schema";

/**
 * Looks at what an answer says, and not at what the model thought before it.
 *
 * Some services give a model's reasoning in the text itself, between `<think>` and `</think>`. Names that were weighed there
 * are no part of the answer; reasoning that never ended has no answer behind it.
 *
 * @param inspector The sanitizer's eyes.
 * @param text The answer as it came.
 */
export function inspectAnswer(inspector: CodeInspector, text: string): CodeInspection {
  return inspector.inspect(withoutReasoning(text));
}

function withoutReasoning(text: string): string {
  const opening = /^\s*<think(?:ing)?>/.exec(text);
  if (opening === null) return text;
  const closing = /<\/think(?:ing)?>/.exec(text);
  return closing === null ? "" : text.slice(closing.index + closing[0].length);
}
