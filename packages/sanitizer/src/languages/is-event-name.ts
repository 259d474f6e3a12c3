import type { CodeSpan } from "./language-adapter.ts";

/** The head of a callback of game events, in the new and the old syntax; one of the groups is its second parameter. */
const callback =
  /\(\s*(?:Event\s+|Handle\s*:\s*|Handle\s+)\w+\s*,\s*const\s+(?:char\s*\[\s*\]\s*(\w+)|char\s+(\w+)\s*\[\s*\]|String\s*:\s*(\w+)\s*\[\s*\])\s*,\s*bool\b/g;

/** No function is longer. */
const LONGEST = 20_000;

/** A call that writes the name of an event into a variable; the group of the method is what it is called on. */
const fills = (variable: string): RegExp =>
  new RegExp(`\\bGetEventName\\s*\\(\\s*\\w+\\s*,\\s*${variable}\\b|\\b(\\w+)\\.GetName\\s*\\(\\s*${variable}\\b`);

/** Whether code, from the end of the function before on, asks an event for its name and writes that into a variable. */
function isFilled(code: string, variable: string): boolean {
  if (!/^\w+$/.test(variable)) return false;
  const found = fills(variable).exec(code);
  if (found === null) return false;
  const [, event] = found;
  return event === undefined || new RegExp(`\\bEvent\\s+${event}\\b`).test(code);
}

/** Whether an expression is the parameter by which a callback gets the name of its event, or a copy that it asked the event for. */
export function isEventName(code: string, { start, end }: CodeSpan): boolean | undefined {
  const name = code.slice(start, end).trim();
  const before = code.slice(Math.max(0, start - LONGEST), start);
  // A closing brace in the first column ends a function.
  if (isFilled(before.slice(before.lastIndexOf("\n}") + 1), name)) return true;
  const head = [...before.matchAll(callback)].at(-1);
  if (head === undefined || /\n\}/.test(before.slice(head.index))) return undefined;
  return head.slice(1).includes(name);
}
