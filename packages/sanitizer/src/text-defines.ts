import type { RuleTable } from "./rule-table.ts";
import { type CodePart, splitText } from "./text-parts.ts";

/** Whether a text defines a name: in its code, of whatever language the adapters know, or in code that stands bare in its prose. */
export function textDefines(text: string, name: string, adapters: RuleTable["adapters"]): boolean {
  if (!text.includes(name)) return false;
  return splitText(text, adapters).code.some((part) => definesName(part, name)) || definesInPassing(text, name);
}

/** Whether a piece of code defines a name. */
export function definesName({ adapter, code }: CodePart, name: string): boolean {
  if (!code.includes(name)) return false;
  const view = adapter.view(code);
  const isDefined = view.defines(name);
  view.release?.();
  return isDefined;
}

/** Whether the head of a function, or a define, stands in plain words, where people paste code without a fence. */
function definesInPassing(text: string, name: string): boolean {
  const head = "(?:void|int|float|bool|char|any|Action)(?:\\[\\])?\\s+|\\w+:";
  return new RegExp(
    `(?:^[ \\t]*(?:${head})|\\b(?:stock|static|public)\\s+(?:${head})?|#define\\s+)${name}\\b`,
    "m",
  ).test(text);
}
