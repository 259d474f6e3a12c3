import type { RuleTable } from "../rules/rule-table.ts";
import { type CodePart, splitText } from "../texts/text-parts.ts";

/** Whether a text defines a name: in its code, of whatever language the adapters know, or in code that stands bare in its prose. */
export function textDefines(text: string, name: string, adapters: RuleTable["adapters"]): boolean {
  if (!text.includes(name)) return false;
  return splitText(text, adapters).code.some((part) => definesName(part, name)) || definesInPassing(text, name);
}

/** Answers of {@link definesName}: a block is asked for the same few names by every other block. */
const known = new WeakMap<CodePart, Map<string, boolean>>();

/** Whether a piece of code defines a name. */
export function definesName(part: CodePart, name: string): boolean {
  let answers = known.get(part);
  if (answers === undefined) {
    answers = new Map();
    known.set(part, answers);
  }
  let isDefined = answers.get(name);
  if (isDefined === undefined) {
    isDefined = part.code.includes(name) && viewDefines(part, name);
    answers.set(name, isDefined);
  }
  return isDefined;
}

function viewDefines({ adapter, code }: CodePart, name: string): boolean {
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

/**
 * Whether a text makes a name that of a forward, which it then calls: it creates the forward, or declares it as one of another plugin.
 * Holds for JSON that the text stands in as well.
 */
export function announcesForward(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const created = `GlobalForward\\s*\\(\\s*\\\\?"${name}\\\\?"`;
  const declared = `(?:^|"|\\\\n)(?:[ \\t]|\\\\t)*forward[ \\t]+(?:\\w+(?::|[ \\t]))?[ \\t]*${name}[ \\t]*\\(`;
  return new RegExp(`${created}|${declared}`, "m").test(text);
}
