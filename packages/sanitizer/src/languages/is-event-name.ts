import type { CodeSpan } from "./language-adapter.ts";

/** The head of a callback of game events, in the new and the old syntax; one of the groups is its second parameter. */
const callback =
  /\(\s*(?:Event\s+|Handle\s*:\s*|Handle\s+)\w+\s*,\s*const\s+(?:char\s*\[\s*\]\s*(\w+)|char\s+(\w+)\s*\[\s*\]|String\s*:\s*(\w+)\s*\[\s*\])\s*,\s*bool\b/g;

/** No function is longer. */
const LONGEST = 20_000;

/** Whether an expression is the parameter by which a callback gets the name of its event, or a text that the name was written to. */
export function isEventName(code: string, { start, end }: CodeSpan): boolean | undefined {
  const name = code.slice(start, end).trim();
  const before = code.slice(Math.max(0, start - LONGEST), start);
  // A closing brace in the first column ends a function.
  const inFunction = before.slice(before.lastIndexOf("\n}") + 1);
  if (isWrittenTo(inFunction, name)) return true;
  const head = [...inFunction.matchAll(callback)].at(-1);
  return head?.slice(1).includes(name);
}

/** Whether code asks an event for its name, and has it written to a variable. */
function isWrittenTo(code: string, name: string): boolean {
  if (!/^\w+$/.test(name) || !code.includes("Name")) return false;
  const asks = new RegExp(`(?:\\bGetEventName\\s*\\(\\s*\\w+\\s*,|(\\w+)\\.GetName\\s*\\()\\s*${name}\\s*,`, "g");
  for (const [, event] of code.matchAll(asks)) {
    // Commands, plugins and console variables tell their names so as well.
    if (event === undefined || new RegExp(`\\bEvent\\s+${event}\\b`).test(code)) return true;
  }
  return false;
}
