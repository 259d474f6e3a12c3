import { askedOnceByName } from "./kept-answers.ts";
import type { RuleTable } from "../rules/rule-table.ts";
import { type CodePart, splitText } from "../texts/text-parts.ts";
import { mentions } from "../texts/words.ts";

/** Whether a text defines a name: in its code, of whatever language the adapters know, or in code that stands bare in its prose. */
export function textDefines(text: string, name: string, adapters: RuleTable["adapters"]): boolean {
  if (!text.includes(name)) return false;
  return splitText(text, adapters).code.some((part) => definesName(part, name)) || definesInPassing(text, name);
}

/** Whether a piece of code defines a name; a block is asked for the same few by every other block. */
export const definesName: (part: CodePart, name: string) => boolean = askedOnceByName(
  ({ adapter, code }: CodePart, name) => {
    if (!code.includes(name)) return false;
    const view = adapter.view(code);
    const isDefined = view.defines(name);
    view.release?.();
    return isDefined;
  },
);

/** How a function begins, as far as its bracket, where nothing is put in front of it. */
const functionHead = /^(?:[A-Za-z_]\w*:?[ \t]+)*([A-Za-z_]\w*)[ \t]*\(/gm;

/** Whether code names a function that another piece defines, and does not define it itself. */
export function namesWhatIsDefinedIn(other: CodePart, part: CodePart): boolean {
  return Array.from(other.code.matchAll(functionHead)).some(
    ([, name = ""]) => mentions(part.code, name) && !definesName(part, name),
  );
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
